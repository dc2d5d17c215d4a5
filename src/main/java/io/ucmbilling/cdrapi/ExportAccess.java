package io.ucmbilling.cdrapi;

import io.micrometer.core.instrument.MeterRegistry;
import io.ucmbilling.access.Authentication;
import io.ucmbilling.access.Authentication.Verdict;
import io.ucmbilling.access.Credentials;
import io.ucmbilling.cdrapi.export.Export;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

/** Access to the exports: by the peer's address, then by its credentials. Denials are noted. */
record ExportAccess(Authentication authentication, AccessDenials denials) {

    /** Returns the registry in which denials are counted, as all else of the listeners is. */
    MeterRegistry meters() {
        return denials.meters();
    }

    /** Returns whether the export permits that address. */
    boolean permits(Export export, String peer) {
        boolean permitted = export.permitted().permit(peer);
        if (!permitted) {
            denials.address(export.name(), peer);
        }
        return permitted;
    }

    /** Returns whether the request has the export's credentials. If not, the response gets the challenges. */
    boolean authenticates(Export export, HttpServletRequest request, HttpServletResponse response) {
        Credentials credentials = export.credentials();
        if (credentials == null) {
            return true;
        }
        String authorization = request.getHeader("Authorization");
        Verdict verdict = authentication.check(
                credentials, new Authentication.Request(request.getMethod(), target(request), authorization));
        if (verdict == Verdict.PASSED) {
            denials.passed(request.getRemoteAddr());
            return true;
        }
        if (verdict == Verdict.REFUSED && authorization != null) {
            denials.password(export.name(), request.getRemoteAddr());
        }
        authentication
                .challenges(credentials, verdict == Verdict.STALE)
                .forEach(challenge -> response.addHeader("WWW-Authenticate", challenge));
        return false;
    }

    /** Returns the request target in origin form, as it came: not decoded, double slashes kept. */
    private static String target(HttpServletRequest request) {
        String query = request.getQueryString();
        return query == null ? request.getRequestURI() : request.getRequestURI() + "?" + query;
    }
}
