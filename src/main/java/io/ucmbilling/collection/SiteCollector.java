package io.ucmbilling.collection;

import io.micrometer.core.instrument.Timer;
import io.ucmbilling.collection.ledger.LedgerKeeper;
import io.ucmbilling.collection.paging.Pass;
import io.ucmbilling.collection.paging.SiteContext;
import io.ucmbilling.collection.paging.Tally;
import io.ucmbilling.collection.plan.Agenda;
import io.ucmbilling.collection.plan.Backoff;
import io.ucmbilling.collection.plan.CollectionSettings;
import io.ucmbilling.collection.plan.HoldBack;
import io.ucmbilling.collection.plan.PassKind;
import io.ucmbilling.collection.plan.SitePlan;
import io.ucmbilling.collection.plan.Window;
import io.ucmbilling.store.ledger.Ledger;
import io.ucmbilling.store.site.Day;
import io.ucmbilling.store.site.Hold;
import io.ucmbilling.store.site.LostSiteException;
import io.ucmbilling.store.site.SiteProgress;
import io.ucmbilling.store.site.Sites;
import io.ucmbilling.ucm.site.FaultKind;
import io.ucmbilling.ucm.site.Site;
import io.ucmbilling.ucm.site.UcmFault;
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
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

/**
 * Collects one site, whenever this replica holds its lock. Not safe for use by two threads at a time.
 *
 * <ol>
 *   <li>Take the site: the fence grows, what an earlier holder still writes is refused.
 *   <li>Do what the {@link Agenda} says until nothing is due, then what the {@link LedgerKeeper} has to do. A pass that a fault
 *       interrupted goes on where it stood, as long as no other replica took the site meanwhile.
 *   <li>A fault ends the turn; the site rests as its kind's rule says. So does whatever the gateway's own code throws, an
 *       {@link Error} too: it is the kind INTERNAL.
 * </ol>
 */
final class SiteCollector {
    private static final Logger LOG = LoggerFactory.getLogger(SiteCollector.class);

    private final SiteContext access;
    private final CollectionSettings settings;
    private final SitePlan plan;
    private final Agenda agenda;
    private final Backoff backoff;
    private final Clock clock;
    private final Map<Sites.Part, Pass> interrupted = new EnumMap<>(Sites.Part.class);
    private boolean afterTail;
    private @Nullable Hold hold;
    private final FirstCollection firstCollection;
    private final LedgerKeeper ledger;
    private final LatenessTracker punctuality;
    private final ZoneWatch zoneWatch;
    private final ZoneWarning zoneWarning;

    SiteCollector(SiteContext access, Ledger ledger, CollectionSettings settings, Backoff backoff, Clock clock) {
        this.access = access;
        this.zoneWatch = new ZoneWatch(access);
        this.zoneWarning = new ZoneWarning(access.site());
        this.settings = settings;
        this.plan = new SitePlan(access.site(), settings);
        this.agenda = new Agenda(settings, access.site().pollInterval());
        this.firstCollection = new FirstCollection(access, plan, settings, clock);
        this.ledger = new LedgerKeeper(access, ledger, plan, clock);
        this.punctuality = new LatenessTracker(access, ledger, new HoldBack(settings.holdBack()));
        this.backoff = backoff;
        this.clock = clock;
    }

    Site site() {
        return access.site();
    }

    /** Makes the site known, with the first day to collect; an earlier one than known extends the first collection. */
    void register(LocalDate since) {
        access.sites().register(site().id(), since);
    }

    void count(FaultKind kind) {
        access.count(kind);
    }

    /**
     * Does all that is due.
     *
     * @param mayGoOn asked between passes: whether the lock is still held and the process is not stopping
     * @return when to look again
     * @throws org.springframework.dao.DataAccessException if the gateway's own database does not answer
     */
    Instant collect(BooleanSupplier mayGoOn) {
        Look look = look();
        if (hold != null && nextJob(look).isEmpty()) {
            return quietUntil(look);
        }
        try {
            look = workOrRest(take(), mayGoOn);
        } catch (LostSiteException e) {
            access.count(FaultKind.LOCK_LOST);
            LOG.info("site {}: taken over by another replica", site().id());
            look = look();
        }
        return quietUntil(look);
    }

    /** Only what tells of the database or of the lock is thrown. */
    private Look workOrRest(SiteProgress taken, BooleanSupplier mayGoOn) {
        try {
            firstCollection.addDays(taken);
            return work(look(taken), mayGoOn);
        } catch (DataAccessException | TransactionException | LostSiteException e) {
            throw e;
        } catch (RuntimeException | Error e) {
            restAfter(e, taken);
            return look();
        }
    }

    /** Lets the site rest after a fault of the gateway's own, at all replicas. */
    private void restAfter(Throwable wrong, SiteProgress taken) {
        access.count(FaultKind.INTERNAL);
        LOG.error(
                "site {}: {}: {}",
                site().id(),
                FaultKind.INTERNAL,
                wrong.getClass().getName(),
                wrong);
        UcmFault fault = new UcmFault(FaultKind.INTERNAL, wrong.toString(), wrong);
        int failures = access.sites().progress(site().id()).failures();
        Instant retryAt = clock.instant().plus(backoff.after(fault, failures));
        access.sites().failed(taken.hold(), FaultKind.INTERNAL.name(), retryAt);
    }

