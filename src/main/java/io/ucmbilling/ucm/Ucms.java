package io.ucmbilling.ucm;

import io.ucmbilling.ucm.site.Site;

/** Opens the way to a site's UCM. */
public interface Ucms {
    /** The UCM of that site; the same object each time, connections and sign-in are kept between passes. */
    Ucm of(Site site);

    /** The recordings of that site's UCM; the same object each time. */
    Recapi recapi(Site site);
}
