package io.ucmbilling.billing;

import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.media.ArraySchema;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.IntegerSchema;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.ObjectSchema;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import io.swagger.v3.oas.models.security.SecurityScheme;
import io.swagger.v3.oas.models.servers.Server;
import io.ucmbilling.billing.query.Cursors;
import io.ucmbilling.store.database.SharedSecret;
import java.util.List;
import org.springdoc.core.customizers.OperationCustomizer;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.web.header.HeaderWriterFilter;
import org.springframework.security.web.header.writers.ContentSecurityPolicyHeaderWriter;
import org.springframework.security.web.header.writers.StaticHeadersWriter;
import org.springframework.security.web.header.writers.XContentTypeOptionsHeaderWriter;
import org.springframework.security.web.header.writers.frameoptions.XFrameOptionsHeaderWriter;
import org.springframework.security.web.header.writers.frameoptions.XFrameOptionsHeaderWriter.XFrameOptionsMode;
import org.springframework.util.function.SingletonSupplier;

/** The beans of this room, and what the OpenAPI document says as a whole (billing contract B8). */
@Configuration(proxyBeanMethods = false)
class BillingConfiguration {
    private static final String BEARER = "bearer";

    /** The pages about the document bring their own scripts, and set styles by them. */
    private static final String POLICY =
            "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; frame-ancestors 'none'";

    /** Returns the cursors. Their key is read with the first one, behind every check of the schema. */
    @Bean
    Cursors cursors(SharedSecret secret) {
        return new Cursors(SingletonSupplier.of(() -> secret.derived("cursors")));
    }

    /** Returns the frame of the document, which names no host, site or version of the fleet. */
    @Bean
    OpenAPI openApi() {
        return new OpenAPI()
                .info(new Info()
                        .title("UCM Billing Gateway")
                        .version("1")
                        .description("Calls of a fleet of UCMs, as a billing system wants them. Errors are RFC 9457,"
                                + " application/problem+json."))
                .servers(List.of(new Server().url("/")))
                .components(new Components()
                        .addSchemas("Problem", problem())
                        .addSecuritySchemes(
                                BEARER,
                                new SecurityScheme()
                                        .type(SecurityScheme.Type.HTTP)
                                        .scheme("bearer")
                                        .description("A client's key, or a JWT of the configured issuer.")))
                .addSecurityItem(new SecurityRequirement().addList(BEARER));
    }

    /** Returns the headers of what is open: the document, the pages about it and those about problems. */
    @Bean
    FilterRegistrationBean<HeaderWriterFilter> openHeaders() {
        FilterRegistrationBean<HeaderWriterFilter> filter = new FilterRegistrationBean<>(new HeaderWriterFilter(List.of(
                new StaticHeadersWriter("Cache-Control", "no-store"),
                new XContentTypeOptionsHeaderWriter(),
                new XFrameOptionsHeaderWriter(XFrameOptionsMode.DENY),
                new ContentSecurityPolicyHeaderWriter(POLICY))));
        filter.addUrlPatterns("/openapi.json", "/docs", "/swagger-ui/*", "/problems/*");
        return filter;
    }

    private static Schema<?> problem() {
        Schema<?> problem = new ObjectSchema()
                .description("What went wrong (RFC 9457). The kinds are told at /problems/<kind>.")
                .addProperty("type", new StringSchema().example("/problems/wrong-value"))
                .addProperty("title", new StringSchema().example("Wrong value"))
                .addProperty("status", new IntegerSchema().example(400))
                .addProperty("detail", new StringSchema().example("limit: found \"0\", expected a whole number"))
                .addProperty("parameter", new StringSchema().description("The one at fault, where one is."))
                .addProperty("value", new StringSchema().description("The value found."))
                .addProperty("expected", new StringSchema().description("What is accepted."))
                .addProperty(
                        "known", new ArraySchema().items(new StringSchema()).description("All parameters."));
        problem.setRequired(List.of("type", "title", "status", "detail"));
        return problem;
    }

    /** Adds to each operation what it answers if anything is wrong. */
    @Bean
    OperationCustomizer problems() {
        return (operation, handler) -> {
            MediaType problem = new MediaType().schema(new Schema<>().$ref("#/components/schemas/Problem"));
            operation
                    .getResponses()
                    .addApiResponse(
                            "default",
                            new ApiResponse()
                                    .description("A problem")
                                    .content(new Content().addMediaType("application/problem+json", problem)));
            return operation;
        };
    }
}
