package io.ucmbilling.collection.paging;

import io.ucmbilling.collection.comparison.Comparison;
import io.ucmbilling.collection.comparison.Comparison.Verdict;
import io.ucmbilling.collection.plan.PassKind;
import io.ucmbilling.collection.plan.Window;
import io.ucmbilling.collection.walk.WindowReading;
import io.ucmbilling.store.census.Census;
import io.ucmbilling.ucm.site.UcmFault;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Collections;
import java.util.List;

/**
 * The comparison of a pass's windows by counting, if the site allows it: of the open window, as wide as a day and more,
 * in every pass, and of the sweeps' windows. Counts do not see a record that came late if another was deleted. The
 * proof of the day does.
 */
record WindowCounts(SiteContext context, PassPlan plan, PageCollector pages) {
    /** A comparison that needs more is dearer than the overlap it saves. */
    private static final int MOST_REQUESTS = 60;
    /** So many rows of the newest minutes may be read for each new one: those of so many poll intervals. */
    private static final int ROWS_FOR_ONE = 10;
    /** And so many in any case: less than a request is worth. */
    private static final int FEW = 100;

    /** Returns whether the window need not be read: all records that the UCM holds there are kept. */
    boolean settle(Window window) throws UcmFault {
        if (!mayCount()) {
            return false;
        }
        Window compared = plan.isTail() ? widened(window) : window;
        Verdict verdict = compareIfPagesJoin(compared);
        context.counters().compared(verdict);
        if (verdict == Verdict.UNSETTLED) {
            context.breaker().unsettled(compared, plan.now());
        } else {
            context.breaker().settled();
        }
        return verdict != Verdict.UNSETTLED;
    }

    /** An open window of several is one after a pause, which is read whole. */
    private boolean mayCount() {
        return !(plan.kind() instanceof PassKind.FirstRead)
                && !(plan.kind() instanceof PassKind.RequestedRead)
                && (!plan.isTail() || plan.windows().size() == 1)
                && pages.progress().cursor() != null
                && context.breaker().allows(pages.progress(), plan.now());
    }

    /** A window that cannot be read by pages does not settle: the pass knows smaller ones. */
    private Verdict compareIfPagesJoin(Window window) throws UcmFault {
        try {
            return compare(window);
        } catch (UcmFault fault) {
            if (!WindowReading.PAGING_FAULTS.contains(fault.kind())) {
                throw fault;
            }
            context.count(fault.kind());
            return Verdict.UNSETTLED;
        }
    }

    private Verdict compare(Window window) throws UcmFault {
        UcmAndCensus sides = new UcmAndCensus(pages, new Canary(pages));
        Comparison comparison = new Comparison(sides, context.pageSize(), MOST_REQUESTS);
        if (window.to() != null) {
            return comparison.closed(window);
        }
        if (plan.holdBack().isZero()) {
            return comparison.tail(window, newest(window));
        }
        Instant end = Instant.ofEpochSecond(plan.now().minus(plan.holdBack()).getEpochSecond());
        boolean proof = context.breaker().proofIsDue(pages.progress(), plan.now());
        Verdict verdict = comparison.settled(new Window(window.from(), end), proof);
        if (proof && verdict != Verdict.UNSETTLED) {
            context.breaker().proven(plan.now());
        }
        return verdict;
    }

    /**
     * Returns the end of the open window, in which calls still end: as far back as nearly all records were seen to
     * come, and no further than what is worth its rows in one page.
     */
    private Window newest(Window open) {
        String site = context.id();
        Census census = context.census();
        Instant from = plan.now().minus(plan.settling());
        Instant lately = plan.now().minus(context.site().pollInterval().multipliedBy(ROWS_FOR_ONE));
        long most = Math.min(context.pageSize() - 1L, Math.max(FEW, census.count(site, lately, null)));
        Instant start = census.nthLast(site, from, null, most).orElse(from);
        Instant seconds = Instant.ofEpochSecond(start.getEpochSecond());
        return new Window(Collections.max(List.of(seconds, open.from())), null);
    }

    /**
     * Returns it from the beginning of the day before, so that a call that lasted all day is found by the next pass.
     */
    private Window widened(Window window) {
        ZoneId zone = context.site().timeZone();
        LocalDate before = LocalDate.ofInstant(window.from(), zone).minusDays(1);
        LocalDate first = Collections.max(List.of(before, pages.progress().since()));
        return new Window(first.atStartOfDay(zone).toInstant(), window.to());
    }
}
