package io.ucmbilling.cdrapi;

import io.micrometer.core.instrument.MeterRegistry;
import io.ucmbilling.access.ApiSessions;
import io.ucmbilling.access.Authentication;
import io.ucmbilling.cdrapi.api.ApiAnswers;
import io.ucmbilling.cdrapi.export.AccessDenials;
import io.ucmbilling.cdrapi.page.CdrapiAnswers;
import io.ucmbilling.cdrapi.recapi.RecapiAnswers;
import io.ucmbilling.recording.Recordings;
import io.ucmbilling.store.database.SharedSecret;
import io.ucmbilling.store.serving.Legs;
import io.ucmbilling.ucm.site.Fleet;
import java.time.Clock;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.util.function.SingletonSupplier;

/** The beans of this room. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(ExportsSettings.class)
class CdrapiConfiguration {

    @Bean
    CdrapiAnswers cdrapi(Legs legs, Clock clock, MeterRegistry meters) {
        return new CdrapiAnswers(legs, clock, meters);
    }

    @Bean
    RecapiAnswers recapi(Recordings recordings, Clock clock) {
        return new RecapiAnswers(recordings, clock);
    }

    @Bean
    AccessDenials exportDenials(MeterRegistry meters, Clock clock) {
        return new AccessDenials(meters, clock);
    }

    /**
     * Makes the listeners. The keys of nonces and cookies are read when the first listener starts: behind every check of
     * the schema and the settings.
     */
    @Bean
    ExportListeners exportListeners(
            ExportsSettings settings,
            Fleet fleet,
            CdrapiAnswers cdrapi,
            RecapiAnswers recapi,
            SharedSecret secret,
            AccessDenials denials,
            Clock clock) {
        var authentication = SingletonSupplier.of(() -> new Authentication(secret.read(), clock));
        var answers = SingletonSupplier.of(() -> {
            ApiSessions sessions = new ApiSessions(secret.derived("sessions of exports"), clock);
            return new ExportAnswers(cdrapi, recapi, new ApiAnswers(sessions, denials, cdrapi, recapi));
        });
        return new ExportListeners(
                Exports.check(settings, fleet),
                exports -> new ExportServlet(exports, authentication.obtain(), denials, answers.obtain()),
                denials,
                clock);
    }

    /** Returns the health {@code exports}. It is part of liveness, as only a new start helps a listener that does not answer. */
    @Bean
    HealthIndicator exportsHealthIndicator(ExportListeners listeners) {
        return listeners::health;
    }
}
