package io.ucmbilling.simulator.fleet;

import io.ucmbilling.testing.ucm.HttpFilter;
import io.ucmbilling.testing.ucm.HttpRequest;
import io.ucmbilling.testing.ucm.RequiredAuthentication;

/** How a client gets in (contract U1). */
public enum WayIn {
    /** {@code /cdrapi} with Digest, and {@code /api}. */
    DIGEST(RequiredAuthentication.DIGEST),
    /** {@code /cdrapi} with Basic, as guide-age firmware, and {@code /api}. */
    BASIC(RequiredAuthentication.BASIC),
    /** {@code /cdrapi} with either, Digest first, and {@code /api}. */
    BOTH(RequiredAuthentication.BASIC_OR_DIGEST),
    /** {@code /cdrapi} without a user, and {@code /api}. */
    NONE(RequiredAuthentication.NONE),
    /** Only the newer HTTPS API, {@code POST /api}. */
    HTTPS_API(RequiredAuthentication.DIGEST);

    private final RequiredAuthentication authentication;

    WayIn(RequiredAuthentication authentication) {
        this.authentication = authentication;
    }

    RequiredAuthentication authentication() {
        return authentication;
    }

    /** Returns what closes the other way in. */
    HttpFilter filter() {
        return this != HTTPS_API
                ? HttpFilter.NONE
                : new HttpFilter() {
                    @Override
                    public HttpRequest request(HttpRequest asked) {
                        return asked.path().endsWith("/api") ? asked : asked.withTarget("/none");
                    }
                };
    }
}
