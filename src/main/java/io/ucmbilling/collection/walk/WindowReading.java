package io.ucmbilling.collection.walk;

import io.ucmbilling.contract.Page;
import io.ucmbilling.store.site.SiteProgress.Counting;
import io.ucmbilling.ucm.site.FaultKind;
import io.ucmbilling.ucm.site.UcmFault;
import java.util.Set;

/**
 * One reading of a window from its start to its end: asks its {@link Walk} what to ask for, gets the page, tells the
 * walk.
 */
public final class WindowReading {
    /**
     * The faults that come of the way a UCM pages. A smaller window does not suffer from them: it fits into one page, and
     * a page of fewer calls is not too large, whatever many legs each has.
     */
    public static final Set<FaultKind> PAGING_FAULTS =
            Set.of(FaultKind.REPEATED_PAGE, FaultKind.DRIFTED, FaultKind.TOO_LARGE);

    @FunctionalInterface
    public interface Pages {
        Page page(long offset, int records) throws UcmFault;

        /**
         * Forgets the pages that came: the reading begins, or begins anew. Among them may be what was deleted, which
         * made it begin anew.
         */
        default void forget() {}
    }

    private final String site;
    private final Walk walk;
    private int firstPageLegs;
    private boolean failed;

    /**
     * Begins a reading.
     *
     * @param site the id
     * @param pageSize records to ask for at a time, 2 or more
     * @param strict whether an end must be confirmed
     * @param counting what is known of the UCM
     */
    public WindowReading(String site, int pageSize, boolean strict, Counting counting) {
        this.site = site;
        this.walk = new Walk(pageSize, strict, counting);
    }

    /**
     * Reads on to the end of the window.
     *
     * @throws UcmFault from a page: called again, it asks for that page again; or because the reading has failed
     */
    public void read(Pages pages) throws UcmFault {
        boolean ended = false;
        while (!ended) {
            if (walk.atStart()) {
                pages.forget();
            }
            WalkRequest request = walk.next();
            // Held on to as an outline alone: the page is large, and may wait to be kept.
            PageOutline page = PageOutline.of(pages.page(request.offset(), request.records()));
            firstPageLegs = request.offset() == 0 ? page.legs().size() : firstPageLegs;
            ended = switch (walk.answered(page)) {
                case Walk.Step.GoOn() -> false;
                case Walk.Step.Ended() -> true;
                case Walk.Step.Failed(FaultKind kind, String what) -> {
                    failed = true;
                    throw new UcmFault(kind, "site " + site + ": " + what);
                }
            };
        }
    }

    /** Returns whether it cannot go on: not for a fault of the UCM, but for the pages that came. */
    public boolean hasFailed() {
        return failed;
    }

    /** Returns whether any page was not empty since it began, or began anew. */
    public boolean sawAnything() {
        return walk.sawAnything();
    }

    /** Returns how many legs came last from the start of the window. */
    public int firstPageLegs() {
        return firstPageLegs;
    }

    /** Returns what the pages have shown so far. */
    public Counting counting() {
        return walk.counting();
    }
}
