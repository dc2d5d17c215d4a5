package io.ucmbilling.billing.call;

import java.util.Map;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Beans of this room. */
@Configuration(proxyBeanMethods = false)
class CallConfiguration {
    @Bean
    RecordingStates recordingStates() {
        return recordings -> Map.of();
    }
}
