package io.ucmbilling.billing.answer;

import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import io.swagger.v3.oas.annotations.media.Schema;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** The parameters of a list that is walked page by page, as the OpenAPI document has them. */
@Parameter(
        name = "limit",
        in = ParameterIn.QUERY,
        description = "How many items a page has.",
        schema = @Schema(type = "integer", minimum = "1", maximum = "1000", defaultValue = "100"))
@Parameter(
        name = "cursor",
        in = ParameterIn.QUERY,
        description = "Next of the page before. The same filters, order and zone go with it, limit may differ.",
        schema = @Schema(type = "string"))
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface PageParameters {}
