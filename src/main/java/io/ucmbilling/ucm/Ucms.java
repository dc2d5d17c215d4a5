package io.ucmbilling.ucm;

import io.ucmbilling.ucm.site.Site;

/** Clients of the UCMs of all sites. */
public interface Ucms {
    /** Returns the UCM of that site, the same object each time. Its connections and sign-in are kept between passes. */
    Ucm of(Site site);

    /** Returns the recordings of that site's UCM, the same object each time. */
    Recapi recapi(Site site);
}
