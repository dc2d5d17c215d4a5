package io.ucmbilling.billing;

import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import io.swagger.v3.oas.models.security.SecurityScheme;
import io.swagger.v3.oas.models.servers.Server;
import io.ucmbilling.billing.query.Cursors;
import io.ucmbilling.store.database.SharedSecret;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.util.function.SingletonSupplier;

/** The beans of this room, and what the OpenAPI document says as a whole (billing contract B8). */
@Configuration(proxyBeanMethods = false)
class BillingConfiguration {
    private static final String BEARER = "bearer";

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
                        .addSecuritySchemes(
                                BEARER,
                                new SecurityScheme()
                                        .type(SecurityScheme.Type.HTTP)
                                        .scheme("bearer")
                                        .description("A client's key, or a JWT of the configured issuer.")))
                .addSecurityItem(new SecurityRequirement().addList(BEARER));
    }
}
