package io.ucmbilling.billing.list;

import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Beans of this room. */
@Configuration(proxyBeanMethods = false)
class ListConfiguration {
    private static final int LISTS_AT_ONE_TIME = 6;
    private static final int LISTS_OF_A_CLIENT = 3;
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    @Bean
    QueryPermits queryPermits() {
        return new QueryPermits(LISTS_AT_ONE_TIME, LISTS_OF_A_CLIENT, PATIENCE);
    }
}
