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
 * @param metrics what is told to whoever watches, read by the room watching
 * @param report who may look at the report, and its mail, read by the rooms of report
 * @param retention how long calls are kept, read by the room store.retention
 * @param shutdownDelay how long a stop waits for load balancers, read by the room shutdown
 */
@ConfigurationProperties(prefix = "gateway", ignoreUnknownFields = false)
record GatewaySettings(
        @DefaultValue Map<String, Object> sites,
        @DefaultValue Map<String, Object> collection,
        @DefaultValue Map<String, Object> recordings,
        @DefaultValue Map<String, Object> exports,
        @DefaultValue Map<String, Object> api,
        @DefaultValue Map<String, Object> metrics,
        @DefaultValue Map<String, Object> report,
        @Nullable String retention,
        @Nullable String shutdownDelay) {

    GatewaySettings {
        refusePlaceholders("gateway.sites", sites);
        refusePlaceholders("gateway.collection", collection);
        refusePlaceholders("gateway.recordings", recordings);
        refusePlaceholders("gateway.api", api);
        refusePlaceholders("gateway.metrics", metrics);
        refusePlaceholders("gateway.report", report);
        if (retention != null) {
            Placeholder.refuse("gateway.retention", retention);
        }
        if (shutdownDelay != null) {
            Placeholder.refuse("gateway.shutdown-delay", shutdownDelay);
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
