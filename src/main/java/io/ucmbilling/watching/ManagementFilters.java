package io.ucmbilling.watching;

import org.springframework.boot.actuate.autoconfigure.web.ManagementContextConfiguration;
import org.springframework.boot.actuate.autoconfigure.web.ManagementContextType;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;

/** The beans of the management port. */
@ManagementContextConfiguration(value = ManagementContextType.ANY, proxyBeanMethods = false)
class ManagementFilters {

    @Bean
    FilterRegistrationBean<DatabaseAwayFilter> databaseAwayFilter() {
        FilterRegistrationBean<DatabaseAwayFilter> filter = new FilterRegistrationBean<>(new DatabaseAwayFilter());
        filter.addUrlPatterns("/actuator/*");
        return filter;
    }
}
