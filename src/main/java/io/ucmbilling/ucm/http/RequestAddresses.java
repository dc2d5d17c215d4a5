package io.ucmbilling.ucm.http;

import io.ucmbilling.ucm.site.Site;
import java.net.URI;

/** Addresses on a site. */
public final class RequestAddresses {
    private RequestAddresses() {}

    /** Returns the path and query below the site's url, whether that ends in a slash or not. */
    public static URI under(Site site, String path) {
        return URI.create(site.url().toString().replaceFirst("/+$", "") + path);
    }
}
