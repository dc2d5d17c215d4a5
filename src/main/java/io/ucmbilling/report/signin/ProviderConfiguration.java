package io.ucmbilling.report.signin;

import io.ucmbilling.report.provider.ProviderSignIn;
import io.ucmbilling.report.signin.SignInSettings.OidcSettings;
import java.time.Clock;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.security.oauth2.client.autoconfigure.ConditionalOnOAuth2ClientRegistrationProperties;
import org.springframework.boot.security.oauth2.client.autoconfigure.OAuth2ClientProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.client.registration.ClientRegistrationRepository;
import org.springframework.security.oauth2.jwt.JwtDecoderFactory;

/** Sign-in by providers of identities, where any is configured. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnOAuth2ClientRegistrationProperties
@EnableConfigurationProperties(OAuth2ClientProperties.class)
class ProviderConfiguration {
    @Bean
    ProviderSignIn providers(OAuth2ClientProperties properties, SignInSettings settings, Clock clock) {
        OidcSettings oidc = settings.oidc();
        return new ProviderSignIn(properties, oidc.rolesClaim(), oidc.sitesClaim(), clock);
    }

    /** Returns them instead of Spring Boot's, which asks the providers at start. */
    @Bean
    ClientRegistrationRepository registrations(ProviderSignIn providers) {
        return providers.registrations();
    }

    @Bean
    JwtDecoderFactory<ClientRegistration> providerTokens(ProviderSignIn providers) {
        return providers.tokens();
    }
}
