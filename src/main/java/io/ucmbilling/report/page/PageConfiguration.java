package io.ucmbilling.report.page;

import io.ucmbilling.report.user.ReportUserResolver;
import java.util.List;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.CacheControl;
import org.springframework.session.web.http.SessionRepositoryFilter;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.servlet.config.annotation.ResourceHandlerRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.thymeleaf.spring6.view.ThymeleafViewResolver;

/** What Spring MVC is told for all pages. */
@Configuration(proxyBeanMethods = false)
class PageConfiguration implements WebMvcConfigurer {
    private final FileTags tags = new FileTags();

    @Bean
    FilterRegistrationBean<AwayDatabaseFilter> awayDatabase(PageRenderer pages) {
        FilterRegistrationBean<AwayDatabaseFilter> filter = new FilterRegistrationBean<>(new AwayDatabaseFilter(pages));
        filter.setOrder(SessionRepositoryFilter.DEFAULT_ORDER - 1);
        return filter;
    }

    @Bean
    static BeanPostProcessor wholePages() {
        return new BeanPostProcessor() {
            @Override
            public Object postProcessBeforeInitialization(Object bean, String name) {
                if (bean instanceof ThymeleafViewResolver resolver) {
                    resolver.setViewClass(WholePage.class);
                }
                return bean;
            }
        };
    }

    /** A browser keeps scripts, styles and signs, and asks with each page whether they are still the same: nothing is drawn late. */
    @Override
    public void addResourceHandlers(ResourceHandlerRegistry registry) {
        files(registry, "/report/**", "classpath:/static/report/");
        files(registry, "/webjars/**", "classpath:/META-INF/resources/webjars/");
    }

    private void files(ResourceHandlerRegistry registry, String addresses, String location) {
        registry.addResourceHandler(addresses)
                .addResourceLocations(location)
                .setCacheControl(CacheControl.noCache())
                .setUseLastModified(false)
                .setEtagGenerator(tags)
                .resourceChain(true);
    }

    @Override
    public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
        resolvers.add(new ReportUserResolver());
    }
}
