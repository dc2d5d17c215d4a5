package io.ucmbilling.cdrapi;

import io.micrometer.core.instrument.MeterRegistry;
import io.ucmbilling.access.Authentication;
import io.ucmbilling.cdrapi.Exports.Listening;
import io.ucmbilling.store.Legs;
import io.ucmbilling.ucm.Fleet;
import java.time.Clock;
import java.util.List;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Puts the room together. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(GatewaySettings.class)
class CdrapiConfiguration {

    @Bean
    Cdrapi cdrapi(Legs legs, Clock clock, MeterRegistry meters) {
        return new Cdrapi(legs, clock, meters);
    }

    @Bean
    Authentication authentication(JdbcClient jdbc, Clock clock) {
        return new Authentication(ExportSecret.read(jdbc), clock);
    }

    @Bean
    ExportListeners exportListeners(
            GatewaySettings settings,
            Fleet fleet,
            Authentication authentication,
            Cdrapi cdrapi,
            MeterRegistry meters,
            Clock clock) {
        List<Listening> listenings = Exports.check(settings.exports(), fleet);
        return new ExportListeners(
                listenings, exports -> new ExportServlet(exports, authentication, cdrapi, meters), clock);
    }
}
