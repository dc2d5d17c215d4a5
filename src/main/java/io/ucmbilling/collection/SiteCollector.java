package io.ucmbilling.collection;

import io.micrometer.core.instrument.Timer;
import io.ucmbilling.store.Cursors;
import io.ucmbilling.store.Day;
import io.ucmbilling.store.LostSiteException;
import io.ucmbilling.store.SiteProgress;
import io.ucmbilling.ucm.FaultKind;
import io.ucmbilling.ucm.Site;
import io.ucmbilling.ucm.UcmFault;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * Collects one site, whenever this replica holds its lock. Not safe for use by two threads at a time.
 *
 * <ol>
 *   <li>Take the site: the fence grows, what an earlier holder still writes is refused.
 *   <li>Do what the {@link Agenda} says until nothing is due. A pass that a fault interrupted goes on where it stood, as
 *       long as no other replica took the site meanwhile.
 *   <li>A fault ends the turn; the site rests as its kind's rule says.
 * </ol>
 */
final class SiteCollector {
    private static final Logger LOG = LoggerFactory.getLogger(SiteCollector.class);

    /** So many times a known day may come empty, before that is believed (contract U8). */
    private static final int ENOUGH_SUSPICIONS = 5;

    private final SiteAccess access;
    private final CollectionSettings settings;
    private final SitePlan plan;
    private final Agenda agenda;
    private final Backoff backoff;
    private final Clock clock;
    private final Map<Cursors.Part, Pass> interrupted = new EnumMap<>(Cursors.Part.class);
    private boolean afterTail;
    private long lastFence = -1;

    /** From here on the first collection's days are known to be there; null: not looked at, or there is none yet. */
    private @Nullable LocalDate firstDay;

    private final ZoneWarning zoneWarning;

    SiteCollector(SiteAccess access, CollectionSettings settings, Backoff backoff, Clock clock) {
        this.access = access;
        this.zoneWarning = new ZoneWarning(access.site());
        this.settings = settings;
        this.plan = new SitePlan(access.site(), settings);
        this.agenda = new Agenda(settings, access.site().pollInterval());
        this.backoff = backoff;
        this.clock = clock;
    }

    Site site() {
        return access.site();
    }

    /** Makes the site known, with the first day to collect; an earlier one than known extends the first collection. */
    void register(LocalDate since) {
        access.cursors().register(site().id(), since);
    }

    void count(FaultKind kind) {
        access.count(kind);
    }

    /**
     * Does all that is due.
     *
     * @param mayGoOn asked between passes: whether the lock is still held and the process is not stopping
     * @return when to look again
     * @throws org.springframework.dao.DataAccessException where the gateway's own database does not answer
     */
    Instant collect(BooleanSupplier mayGoOn) {
        Look look = look();
        if (lastFence >= 0 && nextJob(look).isEmpty()) {
            return quietUntil(look);
        }
        SiteProgress taken = take();
        addDays(taken);
        try {
            look = work(look(taken), mayGoOn);
        } catch (LostSiteException e) {
            access.count(FaultKind.LOCK_LOST);
            LOG.info("site {}: taken over by another replica", site().id());
            look = look();
        }
        return quietUntil(look);
    }

    /** Does what is due, as long as it may; what there is to see afterwards. */
    private Look work(Look first, BooleanSupplier mayGoOn) {
        Look look = first;
        Optional<Job> job = nextJob(look);
        while (job.isPresent()) {
            boolean goOn = run(job.get(), look.progress()) && mayGoOn.getAsBoolean();
            look = stillOurs(look());
            job = goOn ? nextJob(look) : Optional.empty();
        }
        return look;
    }

    /** Going on with what another replica left would be to write under its fence. */
    private Look stillOurs(Look look) {
        if (look.progress().fence() != lastFence) {
            throw new LostSiteException("site " + site().id() + ": fence " + lastFence + " came, "
                    + look.progress().fence() + " is the newest: another replica has taken the site over");
        }
        return look;
    }

    /** How far the site has come, as last read from the database. */
    private record Look(SiteProgress progress, List<Day> openDays) {}

    private Look look() {
        return look(access.cursors().progress(site().id()));
    }

    private Look look(SiteProgress progress) {
        return new Look(progress, access.cursors().openDays(site().id()));
    }

    private Optional<Job> nextJob(Look look) {
        return agenda.next(look.progress(), look.openDays(), clock.instant(), afterTail);
    }

    private Instant quietUntil(Look look) {
        return agenda.quietUntil(look.progress(), look.openDays(), clock.instant());
    }

    private SiteProgress take() {
        SiteProgress progress = access.cursors().take(site().id());
        if (progress.fence() != lastFence + 1) {
            interrupted.clear();
        }
        lastFence = progress.fence();
        return progress;
    }

    /**
     * The first collection: every day from the first one to yesterday; the open window reads from yesterday on. While it has
     * never been read, days that go by are added; later ones belong to the open window and its sweeps. Once they are all
     * there, only an earlier first day adds more.
     */
    private void addDays(SiteProgress progress) {
        if (progress.cursor() != null && progress.since().equals(firstDay)) {
            return;
        }
        Cursors.DayCount known = access.cursors().dayCount(site().id());
        LocalDate today = plan.dayOf(clock.instant());
        LocalDate earliest = known.earliest();
        LocalDate latest = known.latest();
        if (earliest == null || latest == null) {
            addDays(progress, progress.since(), today);
        } else {
            addDays(progress, progress.since(), earliest);
            if (progress.cursor() == null) {
                addDays(progress, latest, today);
            }
        }
        firstDay = progress.since().isBefore(today) ? progress.since() : null;
    }

