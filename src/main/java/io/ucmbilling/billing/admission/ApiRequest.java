package io.ucmbilling.billing.admission;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.server.PathContainer;
import org.springframework.web.util.ServletRequestPathUtils;

/**
 * What the checks look at of a request.
 *
 * @param peer the address at the other end of the connection, whatever a header says
 * @param token what stands behind {@code Bearer}; null: no credentials of that kind
 * @param accept null: no such header
 * @param contentType null: no such header
 */
record ApiRequest(
        String method,
        PathContainer path,
        String peer,
        @Nullable String token,
        @Nullable String accept,
        @Nullable String contentType) {
    private static final String BEARER = "Bearer ";

    static ApiRequest of(HttpServletRequest request) {
        return new ApiRequest(
                request.getMethod(),
                ServletRequestPathUtils.parse(request).pathWithinApplication(),
                request.getRemoteAddr(),
                token(Collections.list(request.getHeaders(HttpHeaders.AUTHORIZATION))),
                accept(request),
                request.getHeader(HttpHeaders.CONTENT_TYPE));
    }

    /** Two of them are none: whoever stands between may have looked at the other one. */
    private static @Nullable String token(List<String> authorizations) {
        String authorization = authorizations.size() == 1 ? authorizations.getFirst() : "";
        return authorization.regionMatches(true, 0, BEARER, 0, BEARER.length())
                ? authorization.substring(BEARER.length()).strip()
                : null;
    }

    private static @Nullable String accept(HttpServletRequest request) {
        var values = Collections.list(request.getHeaders(HttpHeaders.ACCEPT));
        return values.isEmpty() ? null : String.join(",", values);
    }
}
