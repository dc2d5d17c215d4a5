package io.ucmbilling.startup;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.AutoConfigurationImportFilter;
import org.springframework.boot.autoconfigure.AutoConfigurationMetadata;
import org.springframework.context.EnvironmentAware;
import org.springframework.core.env.Environment;
import org.springframework.util.StringUtils;

/**
 * Leaves out all of Spring Boot's tracing unless somebody says where traces go: no tracer is made, no thread is started, and no request is
 * observed for it.
 */
final class TracingFilter implements AutoConfigurationImportFilter, EnvironmentAware {
    /** Where traces go: an address of OTLP over HTTP, such as {@code http://collector:4318/v1/traces}. */
    static final String ENDPOINT = "management.opentelemetry.tracing.export.otlp.endpoint";

    private boolean off;

    @Override
    public void setEnvironment(Environment environment) {
        off = !StringUtils.hasText(environment.getProperty(ENDPOINT));
    }

    @Override
    public boolean[] match(@Nullable String[] candidates, AutoConfigurationMetadata metadata) {
        boolean[] wanted = new boolean[candidates.length];
        for (int i = 0; i < candidates.length; i++) {
            String candidate = candidates[i];
            wanted[i] = !off || candidate == null || !isTracing(candidate);
        }
        return wanted;
    }

    private static boolean isTracing(String candidate) {
        return candidate.startsWith("org.springframework.boot.micrometer.tracing.")
                || candidate.startsWith("org.springframework.boot.opentelemetry.");
    }
}
