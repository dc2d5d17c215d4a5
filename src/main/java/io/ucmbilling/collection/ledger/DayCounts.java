package io.ucmbilling.collection.ledger;

import io.ucmbilling.collection.paging.SiteContext;
import io.ucmbilling.collection.plan.Window;
import io.ucmbilling.contract.Page;
import io.ucmbilling.contract.Shape;
import io.ucmbilling.store.site.SiteProgress;
import io.ucmbilling.ucm.site.UcmFault;

/**
 * Asks a site's UCM how many records it holds in a window that is over. What comes is known, so it is not kept. Nothing is
 * believed at the third time only (contract U7).
 */
record DayCounts(SiteContext access) {
    private static final int MOST_EMPTIES = 3;

    /**
     * Whether its offsets count records, not calls. Where a leg joins a call that is there, no count of calls sees it; so where records
     * of that many fields may nest, it must have been found out (contract U6).
     */
    static boolean tell(SiteProgress progress, int fields) {
        return switch (progress.counting()) {
            case LEGS -> true;
            case ITEMS -> false;
            case UNKNOWN -> fields <= Shape.KEYS_27.fields().size();
        };
    }

    /** Whether it holds exactly so many, where its offsets count records. */
    boolean holds(Window window, long records) throws UcmFault {
        return records == 0
                ? !any(window, 0)
                : page(window, records - 1, 2).entries().size() == 1;
    }

    /** Whether there is anything at that offset. */
    boolean any(Window window, long offset) throws UcmFault {
        return !page(window, offset, 1).isEmpty();
    }

    /** That page; empty where nothing came three times. */
    Page page(Window window, long offset, int records) throws UcmFault {
        Page page = access.page(window, offset, records);
        for (int i = 1; i < MOST_EMPTIES && page.isEmpty(); i++) {
            page = access.page(window, offset, records);
        }
        return page;
    }
}
