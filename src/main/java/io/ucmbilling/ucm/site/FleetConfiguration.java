package io.ucmbilling.ucm.site;

import java.time.Clock;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The fleet as configured. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(SitesSettings.class)
class FleetConfiguration {

    @Bean
    Fleet fleet(SitesSettings settings, Clock clock) {
        return new Fleet(settings.entrySet().stream()
                .map(entry -> new SiteSettingsCheck(entry.getKey(), entry.getValue(), clock).site())
                .toList());
    }
}
