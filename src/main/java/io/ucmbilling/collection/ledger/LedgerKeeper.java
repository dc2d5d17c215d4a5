package io.ucmbilling.collection.ledger;

import io.ucmbilling.collection.ledger.LedgerPlan.Task;
import io.ucmbilling.collection.paging.SiteContext;
import io.ucmbilling.collection.plan.SitePlan;
import io.ucmbilling.collection.plan.Window;
import io.ucmbilling.collection.walk.WindowReading;
import io.ucmbilling.store.ledger.Certificate;
import io.ucmbilling.store.ledger.Certificate.Counted;
import io.ucmbilling.store.ledger.Ledger;
import io.ucmbilling.store.ledger.Ledger.LedgerState;
import io.ucmbilling.store.site.Lateness;
import io.ucmbilling.store.site.SiteProgress;
import io.ucmbilling.store.site.SiteProgress.Counting;
import io.ucmbilling.ucm.site.FaultKind;
import io.ucmbilling.ucm.site.UcmFault;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The keeper of the ledger of one site's days, one step of the {@link LedgerPlan} at a time. Not safe for use by
 * several threads.
 *
 * <ol>
 *   <li>Proof: see {@link DayProof}. If the records of the day show how the UCM counts, that is looked into once, and
 *       again when its firmware gives other fields.
 *   <li>Check: one request tells whether the UCM still holds as many as certified. If not, the day is proven anew,
 *       which makes a new version if its content has changed.
 *   <li>Reading: the day is proven anew at once, whatever its count.
 *   <li>The oldest day: see {@link OldestDay}, and {@link MissingDays} for those before it.
 * </ol>
 */
public final class LedgerKeeper {
    private static final Logger LOG = LoggerFactory.getLogger(LedgerKeeper.class);
    private static final Duration QUIET = Duration.ofMinutes(10);
    /** A time so long ago that hardly anything still lands in it. */
    private static final Duration OVER = Duration.ofHours(1);

    private static final Set<FaultKind> OF_THE_DAY = Stream.concat(
                    WindowReading.PAGING_FAULTS.stream(), Stream.of(FaultKind.SUSPECT_EMPTY))
            .collect(Collectors.toUnmodifiableSet());

    private final SiteContext context;
    private final Ledger ledger;
    private final SitePlan sitePlan;
    private final Clock clock;
    private final DayCounts counts;
    private final DayProof proof;
    private final MissingDays missing;
    private Instant quietSince = Instant.EPOCH;

    public LedgerKeeper(SiteContext context, Ledger ledger, SitePlan sitePlan, Clock clock) {
        this.context = context;
        this.ledger = ledger;
        this.sitePlan = sitePlan;
        this.clock = clock;
        this.counts = new DayCounts(context);
        this.proof = new DayProof(context, ledger, counts, clock);
        this.missing = new MissingDays(context, ledger, sitePlan);
    }

    /** Does the next step, if there is one; false: there is none. */
    public boolean step(SiteProgress progress, Lateness lateness) throws UcmFault {
        Instant now = clock.instant();
        Optional<Instant> nested = context.takeNested(progress, now.minus(OVER));
        if (nested.isPresent()) {
            learnCounting(nested.get(), null, progress);
            return true;
        }
        boolean quiet = !now.isBefore(quietSince) && now.isBefore(quietSince.plus(QUIET));
        return !quiet && doNext(progress, lateness, now);
    }

    private boolean doNext(SiteProgress progress, Lateness lateness, Instant now) throws UcmFault {
        DayStandings standings = DayStandings.of(sitePlan, progress, lateness);
        KnownDays known = known(progress, now);
        Optional<Task> task = new LedgerPlan(standings).next(known, now);
        if (task.isEmpty()) {
            quietSince = now;
            return false;
        }
        switch (task.get()) {
            case Task.FindOldest() -> findOldest(standings, progress, now);
            case Task.Prove(LocalDate day) ->
                orNote(day, progress, () -> prove(task(day, null, known, "the day is settled"), known, progress));
            case Task.Read(Certificate certificate, String why) ->
                orNote(certificate.day(), progress, () -> read(certificate, why, known, progress));
            case Task.Check(Certificate certificate) ->
                orNote(certificate.day(), progress, () -> check(certificate, known, progress));
        }
        return true;
    }

    private KnownDays known(SiteProgress progress, Instant now) {
        return KnownDays.of(ledger, context.id(), progress.since(), sitePlan.dayOf(now));
    }

    private void prove(DayProof.DayToProve task, KnownDays known, SiteProgress progress) throws UcmFault {
        learnCounting(proof.prove(task, progress), known.state(), progress);
    }

    private DayProof.DayToProve task(LocalDate day, @Nullable Certificate before, KnownDays known, String reason) {
        return new DayProof.DayToProve(
                day, sitePlan.day(day), before, known.days().get(day), reason);
    }

    private void check(Certificate certificate, KnownDays known, SiteProgress progress) throws UcmFault {
        LocalDate day = certificate.day();
        Window window = sitePlan.day(day);
        boolean byCount = certificate.counted() == Counted.OFFSET && DayCounts.tell(progress, certificate.fields());
        boolean same = byCount
                ? counts.holds(window, certificate.held())
                : DayProof.isSame(
                        certificate, DayReading.of(context, window, progress).content());
        if (same) {
            ledger.seen(progress.hold(), day, clock.instant(), null);
            return;
        }
        context.counters().differed();
        String reason =
                "the UCM no longer held the " + certificate.held() + " records of version " + certificate.version();
        prove(task(day, certificate, known, reason), known, progress);
    }

    private void read(Certificate certificate, String why, KnownDays known, SiteProgress progress) throws UcmFault {
        String reason = why + ", and its content differed from version " + certificate.version();
        prove(task(certificate.day(), certificate, known, reason), known, progress);
    }

    private interface DayWork {
        void run() throws UcmFault;
    }

    /**
     * Notes a fault that is the day's own, or comes of the way this UCM pages: it keeps no other work of the site
     * waiting.
     */
    private void orNote(LocalDate day, SiteProgress progress, DayWork work) throws UcmFault {
        try {
            work.run();
        } catch (UcmFault fault) {
            if (!OF_THE_DAY.contains(fault.kind())) {
                throw fault;
            }
            context.count(fault.kind());
            ledger.seen(progress.hold(), day, clock.instant(), fault.kind() + ": " + fault.getMessage());
        }
    }

    private void learnCounting(DayReading reading, LedgerState state, SiteProgress progress) throws UcmFault {
        int fields = reading.content().shape().fields().size();
        if (reading.nested() != null && !Objects.equals(state.countedFields(), fields)) {
            learnCounting(reading.nested(), fields, progress);
        }
    }

    private void learnCounting(Instant nested, @Nullable Integer fields, SiteProgress progress) throws UcmFault {
        Counting counting = new CountingProbe(counts, context.pageSize()).around(nested);
        if (counting != Counting.UNKNOWN) {
            ledger.counts(progress.hold(), counting, fields);
            LOG.info("site {}: offsets count {}, as read around {}", context.id(), counting, nested);
        }
    }

    private void findOldest(DayStandings standings, SiteProgress progress, Instant now) throws UcmFault {
        LocalDate oldest = new OldestDay(counts, sitePlan).find(progress.since(), sitePlan.dayOf(now));
        ledger.oldestHeld(progress.hold(), oldest, now);
        missing.note(standings, known(progress, now), progress, now);
    }
}
