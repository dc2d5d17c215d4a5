package io.ucmbilling.billing.admission;

import io.ucmbilling.access.client.ApiClients;
import io.ucmbilling.billing.call.ClientParameters;
import io.ucmbilling.billing.problem.Problem;
import io.ucmbilling.billing.problem.ProblemAnswer;
import io.ucmbilling.ucm.site.Fleet;
import io.ucmbilling.ucm.site.Site;
import jakarta.servlet.DispatcherType;
import java.time.Clock;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.annotation.web.configurers.HeadersConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.intercept.AuthorizationFilter;
import org.springframework.security.web.firewall.HttpFirewall;
import org.springframework.security.web.firewall.RequestRejectedHandler;
import org.springframework.security.web.firewall.StrictHttpFirewall;

/**
 * Spring Security for {@code /api/v1} alone. It is the only chain, so that the rest of the application's port and the management
 * port stay as they are.
 */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(ApiSettings.class)
class AdmissionConfiguration {
    private static final String JWT = "spring.security.oauth2.resourceserver.jwt.";
    private static final Logger LOG = LoggerFactory.getLogger(AdmissionConfiguration.class);

    /** Returns the decoder that counts instead of Spring Boot's, which asks the issuer as often as unknown tokens come. */
    @Bean
    @ConditionalOnProperty(JWT + "issuer-uri")
    JwtDecoder issuerTokens(Environment environment, Clock clock) {
        List<String> audiences = Binder.get(environment)
                .bind(JWT + "audiences", Bindable.listOf(String.class))
                .orElse(List.of());
        return new IssuerTokens(environment.getRequiredProperty(JWT + "issuer-uri"), audiences, clock);
    }

    @Bean
    Admission admission(ApiSettings settings, Fleet fleet, ObjectProvider<JwtDecoder> decoder, Clock clock) {
        ApiClients clients = settings.check(fleet.sites().stream().map(Site::id).toList());
        JwtClients tokens =
                new JwtClients(decoder.getIfAvailable(), settings.jwt().sitesClaim());
        Admission admission = new Admission(clients, tokens, clock);
        if (admission.isClosed()) {
            LOG.info("api: no client is configured, so /api/v1 answers 401; a key for one is made by"
                    + " java -jar ucm-billing-gateway.jar --new-api-key");
        }
        return admission;
    }

    @Bean
    SecurityFilterChain api(
            HttpSecurity http, Admission admission, ClientParameters clientParameters, RefusalAudit refusals) {
        return http.securityMatcher("/api/v1/**")
                .csrf(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable)
                .anonymous(AbstractHttpConfigurer::disable)
                .requestCache(AbstractHttpConfigurer::disable)
                .headers(headers -> headers.cacheControl(HeadersConfigurer.CacheControlConfig::disable))
                .sessionManagement(sessions -> sessions.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .addFilterBefore(new AdmissionFilter(admission, clientParameters, refusals), AuthorizationFilter.class)
                .authorizeHttpRequests(requests -> requests
                        // Of a request that was admitted before it waited.
                        .dispatcherTypeMatchers(DispatcherType.ASYNC)
                        .permitAll()
                        .anyRequest()
                        .authenticated())
                .exceptionHandling(handling -> handling.authenticationEntryPoint(
                        (request, response, e) -> ProblemAnswer.write(Problem.unauthorized(), response)))
                .build();
    }

    /** Returns the firewall, which lets methods on that nobody knows: they are answered 405 behind 401. */
    @Bean
    HttpFirewall firewall() {
        StrictHttpFirewall firewall = new StrictHttpFirewall();
        firewall.setUnsafeAllowAnyHttpMethod(true);
        return firewall;
    }

    @Bean
    RequestRejectedHandler rejectedRequests() {
        return (request, response, rejected) -> ProblemAnswer.write(
                Problem.malformed("the path, or a header, has characters that are not accepted"), response);
    }
}
