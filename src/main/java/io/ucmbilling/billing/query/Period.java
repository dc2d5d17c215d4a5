package io.ucmbilling.billing.query;

import io.ucmbilling.billing.problem.Problem;
import io.ucmbilling.billing.problem.ProblemException;
import java.time.Instant;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/**
 * Period that {@code from}, {@code to} and {@code zone} stand for (billing contract B1).
 *
 * @param from inclusive; null: from the beginning
 * @param to exclusive; null: without an end
 * @param zone the one asked for, by default UTC
 */
public record Period(@Nullable Instant from, @Nullable Instant to, ZoneId zone) {
    private static final ZoneId UTC = ZoneId.of("UTC");

    /** Returns the period that a request asks for, and refuses one that ends before it begins. */
    public static Period of(ParameterValues parameters) {
        return in(parameters.one(Parameter.ZONE).orElse(UTC), parameters);
    }

    /** Returns the period whose dates are days of that zone, and refuses one that ends before it begins. */
    public static Period in(ZoneId zone, ParameterValues parameters) {
        Instant from =
                parameters.one(Parameter.FROM).map(bound -> bound.in(zone)).orElse(null);
        Instant to = parameters.one(Parameter.TO).map(bound -> bound.in(zone)).orElse(null);
        if (from != null && to != null && from.isAfter(to)) {
            throw reversed(parameters);
        }
        return new Period(from, to, zone);
    }

    /** Refuses a period that ends before it begins as far as that can be told without a zone. */
    static void refuseReversed(ParameterValues parameters) {
        PeriodBound from = parameters.one(Parameter.FROM).orElse(null);
        PeriodBound to = parameters.one(Parameter.TO).orElse(null);
        if (from != null
                && to != null
                && from.getClass() == to.getClass()
                && from.in(UTC).isAfter(to.in(UTC))) {
            throw reversed(parameters);
        }
    }

    private static ProblemException reversed(ParameterValues parameters) {
        return new ProblemException(Problem.wrongValue(
                Parameter.TO.name(),
                parameters.text(Parameter.TO),
                "an instant that is not before from, " + parameters.text(Parameter.FROM)));
    }
}
