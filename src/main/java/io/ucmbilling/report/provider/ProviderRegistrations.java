package io.ucmbilling.report.provider;

import io.ucmbilling.settings.WrongSettingException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.security.oauth2.client.autoconfigure.OAuth2ClientProperties;
import org.springframework.boot.security.oauth2.client.autoconfigure.OAuth2ClientProperties.Registration;
import org.springframework.boot.security.oauth2.client.autoconfigure.OAuth2ClientPropertiesMapper;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.client.registration.ClientRegistrationRepository;

/**
 * The registrations of {@code spring.security.oauth2.client}. A provider is asked for its addresses when the first user comes, and not at
 * start as Spring Boot does it: the gateway collects, whoever is away. After a failure it is asked again five seconds later at the earliest.
 */
final class ProviderRegistrations implements ClientRegistrationRepository {
    private static final String KEY = "spring.security.oauth2.client.registration.";
    private static final String OPENID = "openid";
    private static final Duration PAUSE = Duration.ofSeconds(5);
    private static final int PATIENCE_SECONDS = 10;

    /** Those of which Spring knows what they want to be asked for. */
    private static final List<String> COMMON = List.of("google", "okta");

    private final OAuth2ClientProperties properties;
    private final Clock clock;
    private final Map<String, ClientRegistration> known = new ConcurrentHashMap<>();
    private final Map<String, Instant> failures = new ConcurrentHashMap<>();
    private final ReentrantLock asking = new ReentrantLock();

    /** @throws WrongSettingException if a registration does not ask for who somebody is */
    ProviderRegistrations(OAuth2ClientProperties properties, Clock clock) {
        this.properties = properties;
        this.clock = clock;
        properties.getRegistration().forEach((id, registration) -> {
            String provider = registration.getProvider() == null ? id : registration.getProvider();
            boolean common = registration.getScope() == null && COMMON.contains(provider);
            if (!common
                    && (registration.getScope() == null
                            || !registration.getScope().contains(OPENID))) {
                throw new WrongSettingException(
                        KEY + id + ".scope",
                        String.valueOf(registration.getScope()),
                        "scopes with \"openid\" among them, such as openid, profile");
            }
        });
    }

    /** Returns what people call each provider, by the id of its registration. */
    SortedMap<String, String> names() {
        SortedMap<String, String> names = new TreeMap<>();
        properties
                .getRegistration()
                .forEach((id, registration) ->
                        names.put(id, registration.getClientName() == null ? id : registration.getClientName()));
        return names;
    }

    /** Finds a registration; null: none is configured. @throws IllegalStateException if its provider does not answer */
    @Override
    public @Nullable ClientRegistration findByRegistrationId(String id) {
        Registration configured = properties.getRegistration().get(id);
        if (configured == null) {
            return null;
        }
        ClientRegistration found = known.get(id);
        return found == null ? ask(id, configured) : found;
    }

    private ClientRegistration ask(String id, Registration configured) {
        try {
            if (!asking.tryLock(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                throw new IllegalStateException("provider " + id + ": is being asked for its addresses");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("provider " + id + ": not asked, as the gateway stops", e);
        }
        try {
            ClientRegistration found = known.get(id);
            if (found == null) {
                found = discovered(id, configured);
                known.put(id, found);
            }
            return found;
        } finally {
            asking.unlock();
        }
    }

    private ClientRegistration discovered(String id, Registration configured) {
        Instant failed = failures.get(id);
        if (failed != null && clock.instant().isBefore(failed.plus(PAUSE))) {
            throw new IllegalStateException("provider " + id + ": did not answer a moment ago");
        }
        OAuth2ClientProperties alone = new OAuth2ClientProperties();
        alone.getProvider().putAll(properties.getProvider());
        alone.getRegistration().put(id, configured);
        try {
            ClientRegistration registration = Objects.requireNonNull(
                    new OAuth2ClientPropertiesMapper(alone)
                            .asClientRegistrations()
                            .get(id),
                    id);
            failures.remove(id);
            return registration;
        } catch (RuntimeException e) {
            failures.put(id, clock.instant());
            throw new IllegalStateException("provider " + id + ": its addresses are not to be had", e);
        }
    }
}
