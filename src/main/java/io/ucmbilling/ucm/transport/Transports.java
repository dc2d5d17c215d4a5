package io.ucmbilling.ucm.transport;

import io.ucmbilling.ucm.site.Site;
import java.time.Clock;

/**
 * A site's transports for pages and for files. Both share one session on the newer API.
 *
 * @param recapi stops short of a login that was refused not long ago
 */
public record Transports(Transport cdrapi, Transport recapi) {

    public static Transports of(Site site, Clock clock, RefusedLogin refused) {
        return switch (site.api()) {
            case LEGACY ->
                new Transports(
                        new LegacyTransport(site, "cdrapi", new SignedRequests(site, refused, false)),
                        new LegacyTransport(site, "recapi", new SignedRequests(site, refused, true)));
            case HTTPS -> {
                ApiSession session = new ApiSession(site, clock, refused);
                yield new Transports(
                        new HttpsTransport(session, "cdrapi", false), new HttpsTransport(session, "recapi", true));
            }
        };
    }
}
