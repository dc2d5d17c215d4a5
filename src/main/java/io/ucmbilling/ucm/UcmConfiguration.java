package io.ucmbilling.ucm;

import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The way to the UCMs. */
@Configuration(proxyBeanMethods = false)
class UcmConfiguration {

    @Bean
    Ucms ucms(Clock clock) {
        return new HttpUcms(clock);
    }
}