    private void addDays(SiteProgress progress, LocalDate from, LocalDate before) {
        if (from.isBefore(before)) {
            List<LocalDate> days = from.datesUntil(before).toList();
            access.cursors().addDays(site().id(), progress.fence(), days);
        }
    }

    /** Whether the turn may go on. */
    private boolean run(Job job, SiteProgress progress) {
        afterTail = job instanceof Job.Tail;
        // Kept for going on after a fault of the UCM alone: then all its pages are stored.
        Pass begun = interrupted.remove(job.part());
        Pass pass = begun != null && begun.job().sameAs(job) ? begun : begin(job, progress);
        Timer.Sample began = access.counters().began();
        try {
            pass.run(progress);
            finish(pass, progress);
            access.counters().passed(site().id(), job.part(), began);
            return true;
        } catch (UcmFault fault) {
            interrupted.put(job.part(), pass);
            rest(job, fault, progress);
            return false;
        }
    }

    private Pass begin(Job job, SiteProgress progress) {
        Instant now = clock.instant();
        List<Window> windows = plan.windows(job, progress, now);
        if (job instanceof Job.Tail && windows.size() > 1) {
            // A pause of days: they are read a second time like those of the first collection, since nobody else would.
            addDays(progress, plan.dayOf(windows.getFirst().from()), plan.dayOf(now));
        }
        return new Pass(access, job, windows, progress, now);
    }

    private void finish(Pass pass, SiteProgress progress) {
        String id = site().id();
        Pass.Tally tally = pass.tally();
        learn(pass, progress);
        if (pass.job() instanceof Job.FirstRead(Day day)) {
            finishDay(pass, day, progress);
        }
        Instant cursor = pass.job() instanceof Job.Tail ? pass.newest() : null;
        access.cursors().succeeded(id, progress.fence(), pass.job().part(), doneAt(pass), cursor);
        LOG.atLevel(tally.stored() > 0 && !(pass.job() instanceof Job.FirstRead) ? Level.INFO : Level.DEBUG)
                .log(
                        "site {}: {} stored {}, unchanged {}, quarantined {}, in {} requests",
                        id,
                        pass.job().part(),
                        tally.stored(),
                        tally.unchanged(),
                        tally.quarantined(),
                        pass.requests());
    }

    /** A sweep with suspect windows is due again a sweep interval later, be it a deep one. */
    private Instant doneAt(Pass pass) {
        boolean early = pass.job() instanceof Job.Sweep(boolean deep)
                && deep
                && pass.suspicions() > 0
                && settings.deepSweepInterval().compareTo(settings.sweepInterval()) > 0;
        return early
                ? pass.startedAt().minus(settings.deepSweepInterval()).plus(settings.sweepInterval())
                : pass.startedAt();
    }

    private void finishDay(Pass pass, Day day, SiteProgress progress) {
        Instant now = clock.instant();
        boolean gone = pass.suspicions() > 0 && day.attempts() + 1 >= ENOUGH_SUSPICIONS;
        boolean suspect = pass.suspicions() > 0 && !gone;
        boolean confirmed = gone || (!suspect && day.reads() > 0 && pass.tally().stored() == 0);
        if (gone) {
            LOG.warn(
                    "site {}: {} came empty {} times, a sweep interval apart, although legs of it are known: taken as"
                            + " deleted on the PBX",
                    site().id(),
                    day.day(),
                    ENOUGH_SUSPICIONS);
        }
        Day after = suspect
                ? new Day(
                        day.day(),
                        day.reads(),
                        false,
                        day.readAt(),
                        day.attempts() + 1,
                        now.plus(settings.sweepInterval()))
                : new Day(day.day(), day.reads() + 1, confirmed, now, 0, null);
        access.cursors().day(site().id(), progress.fence(), after);
        Cursors.DayCount count = access.cursors().dayCount(site().id());
        LOG.info(
                "site {}: first collection, {} {}, {} legs stored: {} of {} days read, {} confirmed",
                site().id(),
                day.day(),
                suspect ? "suspect" : confirmed ? "confirmed" : "read",
                pass.tally().stored(),
                count.read(),
                count.days(),
                count.confirmed());
    }

    private void learn(Pass pass, SiteProgress progress) {
        Duration error = pass.zoneError() == null ? progress.zoneError() : pass.zoneError();
        boolean news = pass.counting() != progress.counting() || (error != null && !error.equals(progress.zoneError()));
        if (news) {
            access.cursors().learnt(site().id(), progress.fence(), pass.counting(), error);
        }
        zoneWarning.told(pass.zoneError(), clock.instant());
    }

    private void rest(Job job, UcmFault fault, SiteProgress progress) {
        access.count(fault.kind());
        Instant retryAt = clock.instant().plus(backoff.after(fault, progress.failures()));
        access.cursors().failed(site().id(), progress.fence(), fault.kind().name(), retryAt);
        LOG.warn(
                "site {}: {} failed, {}: {}; trying again at {}",
                site().id(),
                job.part(),
                fault.kind(),
                fault.getMessage(),
                retryAt);
    }
}
