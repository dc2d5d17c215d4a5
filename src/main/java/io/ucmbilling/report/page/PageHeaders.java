package io.ucmbilling.report.page;

import jakarta.servlet.http.HttpServletResponse;

/** What each page tells the browser to refuse (report contract R1): whatever is not the gateway's own, and to be framed. */
public final class PageHeaders {
    public static final String POLICY =
            "default-src 'self'; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

    private PageHeaders() {}

    /** Sets them where Spring Security has not, as outside its chain for pages. Such a page is kept nowhere. */
    static void set(HttpServletResponse response) {
        response.setHeader("Content-Security-Policy", POLICY);
        response.setHeader("Referrer-Policy", "same-origin");
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setHeader("X-Frame-Options", "DENY");
        response.setHeader("Cache-Control", "no-store");
    }
}
