package io.ucmbilling.ucm.site;

import java.util.LinkedHashMap;
import org.springframework.boot.context.properties.ConfigurationProperties;

/** {@code gateway.sites}: the fleet as written, by site id. Unknown keys within a site stop the start. */
@ConfigurationProperties(prefix = "gateway.sites", ignoreUnknownFields = false)
final class SitesSettings extends LinkedHashMap<String, SiteSettings> {
    private static final long serialVersionUID = 1L;
}
