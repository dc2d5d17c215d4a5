package io.ucmbilling.watching;

import io.ucmbilling.settings.WrongSettingException;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * {@code gateway.metrics}: what is told to whoever watches.
 *
 * @param detailedSites how many sites, by their id, have all counters of their own, 0 to 100,000
 */
@ConfigurationProperties(prefix = "gateway.metrics", ignoreUnknownFields = false)
record MetricsSettings(@DefaultValue("500") int detailedSites) {
    private static final int MOST_SITES = 100_000;

    MetricsSettings {
        if (detailedSites < 0 || detailedSites > MOST_SITES) {
            throw new WrongSettingException(
                    "gateway.metrics.detailed-sites", "" + detailedSites, "a number from 0 to " + MOST_SITES);
        }
    }
}
