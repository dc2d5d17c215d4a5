package io.ucmbilling.ucm;

import java.net.URI;

/** Addresses on a site. */
final class RequestAddresses {
    private RequestAddresses() {}

    /** The path and query below the site's url, whether that ends in a slash or not. */
    static URI under(Site site, String path) {
        return URI.create(site.url().toString().replaceFirst("/+$", "") + path);
    }
}
