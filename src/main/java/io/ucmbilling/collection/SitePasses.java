package io.ucmbilling.collection;

import io.micrometer.core.instrument.Timer;
import io.ucmbilling.collection.paging.KeptPageListener;
import io.ucmbilling.collection.paging.Pass;
import io.ucmbilling.collection.paging.PassFindings;
import io.ucmbilling.collection.paging.PassPlan;
import io.ucmbilling.collection.paging.SiteContext;
import io.ucmbilling.collection.plan.CollectionSettings;
import io.ucmbilling.collection.plan.PageGate.TurnEndedException;
import io.ucmbilling.collection.plan.PassKind;
import io.ucmbilling.collection.plan.SitePlan;
import io.ucmbilling.collection.plan.Window;
import io.ucmbilling.store.intake.PageCounts;
import io.ucmbilling.store.ledger.Ledger;
import io.ucmbilling.store.site.FirstDays.Day;
import io.ucmbilling.store.site.Lateness;
import io.ucmbilling.store.site.SiteProgress;
import io.ucmbilling.store.site.SiteProgress.Part;
import io.ucmbilling.telemetry.Spans;
import io.ucmbilling.ucm.site.UcmFault;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * Runner of one site's passes, which notes in the database how each ended. A pass that a fault interrupted goes on
 * where it stood, and the findings of a finished one are written down. Not safe for use by several threads.
 */
final class SitePasses {
    private static final Logger LOG = LoggerFactory.getLogger(SitePasses.class);

    private final SiteContext context;
    private final CollectionSettings settings;
    private final SitePlan plan;
    private final FirstCollection firstCollection;
    private final LatenessTracker lateness;
    private final ZoneWatch zoneWatch;
    private final RequestedDays requested;
    private final Clock clock;
    private final Map<Part, Pass> interrupted = new EnumMap<>(Part.class);

    SitePasses(SiteContext context, Ledger ledger, CollectionSettings settings, Clock clock) {
        this.context = context;
        this.settings = settings;
        this.plan = new SitePlan(context.site(), settings);
        this.firstCollection = new FirstCollection(context, plan, settings, clock);
        this.lateness = new LatenessTracker(context, ledger, new HoldBack(settings.holdBack()));
        this.zoneWatch = new ZoneWatch(context);
        this.requested = new RequestedDays(context, ledger, clock);
        this.clock = clock;
    }

    /** Forgets what is known of the site: another replica has had it. */
    void forget() {
        interrupted.clear();
        lateness.forget();
        zoneWatch.forget();
    }

    void addDays(SiteProgress progress) {
        firstCollection.addDays(progress);
    }

    RequestedDays requested() {
        return requested;
    }

    Lateness lateness() {
        return lateness.lateness();
    }

    /** Runs a pass, or what is left of an interrupted one of the same kind. */
    void run(PassKind kind, SiteProgress progress) throws UcmFault {
        if (kind instanceof PassKind.RequestedRead read) {
            requested.run(read, progress, () -> goOn(kind, progress));
        } else {
            goOn(kind, progress);
        }
    }

    private void goOn(PassKind kind, SiteProgress progress) throws UcmFault {
        // Kept for going on after a fault of the UCM or the end of a turn alone: then all its pages are stored.
        Pass begun = interrupted.remove(kind.part());
        Pass pass = begun != null && begun.plan().kind().sameAs(kind) ? begun : begin(kind, progress);
        Timer.Sample began = context.counters().began();
        try {
            Spans.in("pass " + kind.part(), "site", context.id(), () -> finished(pass, progress));
            context.counters().passed(kind.part(), began);
        } catch (UcmFault | TurnEndedException ended) {
            interrupted.put(kind.part(), pass);
            throw ended;
        }
    }

    private Pass finished(Pass pass, SiteProgress progress) throws UcmFault {
        pass.run(progress);
        finish(pass, progress);
        return pass;
    }

    private Pass begin(PassKind kind, SiteProgress progress) {
        Instant now = clock.instant();
        List<Window> windows = plan.windows(kind, progress, now);
        if (kind instanceof PassKind.Tail && windows.size() > 1) {
            // A pause of days: they are read a second time like those of the first collection, since nobody else would.
            firstCollection.addDays(progress, plan.dayOf(windows.getFirst().from()), plan.dayOf(now));
        }
        KeptPageListener listener = kind instanceof PassKind.RequestedRead read
                ? (hold, counts) -> requested.kept(read, hold, counts)
                : KeptPageListener.NONE;
        return new Pass(context, lateness.plan(kind, windows, progress, now), progress, listener);
    }

    private void finish(Pass pass, SiteProgress progress) {
        PassFindings findings = pass.findings();
        PassKind kind = pass.plan().kind();
        learn(findings, progress);
        if (kind instanceof PassKind.FirstRead(Day day)) {
            firstCollection.read(day, findings, progress);
        }
        if (kind instanceof PassKind.RequestedRead read) {
            requested.ended(read, findings, progress);
        }
        lateness.learn(pass.plan(), progress);
        Instant cursor = kind instanceof PassKind.Tail ? findings.newest() : null;
        Instant at = doneAt(pass);
        context.sites()
                .change(
                        progress.hold(),
                        known -> known.succeeded(kind.part(), at)
                                .readUntil(cursor)
                                .clockAhead(context.ucm().clockError()));
        tell(kind, findings.counts(), findings.requests());
    }

    private void tell(PassKind kind, PageCounts counts, int requests) {
        LOG.atLevel(counts.stored() > 0 && !(kind instanceof PassKind.FirstRead) ? Level.INFO : Level.DEBUG)
                .log(
                        "site {}: {} stored {}, unchanged {}, quarantined {}, in {} requests",
                        context.id(),
                        kind.part(),
                        counts.stored(),
                        counts.unchanged(),
                        counts.quarantined(),
                        requests);
    }

    /** A sweep with suspect windows is due again a sweep interval later, be it a deep one. */
    private Instant doneAt(Pass pass) {
        PassPlan done = pass.plan();
        boolean early = done.kind() instanceof PassKind.Sweep(boolean deep)
                && deep
                && pass.findings().suspicions() > 0
                && settings.deepSweepInterval().compareTo(settings.sweepInterval()) > 0;
        return early ? done.now().minus(settings.deepSweepInterval()).plus(settings.sweepInterval()) : done.now();
    }

    private void learn(PassFindings findings, SiteProgress progress) {
        Duration measured = findings.zoneError();
        Duration error = measured == null ? progress.zoneError() : measured;
        boolean news =
                findings.counting() != progress.counting() || (error != null && !error.equals(progress.zoneError()));
        if (news) {
            context.sites().change(progress.hold(), known -> known.learnt(findings.counting(), error));
        }
        Instant now = clock.instant();
        zoneWatch.learn(findings.zoneErrorsOfNewLegs(), progress, now);
        zoneWatch.warn(measured, now);
    }
}
