package io.ucmbilling.collection.ledger;

import io.ucmbilling.collection.plan.Window;
import io.ucmbilling.collection.walk.LegIdentity;
import io.ucmbilling.contract.Page;
import io.ucmbilling.store.site.SiteProgress.Counting;
import io.ucmbilling.ucm.site.UcmFault;
import java.time.Duration;
import java.time.Instant;

/**
 * A probe of what a UCM's offsets count, if it nests a call's legs in one item (contract U6), on ten minutes that are over.
 *
 * <ol>
 *   <li>They are read in one page, which has i items that hold more legs than i.
 *   <li>If nothing comes at offset i, three times, but something at i − 1, offsets count items.
 *   <li>If the leg number i of the page comes at offset i, and nothing behind the last leg, they count legs.
 *   <li>All else tells nothing: the time changed meanwhile, or did not fit into a page.
 * </ol>
 */
record CountingProbe(DayCounts counts, int pageSize) {
    private static final Duration SPAN = Duration.ofMinutes(10).minusSeconds(1);

    /**
     * Asks the UCM.
     *
     * @param nested when a call of several legs started, in a window that is over
     */
    Counting around(Instant nested) throws UcmFault {
        Instant from = Instant.ofEpochSecond(nested.getEpochSecond());
        Window window = new Window(from, from.plus(SPAN));
        Page page = counts.page(window, 0, pageSize);
        int items = page.items();
        int legs = page.entries().size();
        if (items == legs || legs >= pageSize) {
            return Counting.UNKNOWN;
        }
        Page behind = counts.page(window, items, 1);
        if (behind.isEmpty()) {
            return counts.any(window, items - 1L) ? Counting.ITEMS : Counting.UNKNOWN;
        }
        LegIdentity expected = LegIdentity.of(page.entries().get(items));
        boolean thatLeg = expected.equals(LegIdentity.of(behind.entries().getFirst()));
        return thatLeg && counts.holds(window, legs) ? Counting.LEGS : Counting.UNKNOWN;
    }
}
