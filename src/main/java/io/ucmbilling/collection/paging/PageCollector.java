package io.ucmbilling.collection.paging;

import io.ucmbilling.collection.plan.Window;
import io.ucmbilling.contract.Page;
import io.ucmbilling.store.row.PreparedLegs;
import io.ucmbilling.store.site.Hold;
import io.ucmbilling.store.site.SiteProgress;
import io.ucmbilling.ucm.site.UcmFault;
import java.time.Instant;
import java.util.function.Consumer;

/**
 * Asks a site's UCM for pages, reads them and keeps them in their order, each in one transaction with the cursor that
 * it allows. For one caller at a time.
 */
record PageCollector(SiteContext context, PassFindings findings, SiteProgress progress, PagePipeline pipeline) {
    /** So few records are kept faster than a thread is begun for them. */
    private static final int FEW = 50;

    /** Asks for a page. It is being read and kept while the caller asks for the next. */
    Page readAhead(Window window, long offset, int records) throws UcmFault {
        Page page = ask(window, offset, records);
        if (page.entries().size() > FEW) {
            pipeline.next(() -> prepared(page, legs -> {}));
        } else {
            keep(page, legs -> {});
        }
        return page;
    }

    /**
     * Asks for a page and returns when it is kept, all before it too.
     *
     * @param taker takes its legs
     */
    Page keep(Window window, long offset, int records, Consumer<PreparedLegs> taker) throws UcmFault {
        Page page = ask(window, offset, records);
        keep(page, taker);
        return page;
    }

    /** Returns when all pages are kept that came. Throws what went wrong with the first that was not. */
    void await() {
        pipeline.await();
    }

    private Page ask(Window window, long offset, int records) throws UcmFault {
        findings.request();
        return context.page(window, offset, records);
    }

    private void keep(Page page, Consumer<PreparedLegs> taker) {
        if (!page.isEmpty()) {
            pipeline.now(() -> prepared(page, taker));
        }
    }

    /** Reads and encodes a page. The result keeps it and no longer holds the answer's text. */
    private Runnable prepared(Page page, Consumer<PreparedLegs> taker) {
        ReadPage readPage = context.read(page);
        context.breaker().nests(readPage.nested());
        PreparedLegs legs = context.prepare(readPage);
        taker.accept(legs);
        Instant cursor = findings.cursor(readPage);
        return () -> {
            Hold hold = progress.hold();
            findings.kept(hold, readPage, context.keep(hold, legs, readPage, cursor));
        };
    }
}
