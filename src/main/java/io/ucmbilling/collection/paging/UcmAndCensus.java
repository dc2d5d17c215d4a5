package io.ucmbilling.collection.paging;

import io.ucmbilling.collection.comparison.Comparison;
import io.ucmbilling.collection.plan.Window;
import io.ucmbilling.collection.walk.WindowReading;
import io.ucmbilling.contract.Page;
import io.ucmbilling.store.census.Census;
import io.ucmbilling.store.row.LegKeys;
import io.ucmbilling.store.row.PreparedLegs;
import io.ucmbilling.ucm.site.FaultKind;
import io.ucmbilling.ucm.site.UcmFault;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;

/** The two sides of one comparison: the pages of a site's UCM, and the census of what is kept of it. */
record UcmAndCensus(PageCollector pages, Canary canary) implements Comparison.Sides {

    private Census census() {
        return pages.context().census();
    }

    @Override
    public long kept(Window window) {
        return census().count(pages.context().id(), window.from(), window.to());
    }

    @Override
    public Optional<Instant> nthLast(Window window, long n) {
        return census().nthLast(pages.context().id(), window.from(), window.to(), n);
    }

    @Override
    public int ask(Window window, long offset, int records) throws UcmFault {
        return page(window, offset, records, legs -> {}).entries().size();
    }

    private Page page(Window window, long offset, int records, Consumer<PreparedLegs> taker) throws UcmFault {
        Page page = pages.keep(window, offset, records, taker);
        if (!page.isEmpty()) {
            canary.answered(window, offset);
        }
        return page;
    }

    @Override
    public void read(Window window) throws UcmFault {
        LegKeys there = new LegKeys();
        pages.context().reading(true, pages.progress().counting()).read(new WindowReading.Pages() {
            @Override
            public Page page(long offset, int records) throws UcmFault {
                return UcmAndCensus.this.page(window, offset, records, there::add);
            }

            @Override
            public void forget() {
                there.clear();
            }
        });
        depart(window, there);
    }

    /** Notes as departed what is kept and did not come. But a UCM that answers nothing has not deleted anything. */
    private void depart(Window window, LegKeys there) throws UcmFault {
        if (there.isEmpty() && kept(window) > 0 && !canary.stillAnswers(window)) {
            throw pages.context()
                    .fault(FaultKind.SUSPECT_EMPTY, "nothing came from " + window + ", where records are known");
        }
        census().depart(pages.progress().hold(), window.from(), window.to(), there);
    }
}
