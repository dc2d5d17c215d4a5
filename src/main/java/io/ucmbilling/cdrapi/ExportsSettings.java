package io.ucmbilling.cdrapi;

import java.util.LinkedHashMap;
import org.springframework.boot.context.properties.ConfigurationProperties;

/** {@code gateway.exports}: the contract served again, one entry per consumer, by its name. */
@ConfigurationProperties(prefix = "gateway.exports", ignoreUnknownFields = false)
final class ExportsSettings extends LinkedHashMap<String, ExportSettings> {
    private static final long serialVersionUID = 1L;
}
