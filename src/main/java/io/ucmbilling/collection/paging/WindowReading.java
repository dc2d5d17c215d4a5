package io.ucmbilling.collection.paging;

import io.ucmbilling.contract.Page;
import io.ucmbilling.store.site.SiteProgress.Counting;
import io.ucmbilling.ucm.site.FaultKind;
import io.ucmbilling.ucm.site.UcmFault;
import java.util.EnumSet;
import java.util.Set;

/**
 * One reading of a window from its start to its end: asks its {@link Walk} what to ask for, gets the page, tells the walk.
 */
public final class WindowReading {
    /** The faults that come of the way a UCM pages. A window that fits into one page does not suffer from them. */
    static final Set<FaultKind> PAGING_FAULTS = EnumSet.of(FaultKind.REPEATED_PAGE, FaultKind.DRIFTED);

    /** The window's pages. */
    @FunctionalInterface
    public interface Pages {
        /** Asks for a page. */
        Page page(long offset, int records) throws UcmFault;

        /**
         * Forgets the pages that came: the reading begins, or begins anew. Among them may be what was deleted, which made
         * it begin anew.
         */
        default void forget() {}
    }

    private final SiteContext context;
    private final Walk walk;
    private int firstPageLegs;
    private boolean failed;

    /**
     * Begins a reading.
     *
     * @param strict whether an end must be confirmed
     * @param counting what is known of the UCM
     */
    WindowReading(SiteContext context, boolean strict, Counting counting) {
        this.context = context;
        this.walk = new Walk(context.pageSize(), strict, counting);
    }

    /** Begins a reading of which an end must be confirmed. */
    public static WindowReading strict(SiteContext context, Counting counting) {
        return new WindowReading(context, true, counting);
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
            ended = switch (walk.answered(outline(pages, walk.next()))) {
                case Walk.Step.GoOn() -> false;
                case Walk.Step.Ended() -> true;
                case Walk.Step.Failed(FaultKind kind, String what) -> {
                    failed = true;
                    throw context.fault(kind, what);
                }
            };
        }
    }

    /** Holds on to no page: it is large, and may wait to be kept. */
    private PageOutline outline(Pages pages, Walk.Request request) throws UcmFault {
        PageOutline page = PageOutline.of(pages.page(request.offset(), request.records()));
        firstPageLegs = request.offset() == 0 ? page.legs().size() : firstPageLegs;
        return page;
    }

    /** Returns whether it cannot go on: not for a fault of the UCM, but for the pages that came. */
    boolean hasFailed() {
        return failed;
    }

    /** Returns whether any page was not empty. */
    boolean sawAnything() {
        return walk.sawAnything();
    }

    /** Returns how many legs came last from the start of the window. */
    int firstPageLegs() {
        return firstPageLegs;
    }

    /** Returns what the pages have shown so far. */
    Counting counting() {
        return walk.counting();
    }
}
