package io.ucmbilling.report.signin;

import io.micrometer.core.instrument.MeterRegistry;
import io.ucmbilling.report.page.PageHeaders;
import io.ucmbilling.report.page.PageRenderer;
import io.ucmbilling.report.page.ReportAddresses;
import io.ucmbilling.report.provider.ProviderSignIn;
import io.ucmbilling.report.user.ReportUser;
import io.ucmbilling.report.user.ReportUserResolver;
import io.ucmbilling.report.user.Role;
import io.ucmbilling.store.audit.AuditTrail;
import io.ucmbilling.ucm.site.Fleet;
import io.ucmbilling.ucm.site.Site;
import java.time.Clock;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.authorization.AuthorizationDecision;
import org.springframework.security.authorization.AuthorizationManager;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.intercept.RequestAuthorizationContext;
import org.springframework.security.web.csrf.CookieCsrfTokenRepository;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;

/**
 * Spring Security for the pages of the report, in a chain of its own.
 *
 * <p>Nobody who is not signed in makes a session, so that strangers fill no table: the token against forged requests, the address that was
 * asked for, and what a provider is asked are kept in cookies.
 */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(SignInSettings.class)
class SignInConfiguration {
    private static final Logger LOG = LoggerFactory.getLogger(SignInConfiguration.class);
    private static final String LOGIN = "/login";

    @Bean
    ConfiguredUsers users(SignInSettings settings, Fleet fleet) {
        return new ConfiguredUsers(
                settings.users(), fleet.sites().stream().map(Site::id).toList());
    }

    @Bean
    StoppablePause pause() {
        return new StoppablePause();
    }

    @Bean
    SignInThrottle throttle(Clock clock, StoppablePause pause) {
        return new SignInThrottle(clock, pause);
    }

    @Bean
    SignInAnswers answers(
            ConfiguredUsers users, AuditTrail trail, MeterRegistry meters, PageRenderer pages, Clock clock) {
        return new SignInAnswers(users, new SignInAudit(trail, meters, clock), pages, WantedAddress.cache());
    }

    @Bean
    SecurityFilterChain report(
            HttpSecurity http,
            ConfiguredUsers users,
            ObjectProvider<ProviderSignIn> providers,
            SignInThrottle throttle,
            SignInAnswers answers,
            Clock clock) {
        Optional<ProviderSignIn> provided = Optional.ofNullable(providers.getIfAvailable());
        boolean nobody = users.isEmpty() && provided.isEmpty();
        frame(http, nobody ? answers.withSetup() : answers);
        if (nobody) {
            LOG.info("report: no user is configured, so its pages tell how to make one:"
                    + " java -jar ucm-billing-gateway.jar --new-password");
            return http.authorizeHttpRequests(requests -> requests.requestMatchers(ReportAddresses.FILES)
                            .permitAll()
                            .anyRequest()
                            .denyAll())
                    .build();
        }
        http.securityContext(contexts -> contexts.securityContextRepository(new SessionUsers(
                users, user -> provided.filter(found -> found.gives(user)).isPresent(), clock)));
        signIn(http, answers, provided);
        return roles(http.authenticationProvider(new PasswordSignIn(users, throttle)))
                .build();
    }

    /** What holds for all pages, whoever comes. */
    private static void frame(HttpSecurity http, SignInAnswers answers) {
        CookieCsrfTokenRepository tokens = new CookieCsrfTokenRepository();
        tokens.setCookieCustomizer(cookie -> cookie.sameSite("Lax"));
        http.securityMatcher(ReportAddresses.ALL)
                .csrf(csrf -> csrf.csrfTokenRepository(tokens))
                .requestCache(cache -> cache.requestCache(answers.wanted()))
                .exceptionHandling(handling ->
                        handling.authenticationEntryPoint(answers::unknown).accessDeniedHandler(answers::denied))
                .headers(headers -> headers.contentSecurityPolicy(csp -> csp.policyDirectives(PageHeaders.POLICY))
                        .referrerPolicy(referrer -> referrer.policy(ReferrerPolicy.SAME_ORIGIN)));
    }

    private static void signIn(HttpSecurity http, SignInAnswers answers, Optional<ProviderSignIn> providers) {
        http.formLogin(form ->
                        form.loginPage(LOGIN).successHandler(answers::admitted).failureHandler(answers::refused))
                .logout(logout -> logout.addLogoutHandler(answers::leaving).logoutSuccessUrl("/login?out"));
        providers.ifPresent(found -> http.oauth2Login(login -> {
            found.configure(login, answers::refused);
            login.loginPage(LOGIN).successHandler(answers::admitted);
        }));
    }

    private static HttpSecurity roles(HttpSecurity http) {
        return http.authorizeHttpRequests(
                requests -> requests.requestMatchers(ReportAddresses.SIGN_IN, ReportAddresses.FILES)
                        .permitAll()
                        .requestMatchers(ReportAddresses.OF_ADMINISTRATORS)
                        .access(atLeast(Role.ADMINISTRATOR))
                        .requestMatchers(ReportAddresses.OF_LISTENERS)
                        .access(atLeast(Role.LISTENER))
                        .anyRequest()
                        .access(atLeast(Role.VIEWER)));
    }

    private static AuthorizationManager<RequestAuthorizationContext> atLeast(Role role) {
        return (authentication, request) -> {
            ReportUser user = ReportUserResolver.current();
            return new AuthorizationDecision(user != null && user.may(role));
        };
    }
}
