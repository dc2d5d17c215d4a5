package io.ucmbilling.collection.paging;

import io.ucmbilling.store.intake.PageCounts;
import io.ucmbilling.store.site.Hold;

/** A listener to the pages of a pass, told of each once it is kept, one at a time, by changing threads. */
@FunctionalInterface
public interface KeptPageListener {
    /** One that does nothing. */
    KeptPageListener NONE = (hold, counts) -> {};

    /** @param hold under which the page was kept */
    void kept(Hold hold, PageCounts counts);
}
