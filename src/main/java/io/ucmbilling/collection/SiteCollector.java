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
    private final Agenda agenda;
    private final Backoff backoff;
    private final Clock clock;
    private final Map<Cursors.Part, Pass> interrupted = new EnumMap<>(Cursors.Part.class);
    private boolean afterTail;
    private long lastFence = -1;
    private @Nullable LocalDate zoneWarnedOn;

    SiteCollector(SiteAccess access, CollectionSettings settings, Backoff backoff, Clock clock) {
        this.access = access;
        this.settings = settings;
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
        SiteProgress progress = access.cursors().progress(site().id());
        if (lastFence >= 0 && nextJob(progress).isEmpty()) {
            return agenda.quietUntil(progress, openDays(), clock.instant());
        }
        progress = take();
        addDays(progress);
        try {
            Optional<Job> job = nextJob(progress);
            while (job.isPresent() && run(job.get(), progress) && mayGoOn.getAsBoolean()) {
                progress = access.cursors().progress(site().id());
                job = nextJob(progress);
            }
        } catch (LostSiteException e) {
            access.count(FaultKind.LOCK_LOST);
            LOG.info("site {}: taken over by another replica", site().id());
        }
        return agenda.quietUntil(access.cursors().progress(site().id()), openDays(), clock.instant());
    }

    private Optional<Job> nextJob(SiteProgress progress) {
        return agenda.next(progress, openDays(), clock.instant(), afterTail);
    }

    private SiteProgress take() {
        SiteProgress progress = access.cursors().take(site().id());
        if (progress.fence() != lastFence + 1) {
            interrupted.clear();
        }
        lastFence = progress.fence();
        return progress;
    }

    private List<Day> openDays() {
        return access.cursors().openDays(site().id());
    }

    /**
     * The first collection: every day from the first one to yesterday; the open window reads from yesterday on. While it has
     * never been read, days that go by are added; later ones belong to the open window and its sweeps.
     */
    private void addDays(SiteProgress progress) {
        Cursors.DayCount known = access.cursors().dayCount(site().id());
        LocalDate today = LocalDate.ofInstant(clock.instant(), site().timeZone());
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
    }

    private void addDays(SiteProgress progress, LocalDate from, LocalDate before) {
        if (from.isBefore(before)) {
            access.cursors()
                    .addDays(
                            site().id(),
                            progress.fence(),
                            from.datesUntil(before).toList());
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
        Instant first = progress.since().atStartOfDay(site().timeZone()).toInstant();
        List<Window> windows = switch (job) {
            case Job.Tail() -> Window.openFrom(notBefore(first, tailFrom(progress, now)), now);
            case Job.Sweep(boolean deep) -> Window.openFrom(notBefore(first, sweepFrom(deep, progress, now)), now);
            case Job.FirstRead(Day day) -> List.of(day(day.day()));
        };
        if (job instanceof Job.Tail && windows.size() > 1) {
            // A pause of days: they are read a second time like those of the first collection, since nobody else would.
            addDays(
                    progress,
                    LocalDate.ofInstant(windows.getFirst().from(), site().timeZone()),
                    LocalDate.ofInstant(now, site().timeZone()));
        }
        return new Pass(access, job, windows, progress, now);
    }

    private Instant tailFrom(SiteProgress progress, Instant now) {
        Instant cursor = progress.cursor();
        if (cursor == null) {
            return LocalDate.ofInstant(now, site().timeZone())
                    .minusDays(1)
                    .atStartOfDay(site().timeZone())
                    .toInstant();
        }
        return (cursor.isAfter(now) ? now : cursor).minus(site().overlap());
    }

    /** After a pause of the gateway a sweep reaches back from where the last one was, so that no hour is swept by none. */
    private Instant sweepFrom(boolean deep, SiteProgress progress, Instant now) {
        Instant last = deep ? progress.deepSweepAt() : progress.sweepAt();
        Instant reach = last == null || last.isAfter(now) ? now : last;
        return reach.minus(deep ? settings.deepSweepWindow() : settings.sweepWindow());
    }

    private Window day(LocalDate day) {
        Instant from = day.atStartOfDay(site().timeZone()).toInstant();
        return new Window(
                from,
                day.plusDays(1).atStartOfDay(site().timeZone()).toInstant().minusSeconds(1));
    }

    private static Instant notBefore(Instant bound, Instant time) {
        return time.isBefore(bound) ? bound : time;
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
        LocalDate today = LocalDate.ofInstant(clock.instant(), site().timeZone());
        if (pass.zoneError() != null && !pass.zoneError().isZero() && !today.equals(zoneWarnedOn)) {
            zoneWarnedOn = today;
            LOG.warn(
                    "gateway.sites.{}.time-zone: found {}, in which the records' stamps are {} ahead of the epochs in"
                            + " their uniqueid; expected the zone of the PBX's wall clock",
                    site().id(),
                    site().timeZone(),
                    pass.zoneError());
        }
    }

    private void rest(Job job, UcmFault fault, SiteProgress progress) {
        access.count(fault.kind());
        int failuresBefore = fault.kind() == FaultKind.LOCK_LOST ? 0 : progress.failures();
        Instant retryAt = clock.instant().plus(backoff.after(fault, failuresBefore));
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
