package io.ucmbilling.billing.answer;

import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What the server must do for answers. */
@Configuration(proxyBeanMethods = false)
class AnswerConfiguration {
    @Bean
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> clientPresence() {
        return factory -> factory.addContextCustomizers(
                context -> context.getPipeline().addValve(new ClientPresence.PresenceValve()));
    }
}
