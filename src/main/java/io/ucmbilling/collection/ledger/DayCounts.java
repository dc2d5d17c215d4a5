package io.ucmbilling.collection.ledger;

import io.ucmbilling.collection.paging.SiteContext;
import io.ucmbilling.collection.plan.Window;
import io.ucmbilling.contract.Page;
import io.ucmbilling.contract.Shape;
import io.ucmbilling.store.site.SiteProgress;
import io.ucmbilling.ucm.site.UcmFault;

/**
 * The counts of a site's UCM: how many records it holds in a window that is over. The records are known, so they are
 * not kept. An empty answer is believed only at the third time (contract U7).
 */
record DayCounts(SiteContext context) {
    private static final int MOST_EMPTIES = 3;

    /**
     * Returns whether its offsets count records, not calls. No count of calls sees a leg that joins a call. So if
     * records of that many fields may nest, it must have been found out (contract U6).
     */
    static boolean tell(SiteProgress progress, int fields) {
        return switch (progress.counting()) {
            case LEGS -> true;
            case ITEMS -> false;
            case UNKNOWN -> fields <= Shape.KEYS_27.fields().size();
        };
    }

    /** Returns whether it holds exactly so many, if its offsets count records. */
    boolean holds(Window window, long records) throws UcmFault {
        return records == 0
                ? !any(window, 0)
                : page(window, records - 1, 2).entries().size() == 1;
    }

    /** Returns whether there is anything at that offset. */
    boolean any(Window window, long offset) throws UcmFault {
        return !page(window, offset, 1).isEmpty();
    }

    /** Asks for a page; empty: nothing came three times. */
    Page page(Window window, long offset, int records) throws UcmFault {
        Page page = context.page(window, offset, records);
        for (int i = 1; i < MOST_EMPTIES && page.isEmpty(); i++) {
            page = context.page(window, offset, records);
        }
        return page;
    }
}
