package io.ucmbilling.cdrapi.recapi;

import io.ucmbilling.recording.Recordings.Listing;
import io.ucmbilling.ucm.site.Site;
import io.ucmbilling.ucm.site.UcmFault;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One site's answer when it was asked for a listing.
 *
 * @param listing null: the UCM has none of that name, or there is a fault
 * @param fault null: none
 */
record SiteListing(
        Site site, @Nullable Listing listing, @Nullable UcmFault fault) {

    /** A question to a site. */
    interface Ask {
        Optional<Listing> of(Site site) throws UcmFault;
    }

    static SiteListing ask(Site site, Ask ask) {
        try {
            return new SiteListing(site, ask.of(site).orElse(null), null);
        } catch (UcmFault e) {
            return new SiteListing(site, null, e);
        }
    }
}
