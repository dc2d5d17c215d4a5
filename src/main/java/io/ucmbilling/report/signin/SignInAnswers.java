package io.ucmbilling.report.signin;

import io.ucmbilling.contract.Excerpt;
import io.ucmbilling.report.page.PageRenderer;
import io.ucmbilling.report.page.PageRenderer.Page;
import io.ucmbilling.report.provider.NoRoleException;
import io.ucmbilling.report.signin.ConfiguredUsers.ConfiguredUser;
import io.ucmbilling.report.user.ReportUser;
import io.ucmbilling.report.user.SignedIn;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.csrf.CsrfException;
import org.springframework.security.web.savedrequest.RequestCache;
import org.springframework.security.web.savedrequest.SavedRequest;

/**
 * Answers to those who sign in, may not, or must do so first.
 *
 * @param setup whether nobody can sign in, so that each answer tells how to make a user
 */
record SignInAnswers(ConfiguredUsers users, SignInAudit audit, PageRenderer pages, RequestCache wanted, boolean setup) {
    private static final Logger LOG = LoggerFactory.getLogger(SignInAnswers.class);
    private static final String FIRST_PAGE = "/calls";
    private static final String LOGIN = "/login";
    private static final String RETRY_SECONDS = "5";
    private static final String WRONG = "wrong name or password";

    SignInAnswers(ConfiguredUsers users, SignInAudit audit, PageRenderer pages, RequestCache wanted) {
        this(users, audit, pages, wanted, false);
    }

    SignInAnswers withSetup() {
        return new SignInAnswers(users, audit, pages, wanted, true);
    }

    /** Leads to what was wanted before sign-in, if that is an address of ours. */
    void admitted(HttpServletRequest request, HttpServletResponse response, Authentication who) throws IOException {
        if (who.getPrincipal() instanceof SignedIn signedIn) {
            audit.signedIn(signedIn.user(), request);
        }
        SavedRequest saved = wanted.getRequest(request, response);
        wanted.removeRequest(request, response);
        response.sendRedirect(saved == null ? FIRST_PAGE : local(saved.getRedirectUrl()));
    }

    /** Returns path and query of an address, whatever server it names. */
    private static String local(String address) {
        try {
            URI uri = URI.create(address);
            String path = uri.getRawPath();
            String query = uri.getRawQuery();
            return path == null || !path.startsWith("/") || path.startsWith("//")
                    ? FIRST_PAGE
                    : path + (query == null ? "" : "?" + query);
        } catch (IllegalArgumentException e) {
            return FIRST_PAGE;
        }
    }

    void refused(HttpServletRequest request, HttpServletResponse response, AuthenticationException why)
            throws IOException {
        switch (why) {
            case BadCredentialsException _ -> {
                audit.refused(known(request.getParameter("username")), request, WRONG);
                response.sendRedirect(LOGIN + "?wrong");
            }
            case TooManySignInsException _ -> {
                audit.turnedAway();
                response.setHeader("Retry-After", RETRY_SECONDS);
                pages.error(request, response, HttpStatus.TOO_MANY_REQUESTS, "signing-in");
            }
            case NoRoleException nobody -> {
                audit.refused(nobody.user(), request, "the provider gives no role");
                response.sendRedirect(LOGIN + "?no-role");
            }
            default -> {
                if (audit.refused(null, request, "the provider did not sign them in")) {
                    Throwable cause = NestedExceptionUtils.getMostSpecificCause(why);
                    LOG.warn("report: sign-in by a provider failed: {}", Excerpt.masked("" + cause.getMessage()));
                }
                response.sendRedirect(LOGIN + "?provider");
            }
        }
    }

    private @Nullable ReportUser known(@Nullable String name) {
        return name == null ? null : users.find(name).map(ConfiguredUser::user).orElse(null);
    }

    /** Answers somebody who must sign in first. A script that wants a part of a page has the browser load the page anew. */
    void unknown(HttpServletRequest request, HttpServletResponse response, AuthenticationException why)
            throws IOException {
        if (setup) {
            pages.write(request, response, HttpStatus.SERVICE_UNAVAILABLE, new Page("report/setup", Map.of()));
        } else if (request.getHeader("HX-Request") != null) {
            response.setHeader("HX-Refresh", "true");
            response.setStatus(HttpStatus.UNAUTHORIZED.value());
        } else {
            response.sendRedirect(LOGIN);
        }
    }

    /** Answers somebody whose role is too small, or whose form has no token of ours. */
    void denied(HttpServletRequest request, HttpServletResponse response, AccessDeniedException why)
            throws IOException {
        if (setup) {
            pages.write(request, response, HttpStatus.SERVICE_UNAVAILABLE, new Page("report/setup", Map.of()));
        } else {
            pages.error(
                    request, response, HttpStatus.FORBIDDEN, why instanceof CsrfException ? "stale-form" : "forbidden");
        }
    }

    /** Notes a sign-out. */
    void leaving(HttpServletRequest request, HttpServletResponse response, @Nullable Authentication who) {
        if (who != null && who.getPrincipal() instanceof SignedIn signedIn) {
            audit.signedOut(signedIn.user(), request);
        }
    }
}
