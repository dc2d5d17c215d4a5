package io.ucmbilling.billing.answer;

import io.ucmbilling.access.ClientPresence;
import java.time.Duration;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What answers need beside the code of their room. */
@Configuration(proxyBeanMethods = false)
class AnswerConfiguration {
    private static final int QUERIES_AT_ONE_TIME = 6;
    private static final int QUERIES_OF_A_CLIENT = 3;
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    @Bean
    QueryPermits queryPermits() {
        return new QueryPermits(QUERIES_AT_ONE_TIME, QUERIES_OF_A_CLIENT, PATIENCE);
    }

    @Bean
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> clientPresence() {
        return factory -> factory.addContextCustomizers(
                context -> context.getPipeline().addValve(new ClientPresence.PresenceValve()));
    }
}
