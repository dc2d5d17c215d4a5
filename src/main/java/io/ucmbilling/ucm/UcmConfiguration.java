package io.ucmbilling.ucm;

import io.ucmbilling.ucm.site.Fleet;
import io.ucmbilling.ucm.site.SiteSettingsCheck;
import io.ucmbilling.ucm.site.SitesSettings;
import java.time.Clock;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The fleet as configured, and the way to its UCMs. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(SitesSettings.class)
class UcmConfiguration {

    @Bean
    Fleet fleet(SitesSettings settings, Clock clock) {
        return new Fleet(settings.entrySet().stream()
                .map(entry -> new SiteSettingsCheck(entry.getKey(), entry.getValue(), clock).site())
                .toList());
    }

    @Bean
    Ucms ucms(Clock clock) {
        return new HttpUcms(clock);
    }
}
