package io.ucmbilling.startup;

import io.ucmbilling.settings.Placeholder;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Check of all keys below {@code gateway}: an unknown one stops the start. The rooms bind their own parts. They stand
 * here so that a misspelt part stops the start instead of being ignored, and so that no placeholder is taken for a
 * value.
 *
 * @param sites the fleet, read by the room ucm
 * @param collection how the fleet is polled, read by the room collection
 * @param recordings the cache of recordings, read by the room recording
 * @param exports the contract served again, read by the room cdrapi, which refuses placeholders itself
 * @param api the clients of the REST view, read by the room billing.admission
 * @param retention how long calls are kept, read by the room store.retention
 */
@ConfigurationProperties(prefix = "gateway", ignoreUnknownFields = false)
record GatewaySettings(
        @DefaultValue Map<String, Object> sites,
        @DefaultValue Map<String, Object> collection,
        @DefaultValue Map<String, Object> recordings,
        @DefaultValue Map<String, Object> exports,
        @DefaultValue Map<String, Object> api,
        @Nullable String retention) {

    GatewaySettings {
        refusePlaceholders("gateway.sites", sites);
        refusePlaceholders("gateway.collection", collection);
        refusePlaceholders("gateway.recordings", recordings);
        refusePlaceholders("gateway.api", api);
        if (retention != null) {
            Placeholder.refuse("gateway.retention", retention);
        }
    }

    private static void refusePlaceholders(String key, Map<?, ?> settings) {
        settings.forEach((name, value) -> {
            switch (value) {
                case Map<?, ?> inner -> refusePlaceholders(key + "." + name, inner);
                case String text -> Placeholder.refuse(key + "." + name, text);
                default -> {}
            }
        });
    }
}
