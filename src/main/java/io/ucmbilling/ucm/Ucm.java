package io.ucmbilling.ucm;

import io.ucmbilling.contract.Page;
import io.ucmbilling.contract.query.CdrQuery;
import io.ucmbilling.ucm.site.UcmFault;
import java.time.Duration;
import java.util.Optional;

/** One UCM's cdrapi, by whichever way in its site is configured. Safe for use by one pass at a time. */
public interface Ucm {

    /**
     * Reads one page. Blocks, at most as long as the site's time limits allow.
     *
     * @param query what to ask; its format is the site's
     * @throws UcmFault for every way to fail; trying again later is the caller's decision, by the fault's kind
     */
    Page page(CdrQuery query) throws UcmFault;

    /** Returns by how much its clock was ahead of ours when it last answered soon enough to tell; empty: not known. */
    default Optional<Duration> clockError() {
        return Optional.empty();
    }
}
