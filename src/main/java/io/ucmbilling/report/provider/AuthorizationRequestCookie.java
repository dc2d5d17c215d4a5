package io.ucmbilling.report.provider;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.client.web.AuthorizationRequestRepository;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationRequest;
import org.springframework.security.oauth2.core.endpoint.OAuth2ParameterNames;
import org.springframework.security.oauth2.core.endpoint.PkceParameterNames;
import org.springframework.security.oauth2.core.oidc.endpoint.OidcParameterNames;
import org.springframework.web.util.WebUtils;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * What is to be known when somebody comes back from a provider, kept in a cookie of their browser for ten minutes: so strangers make no
 * session, and each replica can go on. Who writes such a cookie by hand has only themselves to sign in.
 */
record AuthorizationRequestCookie(ProviderRegistrations registrations)
        implements AuthorizationRequestRepository<OAuth2AuthorizationRequest> {
    private static final String NAME = "report-sign-in";
    private static final String PATH = "/login/oauth2";
    private static final Duration LIFE = Duration.ofMinutes(10);
    private static final int MOST_CHARACTERS = 3000;

    /** The cookie's content. */
    private record Kept(String registration, String state, String redirect, String nonce, String verifier) {}

    @Override
    public @Nullable OAuth2AuthorizationRequest loadAuthorizationRequest(HttpServletRequest request) {
        String state = request.getParameter(OAuth2ParameterNames.STATE);
        return kept(request)
                .filter(kept -> kept.state().equals(state))
                .flatMap(this::request)
                .orElse(null);
    }

    private static Optional<Kept> kept(HttpServletRequest request) {
        Cookie cookie = WebUtils.getCookie(request, NAME);
        if (cookie == null || cookie.getValue().length() > MOST_CHARACTERS) {
            return Optional.empty();
        }
        try {
            byte[] json = Base64.getUrlDecoder().decode(cookie.getValue());
            return Optional.of(JsonMapper.shared().readValue(json, Kept.class))
                    .filter(kept -> !Arrays.asList(
                                    kept.registration(), kept.state(), kept.redirect(), kept.nonce(), kept.verifier())
                            .contains(null));
        } catch (IllegalArgumentException | JacksonException e) {
            return Optional.empty();
        }
    }

    private Optional<OAuth2AuthorizationRequest> request(Kept kept) {
        ClientRegistration registration = registrations.findByRegistrationId(kept.registration());
        return Optional.ofNullable(registration)
                .map(found -> OAuth2AuthorizationRequest.authorizationCode()
                        .authorizationUri(Objects.requireNonNull(
                                found.getProviderDetails().getAuthorizationUri()))
                        .clientId(found.getClientId())
                        .redirectUri(kept.redirect())
                        .scopes(found.getScopes())
                        .state(kept.state())
                        .attributes(Map.of(
                                OAuth2ParameterNames.REGISTRATION_ID,
                                kept.registration(),
                                OidcParameterNames.NONCE,
                                kept.nonce(),
                                PkceParameterNames.CODE_VERIFIER,
                                kept.verifier()))
                        .build());
    }

    @Override
    public void saveAuthorizationRequest(
            @Nullable OAuth2AuthorizationRequest asked, HttpServletRequest request, HttpServletResponse response) {
        if (asked == null) {
            set("", Duration.ZERO, request, response);
            return;
        }
        Kept kept = new Kept(
                attribute(asked, OAuth2ParameterNames.REGISTRATION_ID),
                Objects.requireNonNull(asked.getState()),
                Objects.requireNonNull(asked.getRedirectUri()),
                attribute(asked, OidcParameterNames.NONCE),
                attribute(asked, PkceParameterNames.CODE_VERIFIER));
        String text = JsonMapper.shared().writeValueAsString(kept);
        set(
                Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8)),
                LIFE,
                request,
                response);
    }

    private static String attribute(OAuth2AuthorizationRequest asked, String name) {
        return Objects.requireNonNull(asked.<String>getAttribute(name), name);
    }

    private static void set(String value, Duration life, HttpServletRequest request, HttpServletResponse response) {
        response.addHeader(
                HttpHeaders.SET_COOKIE,
                ResponseCookie.from(NAME, value)
                        .path(request.getContextPath() + PATH)
                        .maxAge(life)
                        .httpOnly(true)
                        .secure(request.isSecure())
                        .sameSite("Lax")
                        .build()
                        .toString());
    }

    @Override
    public @Nullable OAuth2AuthorizationRequest removeAuthorizationRequest(
            HttpServletRequest request, HttpServletResponse response) {
        OAuth2AuthorizationRequest found = loadAuthorizationRequest(request);
        if (found != null) {
            set("", Duration.ZERO, request, response);
        }
        return found;
    }
}
