package io.ucmbilling.report.provider;

import io.ucmbilling.report.user.ReportUser;
import io.ucmbilling.report.user.Role;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.util.SortedMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.security.oauth2.client.autoconfigure.OAuth2ClientProperties;
import org.springframework.security.config.ObjectPostProcessor;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.oauth2.client.OAuth2LoginConfigurer;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.client.OAuth2AuthorizedClient;
import org.springframework.security.oauth2.client.oidc.userinfo.OidcUserRequest;
import org.springframework.security.oauth2.client.oidc.userinfo.OidcUserService;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.client.registration.ClientRegistrationRepository;
import org.springframework.security.oauth2.client.userinfo.DefaultOAuth2UserService;
import org.springframework.security.oauth2.client.web.OAuth2AuthorizationRequestRedirectFilter;
import org.springframework.security.oauth2.client.web.OAuth2AuthorizedClientRepository;
import org.springframework.security.oauth2.core.oidc.user.OidcUser;
import org.springframework.security.oauth2.jwt.JwtDecoderFactory;
import org.springframework.security.web.authentication.AuthenticationFailureHandler;

/** Sign-in by the providers of {@code spring.security.oauth2.client}, by OpenID Connect with PKCE. */
public final class ProviderSignIn {
    private final ProviderRegistrations registrations;
    private final ClaimedUsers users;
    private final ProviderTokens tokens;
    private final OidcUserService provided = new OidcUserService();

    /**
     * Checks the settings. No provider is asked for anything yet.
     *
     * @param sitesClaim null: everybody sees all sites
     */
    public ProviderSignIn(
            OAuth2ClientProperties properties, String rolesClaim, @Nullable String sitesClaim, Clock clock) {
        this.registrations = new ProviderRegistrations(properties, clock);
        this.users = new ClaimedUsers(rolesClaim, sitesClaim);
        this.tokens = new ProviderTokens(clock);
        DefaultOAuth2UserService more = new DefaultOAuth2UserService();
        more.setRestOperations(ProviderHttp.operations());
        provided.setOauth2UserService(more);
    }

    /** Returns what people call each provider, by the id under which it is configured. */
    public SortedMap<String, String> names() {
        return registrations.names();
    }

    /** Returns whether a provider that is configured gives names such as this one. */
    public boolean gives(String user) {
        return registrations.names().keySet().stream().anyMatch(id -> user.startsWith(id + ":"));
    }

    public ClientRegistrationRepository registrations() {
        return registrations;
    }

    public JwtDecoderFactory<ClientRegistration> tokens() {
        return tokens;
    }

    /**
     * Has a chain sign users in by the providers.
     *
     * @param failed answers whoever cannot be sent to a provider, or comes back without success
     */
    public void configure(OAuth2LoginConfigurer<HttpSecurity> login, AuthenticationFailureHandler failed) {
        login.withObjectPostProcessor(new FailureAnswer(failed))
                .failureHandler(failed)
                .clientRegistrationRepository(registrations)
                .authorizedClientRepository(new ForgottenClients())
                .authorizationEndpoint(endpoint ->
                        endpoint.authorizationRequestRepository(new AuthorizationRequestCookie(registrations)))
                .tokenEndpoint(endpoint -> endpoint.accessTokenResponseClient(new ProviderHttp().tokens()))
                .userInfoEndpoint(endpoint -> endpoint.oidcUserService(this::user));
    }

    private OidcUser user(OidcUserRequest request) {
        OidcUser found = provided.loadUser(request);
        String name = ClaimedUsers.name(request.getClientRegistration().getRegistrationId(), found.getName());
        ReportUser user = users.user(name, found.getClaims()).orElseThrow(() -> new NoRoleException(nobody(name)));
        return new ProviderUser(user, found);
    }

    private static ReportUser nobody(String name) {
        return new ReportUser(name, Role.VIEWER, new TreeSet<>());
    }

    /** Answers failures before somebody is sent to a provider, too: Spring Security would answer 500. */
    private record FailureAnswer(AuthenticationFailureHandler failed)
            implements ObjectPostProcessor<OAuth2AuthorizationRequestRedirectFilter> {
        @Override
        public <F extends OAuth2AuthorizationRequestRedirectFilter> F postProcess(F filter) {
            filter.setAuthenticationFailureHandler(failed);
            return filter;
        }
    }

    /** Keeps no tokens: once somebody is known, none is needed. */
    private static final class ForgottenClients implements OAuth2AuthorizedClientRepository {
        @Override
        public <T extends OAuth2AuthorizedClient> @Nullable T loadAuthorizedClient(
                String id, Authentication who, HttpServletRequest request) {
            return null;
        }

        @Override
        public void saveAuthorizedClient(
                OAuth2AuthorizedClient client,
                Authentication who,
                HttpServletRequest request,
                HttpServletResponse response) {}

        @Override
        public void removeAuthorizedClient(
                String id, Authentication who, HttpServletRequest request, HttpServletResponse response) {}
    }
}
