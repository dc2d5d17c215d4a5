package io.ucmbilling.billing.admission;

import io.ucmbilling.access.PermittedAddresses;
import io.ucmbilling.access.client.ApiClient;
import io.ucmbilling.access.client.ApiClients;
import io.ucmbilling.access.client.ApiScope;
import io.ucmbilling.settings.WrongSettingException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * {@code gateway.api}: who may ask the REST view (billing contract A1, A2).
 *
 * @param clients by name
 * @param queryTimeout how long the database may work for one answer, 1s to 1h
 */
@ConfigurationProperties(prefix = "gateway.api", ignoreUnknownFields = false)
public record ApiSettings(
        @DefaultValue Map<String, ClientSettings> clients,
        @DefaultValue JwtSettings jwt,
        @DefaultValue("30s") Duration queryTimeout) {

    private static final Duration SHORTEST = Duration.ofSeconds(1);
    private static final Duration LONGEST = Duration.ofHours(1);
    private static final String KEY = "gateway.api.clients.";

    /**
     * A client.
     *
     * @param keySha256 the SHA-256 of its keys, 64 hex digits each; two live keys make a rotation
     * @param scopes what it may ask for
     * @param sites ids of the sites that it may see; none: all
     * @param permittedIps where it may ask from; none: everywhere
     * @param mask whether outside numbers are hidden from it
     * @param requestsPerMinute how often it may ask each replica; null: unbounded
     */
    public record ClientSettings(
            @DefaultValue List<String> keySha256,
            @DefaultValue({"calls", "feed"}) List<String> scopes,
            @DefaultValue List<String> sites,
            @DefaultValue List<String> permittedIps,
            @DefaultValue("false") boolean mask,
            @Nullable Integer requestsPerMinute) {}

    /**
     * What is read of JWTs.
     *
     * @param sitesClaim the claim that holds the sites' ids; null: the holder of any token sees all sites
     */
    public record JwtSettings(@Nullable String sitesClaim) {}

    /**
     * Makes the clients of it.
     *
     * @param known ids of the configured sites
     * @throws WrongSettingException names the first wrong setting
     */
    ApiClients check(Collection<String> known) {
        if (queryTimeout.compareTo(SHORTEST) < 0 || queryTimeout.compareTo(LONGEST) > 0) {
            throw new WrongSettingException("gateway.api.query-timeout", "" + queryTimeout, "1s to 1h, such as 30s");
        }
        ApiClients.Builder builder = new ApiClients.Builder();
        new TreeMap<>(clients).forEach((name, settings) -> {
            String key = KEY + name;
            builder.add(key + ".key-sha256", settings.keySha256(), client(name, key, settings, known));
        });
        return builder.build();
    }

    private static ApiClient client(String name, String key, ClientSettings settings, Collection<String> known) {
        Integer requests = settings.requestsPerMinute();
        if (requests != null && requests < 1) {
            throw new WrongSettingException(
                    key + ".requests-per-minute", "" + requests, "a number from 1, or no such key");
        }
        for (String site : settings.sites()) {
            if (!known.contains(site)) {
                throw new WrongSettingException(
                        key + ".sites",
                        "\"" + site + "\"",
                        known.isEmpty() ? "none, as none is configured" : "any of " + known);
            }
        }
        return new ApiClient(
                name,
                scopes(key + ".scopes", settings.scopes()),
                settings.sites().isEmpty() ? null : Set.copyOf(settings.sites()),
                PermittedAddresses.parse(key + ".permitted-ips", settings.permittedIps()),
                settings.mask(),
                requests);
    }

    private static Set<ApiScope> scopes(String key, List<String> found) {
        String expected = "one or more of "
                + Arrays.stream(ApiScope.values()).map(ApiScope::text).collect(Collectors.joining(", "));
        if (found.isEmpty()) {
            throw new WrongSettingException(key, "none", expected);
        }
        return found.stream()
                .map(text -> ApiScope.find(text)
                        .orElseThrow(() -> new WrongSettingException(key, "\"" + text + "\"", expected)))
                .collect(Collectors.toSet());
    }
}
