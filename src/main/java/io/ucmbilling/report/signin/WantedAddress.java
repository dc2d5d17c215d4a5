package io.ucmbilling.report.signin;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Locale;
import org.springframework.security.web.savedrequest.CookieRequestCache;
import org.springframework.security.web.savedrequest.RequestCache;

/** The address of a page that somebody wanted before they signed in, kept in a cookie of their browser. */
final class WantedAddress {
    private static final int MOST_CHARACTERS = 2000;

    private WantedAddress() {}

    static RequestCache cache() {
        CookieRequestCache cache = new CookieRequestCache();
        cache.setRequestMatcher(WantedAddress::isPage);
        cache.setCookieCustomizer(cookie -> cookie.setAttribute("SameSite", "Lax"));
        return cache;
    }

    /** Returns whether somebody opened a page, and no script asked for a part of one. A long address has no room in a cookie. */
    private static boolean isPage(HttpServletRequest request) {
        String accept = request.getHeader("Accept");
        String query = request.getQueryString();
        return request.getMethod().equals("GET")
                && request.getHeader("HX-Request") == null
                && accept != null
                && accept.toLowerCase(Locale.ROOT).contains("text/html")
                && request.getRequestURI().length() + (query == null ? 0 : query.length()) <= MOST_CHARACTERS;
    }
}
