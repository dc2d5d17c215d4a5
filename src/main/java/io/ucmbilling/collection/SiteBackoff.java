package io.ucmbilling.collection;

import io.ucmbilling.collection.paging.SiteContext;
import io.ucmbilling.store.site.Hold;
import io.ucmbilling.store.site.SiteProgress;
import io.ucmbilling.store.site.SiteProgress.PassFault;
import io.ucmbilling.ucm.site.FaultKind;
import io.ucmbilling.ucm.site.UcmFault;
import java.time.Clock;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The rest of one site after a fault, at all replicas. The fault is told and counted. */
record SiteBackoff(SiteContext context, Backoff backoff, Clock clock) {
    private static final Logger LOG = LoggerFactory.getLogger(SiteBackoff.class);

    /** Lets the site rest after a fault of its UCM. */
    void after(UcmFault fault, String work, SiteProgress progress) {
        context.count(fault.kind());
        Instant retryAt = rest(fault, progress.failures(), progress.hold());
        LOG.warn(
                "site {}: {} failed, {}: {}; trying again at {}",
                context.id(),
                work,
                fault.kind(),
                fault.getMessage(),
                retryAt);
    }

    /** Lets the site rest after a fault of the gateway's own. */
    void after(Throwable wrong, Hold hold) {
        String site = context.id();
        context.count(FaultKind.INTERNAL);
        LOG.error("site {}: {}: {}", site, FaultKind.INTERNAL, wrong.getClass().getName(), wrong);
        UcmFault fault = new UcmFault(FaultKind.INTERNAL, wrong.toString(), wrong);
        rest(fault, context.sites().progress(site).failures(), hold);
    }

    private Instant rest(UcmFault fault, int failuresBefore, Hold hold) {
        Instant now = clock.instant();
        Instant retryAt = now.plus(backoff.after(fault, failuresBefore));
        PassFault told = new PassFault(fault.kind().name(), String.valueOf(fault.getMessage()), now, retryAt);
        context.sites().change(hold, known -> known.failed(told));
        context.note(told);
        return retryAt;
    }
}
