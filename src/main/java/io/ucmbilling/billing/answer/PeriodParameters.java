package io.ucmbilling.billing.answer;

import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import io.swagger.v3.oas.annotations.media.Schema;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** The parameters of a period, as the OpenAPI document has them. */
@Parameter(
        name = "from",
        in = ParameterIn.QUERY,
        description =
                "Begin of the period, inclusive: an RFC 3339 instant with offset, in which + is sent as %2B, or a date,"
                        + " which stands for its first instant in the zone. Without it: from the beginning.",
        example = "2026-03-01",
        schema = @Schema(type = "string"))
@Parameter(
        name = "to",
        in = ParameterIn.QUERY,
        description = "End of the period, exclusive, as from. Without it: without an end.",
        example = "2026-04-01T00:00:00Z",
        schema = @Schema(type = "string"))
@Parameter(
        name = "zone",
        in = ParameterIn.QUERY,
        description = "The zone of dates, a name of the tz database.",
        example = "America/Chicago",
        schema = @Schema(type = "string", defaultValue = "UTC"))
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface PeriodParameters {}
