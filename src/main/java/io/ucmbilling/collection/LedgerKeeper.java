package io.ucmbilling.collection;

import io.ucmbilling.collection.LedgerPlan.Known;
import io.ucmbilling.collection.LedgerPlan.Task;
import io.ucmbilling.contract.CdrQuery;
import io.ucmbilling.contract.Page;
import io.ucmbilling.store.Certificate;
import io.ucmbilling.store.Certificate.Counted;
import io.ucmbilling.store.Ledger;
import io.ucmbilling.store.Ledger.LedgerState;
import io.ucmbilling.store.SiteProgress;
import io.ucmbilling.store.SiteProgress.Counting;
import io.ucmbilling.ucm.FaultKind;
import io.ucmbilling.ucm.UcmFault;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the ledger of one site's days, one step of the {@link LedgerPlan} at a time. Not safe for use by several threads.
 *
 * <ol>
 *   <li>Proof: the day is read whole; what came is kept, what is kept and did not come has departed. Then the UCM is counted:
 *       by offset, or by reading a second time where offsets count calls. Only where both readings of the UCM and what is
 *       kept agree is the day certified; else the reason is noted and the proof tried again.
 *   <li>Check: one request tells whether the UCM still holds as many as certified. Where not, the day is proven anew, which
 *       makes a new version where it is another day than before.
 *   <li>The oldest day: asked for by bisection, since the cleaner takes whole days from that end.
 * </ol>
 */
final class LedgerKeeper {
    private static final Logger LOG = LoggerFactory.getLogger(LedgerKeeper.class);
    private static final Duration QUIET = Duration.ofMinutes(10);
    private static final int MOST_EMPTIES = 3;
    private static final Set<FaultKind> OF_THE_DAY =
            EnumSet.of(FaultKind.DRIFTED, FaultKind.REPEATED_PAGE, FaultKind.SUSPECT_EMPTY);
    private static final String MADE_BY = Optional.ofNullable(
                    LedgerKeeper.class.getPackage().getImplementationVersion())
            .orElse("development");

    private final SiteAccess access;
    private final Ledger ledger;
    private final SitePlan sitePlan;
    private final Clock clock;
    private Instant quietSince = Instant.EPOCH;

    LedgerKeeper(SiteAccess access, Ledger ledger, SitePlan sitePlan, Clock clock) {
        this.access = access;
        this.ledger = ledger;
        this.sitePlan = sitePlan;
        this.clock = clock;
    }

    /** Does the next step, where there is one; false: there is none. */
    boolean step(SiteProgress progress) throws UcmFault {
        Instant now = clock.instant();
        if (!now.isBefore(quietSince) && now.isBefore(quietSince.plus(QUIET))) {
            return false;
        }
        LedgerPlan plan = new LedgerPlan(access.site().timeZone(), progress.since());
        Known known = known(progress, now);
        Optional<Task> task = plan.next(known, now);
        if (task.isEmpty()) {
            quietSince = now;
            return false;
        }
        switch (task.get()) {
            case Task.FindOldest() -> findOldest(plan, known, progress, now);
            case Task.Prove(LocalDate day) ->
                orNote(day, progress, () -> prove(day, null, "the day is settled", progress));
            case Task.Check(Certificate certificate) ->
                orNote(certificate.day(), progress, () -> check(certificate, progress));
        }
        return true;
    }

    private interface Look {
        void at() throws UcmFault;
    }

    /** What is the day's own trouble, or the way this UCM pages, keeps no other work of the site waiting. */
    private void orNote(LocalDate day, SiteProgress progress, Look look) throws UcmFault {
        try {
            look.at();
        } catch (UcmFault fault) {
            if (!OF_THE_DAY.contains(fault.kind())) {
                throw fault;
            }
            access.count(fault.kind());
            ledger.seen(id(), progress.fence(), day, clock.instant(), fault.kind() + ": " + fault.getMessage());
        }
    }

    private Known known(SiteProgress progress, Instant now) {
        LocalDate today = sitePlan.dayOf(now);
        return new Known(
                ledger.newest(id(), progress.since(), today),
                ledger.days(id(), progress.since(), today),
                ledger.state(id()).orElse(new LedgerState(null, null)));
    }

    private void prove(LocalDate day, @Nullable Certificate before, String reason, SiteProgress progress)
            throws UcmFault {
        Window window = sitePlan.day(day);
        DayReading reading = DayReading.of(access, window, progress);
        String objection = objection(reading, window);
        if (objection == null) {
            access.census().depart(id(), progress.fence(), window.from(), window.to(), reading.keys());
            long kept = access.census().count(id(), window.from(), window.to());
            objection =
                    kept == reading.legs() ? null : reading.legs() + " legs came, " + kept + " are kept of that day";
        }
        Optional<Counted> counted = objection == null ? counted(reading, window, progress) : Optional.empty();
        if (counted.isEmpty()) {
            objection = objection == null ? "neither a count nor a second reading agrees with the first" : objection;
            ledger.seen(id(), progress.fence(), day, clock.instant(), objection);
            LOG.warn("site {}: {} is not certified: {}", id(), day, objection);
        } else if (before != null && reading.hash().equals(before.hash())) {
            ledger.seen(id(), progress.fence(), day, clock.instant(), null);
        } else {
            certify(certificate(day, before, reason, counted.get(), reading, window, progress), progress);
        }
    }

