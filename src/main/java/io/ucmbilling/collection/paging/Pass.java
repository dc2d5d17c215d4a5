package io.ucmbilling.collection.paging;

import io.ucmbilling.store.site.SiteProgress;
import io.ucmbilling.ucm.site.UcmFault;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * One pass over a site's windows, one {@link PassWindow} after the other. After a fault, {@link #run} called again
 * goes on with the page that failed.
 *
 * <p>The cursor moves to the newest start seen when the pass is done. Before, it moves only to the oldest on the page,
 * since later pages may hold anything that starts behind that.
 */
public final class Pass {
    private final SiteContext context;
    private final PassPlan plan;
    private final PassFindings findings;
    private final Deque<PassWindow> windows = new ArrayDeque<>();

    public Pass(SiteContext context, PassPlan plan, SiteProgress progress, KeptPageListener listener) {
        this.context = context;
        this.plan = plan;
        this.findings = new PassFindings(plan, progress.counting(), listener);
        plan.windows().forEach(window -> windows.add(new PassWindow(context, plan, findings, window)));
    }

    public PassPlan plan() {
        return plan;
    }

    public PassFindings findings() {
        return findings;
    }

    /** Reads on until all windows are done. When it returns or throws, every page that came has been kept. */
    public void run(SiteProgress progress) throws UcmFault {
        PageCollector pages = new PageCollector(context, findings, progress, new PagePipeline());
        try {
            while (!windows.isEmpty()) {
                windows.getFirst().read(pages);
                windows.removeFirst();
            }
        } finally {
            pages.await();
        }
    }
}
