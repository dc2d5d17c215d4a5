package io.ucmbilling.cdrapi;

import io.ucmbilling.settings.WrongSettingException;
import java.util.Map;
import java.util.regex.Pattern;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The namespace {@code gateway}, as far as this room reads it. The other rooms bind their own parts; they stand here so that
 * a misspelt part of the namespace stops the start instead of being ignored.
 *
 * @param sites the fleet, read by the room ucm
 * @param collection how the fleet is polled, read by the room collection
 * @param recordings the cache of recordings, read by the room recording
 * @param exports the contract served again, one entry per consumer
 */
@ConfigurationProperties(prefix = "gateway", ignoreUnknownFields = false)
record GatewaySettings(
        @DefaultValue Map<String, Object> sites,
        @DefaultValue Map<String, Object> collection,
        @DefaultValue Map<String, Object> recordings,
        @DefaultValue Map<String, ExportSettings> exports) {

    private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{([^{}:]+)}");

    GatewaySettings {
        refusePlaceholders("gateway.sites", sites);
        refusePlaceholders("gateway.collection", collection);
        refusePlaceholders("gateway.recordings", recordings);
        exports.forEach((name, export) -> {
            String key = "gateway.exports." + name;
            refusePlaceholder(key + ".username", export.username());
            refusePlaceholder(key + ".password", export.password());
            refusePlaceholder(key + ".address", export.address());
        });
    }

    /** {@code ${NAME}} that nothing sets is left as it stands by Spring: as a password it would lock an account (U1). */
    private static void refusePlaceholders(String key, Map<?, ?> settings) {
        settings.forEach((name, value) -> {
            switch (value) {
                case Map<?, ?> inner -> refusePlaceholders(key + "." + name, inner);
                case String text -> refusePlaceholder(key + "." + name, text);
                default -> {}
            }
        });
    }

    private static void refusePlaceholder(String key, String value) {
        var placeholder = PLACEHOLDER.matcher(value);
        if (placeholder.matches()) {
            String name = placeholder.group(1);
            throw new WrongSettingException(
                    key, value + ", which nothing sets", "the value, or an environment variable " + name);
        }
    }
}