    /** Does what is due, as long as it may, then what the ledger needs; what there is to see afterwards. */
    private Look work(Look first, BooleanSupplier mayGoOn) {
        Look look = first;
        boolean goOn = true;
        while (goOn) {
            Optional<PassKind> job = nextJob(look);
            goOn = (job.isPresent() ? run(job.get(), look.progress()) : keepLedger(look)) && mayGoOn.getAsBoolean();
            look = stillOurs(look(), first.progress().hold());
        }
        return look;
    }

    /** Whether there was something to do; not before the first collection is done. */
    private boolean keepLedger(Look look) {
        SiteProgress progress = look.progress();
        if (progress.cursor() == null || !look.openDays().isEmpty() || progress.failures() > 0) {
            return false;
        }
        try {
            return ledger.step(progress, punctuality.lateness());
        } catch (UcmFault fault) {
            rest("LEDGER", fault, progress);
            return false;
        }
    }

    /** Going on with what another replica left would be to write under its fence. */
    private static Look stillOurs(Look look, Hold hold) {
        Hold newest = look.progress().hold();
        if (!newest.equals(hold)) {
            throw new LostSiteException(hold, newest.fence());
        }
        return look;
    }

    /** How far the site has come, as last read from the database. */
    private record Look(SiteProgress progress, List<Day> openDays) {}

    private Look look() {
        return look(access.sites().progress(site().id()));
    }

    private Look look(SiteProgress progress) {
        return new Look(progress, access.firstDays().open(site().id()));
    }

    private Optional<PassKind> nextJob(Look look) {
        return agenda.next(look.progress(), look.openDays(), clock.instant(), afterTail);
    }

    private Instant quietUntil(Look look) {
        return agenda.quietUntil(look.progress(), look.openDays(), clock.instant());
    }

    private SiteProgress take() {
        SiteProgress progress = access.sites().take(site().id());
        if (hold == null || progress.hold().fence() != hold.fence() + 1) {
            interrupted.clear();
            punctuality.forget();
            zoneWatch.forget();
        }
        hold = progress.hold();
        return progress;
    }

    /** Whether the turn may go on. */
    private boolean run(PassKind job, SiteProgress progress) {
        afterTail = job instanceof PassKind.Tail;
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
            rest(job.part().name(), fault, progress);
            return false;
        }
    }

    private Pass begin(PassKind job, SiteProgress progress) {
        Instant now = clock.instant();
        List<Window> windows = plan.windows(job, progress, now);
        if (job instanceof PassKind.Tail && windows.size() > 1) {
            // A pause of days: they are read a second time like those of the first collection, since nobody else would.
            firstCollection.addDays(progress, plan.dayOf(windows.getFirst().from()), plan.dayOf(now));
        }
        return new Pass(access, punctuality.work(job, windows, progress, now), progress);
    }

    private void finish(Pass pass, SiteProgress progress) {
        String id = site().id();
        Tally tally = pass.tally();
        learn(pass, progress);
        if (pass.job() instanceof PassKind.FirstRead(Day day)) {
            firstCollection.read(day, pass, progress);
        }
        Instant cursor = pass.job() instanceof PassKind.Tail ? pass.newest() : null;
        punctuality.learn(pass, progress);
        access.sites().succeeded(progress.hold(), pass.job().part(), doneAt(pass), cursor);
        LOG.atLevel(tally.stored() > 0 && !(pass.job() instanceof PassKind.FirstRead) ? Level.INFO : Level.DEBUG)
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
        boolean early = pass.job() instanceof PassKind.Sweep(boolean deep)
                && deep
                && pass.suspicions() > 0
                && settings.deepSweepInterval().compareTo(settings.sweepInterval()) > 0;
        return early
                ? pass.startedAt().minus(settings.deepSweepInterval()).plus(settings.sweepInterval())
                : pass.startedAt();
    }

    private void learn(Pass pass, SiteProgress progress) {
        Duration error = pass.zoneError() == null ? progress.zoneError() : pass.zoneError();
        boolean news = pass.counting() != progress.counting() || (error != null && !error.equals(progress.zoneError()));
        if (news) {
            access.sites().learnt(progress.hold(), pass.counting(), error);
        }
        Instant now = clock.instant();
        zoneWatch.learn(pass.zoneErrorsOfNewLegs(), progress, now);
        zoneWarning.told(ZoneError.of(pass.zoneError(), zoneWatch.worst(now)), now);
    }

    private void rest(String work, UcmFault fault, SiteProgress progress) {
        access.count(fault.kind());
        Instant retryAt = clock.instant().plus(backoff.after(fault, progress.failures()));
        access.sites().failed(progress.hold(), fault.kind().name(), retryAt);
        LOG.warn(
                "site {}: {} failed, {}: {}; trying again at {}",
                site().id(),
                work,
                fault.kind(),
                fault.getMessage(),
                retryAt);
    }
}