    /** Why the reading itself is not believed; null: it is. */
    private @Nullable String objection(DayReading reading, Window window) throws UcmFault {
        long kept = access.census().count(id(), window.from(), window.to());
        if (reading.legs() + reading.quarantined() > 0) {
            return null;
        }
        if (kept > 0) {
            return "nothing came, " + kept + " legs are kept";
        }
        Window open = new Window(window.from(), null);
        boolean answers = access.census().count(id(), open.from(), null) == 0 || asked(open, 0, 1) > 0;
        return answers ? null : "nothing came, not even of later days";
    }

    /** How the UCM's own count agreed with the reading; empty: it did not. Offsets that count calls tell nothing here. */
    private Optional<Counted> counted(DayReading reading, Window window, SiteProgress progress) throws UcmFault {
        if (progress.counting() != Counting.ITEMS && holds(reading.legs() + reading.quarantined(), window)) {
            return Optional.of(Counted.OFFSET);
        }
        DayReading again = DayReading.of(access, window, progress);
        return again.hash().equals(reading.hash()) ? Optional.of(Counted.READ_TWICE) : Optional.empty();
    }

    private Certificate certificate(
            LocalDate day,
            @Nullable Certificate before,
            String reason,
            Counted counted,
            DayReading reading,
            Window window,
            SiteProgress progress) {
        return new Certificate(
                day,
                before == null ? 1 : before.version() + 1,
                reading.legs() + reading.quarantined(),
                counted,
                reading.quarantined(),
                reading.hash(),
                reading.shape().fields().size(),
                reading.first(),
                reading.last(),
                access.census().departed(id(), window.from(), window.to()),
                reading.stored(),
                reading.zoneError() == null ? progress.zoneError() : reading.zoneError(),
                clock.instant(),
                MADE_BY,
                reason);
    }

    private void certify(Certificate certificate, SiteProgress progress) {
        ledger.certify(id(), progress.fence(), certificate);
        access.counters().certified(id());
        LOG.info(
                "site {}: {} certified, version {}: {} records, {} departed, {} late, {} quarantined, hash {}: {}",
                id(),
                certificate.day(),
                certificate.version(),
                certificate.held(),
                certificate.departed(),
                certificate.late(),
                certificate.quarantined(),
                certificate.hash(),
                certificate.reason());
    }

    private void check(Certificate certificate, SiteProgress progress) throws UcmFault {
        Window window = sitePlan.day(certificate.day());
        boolean same = certificate.counted() == Counted.READ_TWICE
                ? DayReading.of(access, window, progress).hash().equals(certificate.hash())
                : holds(certificate.held(), window);
        if (same) {
            ledger.seen(id(), progress.fence(), certificate.day(), clock.instant(), null);
        } else {
            access.counters().differed(id());
            prove(
                    certificate.day(),
                    certificate,
                    "the UCM no longer held the " + certificate.held() + " records of version " + certificate.version(),
                    progress);
        }
    }

    private void findOldest(LedgerPlan plan, Known known, SiteProgress progress, Instant now) throws UcmFault {
        LocalDate oldest = oldest(progress, sitePlan.dayOf(now));
        ledger.oldestHeld(id(), progress.fence(), oldest, now);
        Known after = new Known(known.certificates(), known.days(), new LedgerState(oldest, now));
        List<LocalDate> gone = plan.gone(after, now);
        if (!gone.isEmpty()) {
            ledger.lost(id(), progress.fence(), gone);
            LOG.error("site {}: the UCM no longer holds {}, which were not certified", id(), gone);
        }
        List<LocalDate> endangered = plan.endangered(after, now).stream()
                .filter(day -> !gone.contains(day))
                .toList();
        if (!endangered.isEmpty()) {
            LOG.warn("site {}: the UCM will soon delete {}, which are not certified", id(), endangered);
        }
    }

    /** The first day from which on the UCM holds anything, not before the first to collect; null: it holds nothing. */
    private @Nullable LocalDate oldest(SiteProgress progress, LocalDate today) throws UcmFault {
        LocalDate low = progress.since();
        LocalDate high = today;
        if (asked(new Window(sitePlan.day(low).from(), null), 0, 1) == 0) {
            return null;
        }
        while (low.isBefore(high)) {
            LocalDate middle = low.plusDays((high.toEpochDay() - low.toEpochDay()) / 2);
            Window until =
                    new Window(sitePlan.day(low).from(), sitePlan.day(middle).to());
            if (asked(until, 0, 1) > 0) {
                high = middle;
            } else {
                low = middle.plusDays(1);
            }
        }
        return low;
    }

    private boolean holds(long records, Window window) throws UcmFault {
        return records == 0 ? asked(window, 0, 1) == 0 : asked(window, records - 1, 2) == 1;
    }

    /** How many records come, where nothing is believed at the third time only; they are known, so they are not kept. */
    private int asked(Window window, long offset, int records) throws UcmFault {
        for (int i = 0; i < MOST_EMPTIES; i++) {
            Page page = access.page(CdrQuery.all(access.site().format())
                    .between(window.fromBound(), window.toBound())
                    .page(offset, records));
            if (!page.isEmpty()) {
                return page.entries().size();
            }
        }
        return 0;
    }

    private String id() {
        return access.site().id();
    }
}
