package io.ucmbilling.simulator.deviation;

import static io.ucmbilling.simulator.deviation.Changes.Api.CDRAPI;
import static io.ucmbilling.simulator.deviation.Changes.has;
import static io.ucmbilling.simulator.deviation.Changes.value;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/** Filters that match others. */
final class FilterDeviations {
    private static final String PARTY = "caller|callee";
    private static final String NOBODY = "nobody";

    private FilterDeviations() {}

    static List<Deviation> all() {
        return List.of(
                new Deviation("CALLER_IGNORED", "caller", value(CDRAPI, "caller", value -> null)),
                new Deviation("CALLEE_IGNORED", "callee", value(CDRAPI, "callee", value -> null)),
                new Deviation("ANSWEREDBY_IGNORED", "answeredby", value(CDRAPI, "answeredby", value -> null)),
                new Deviation("FIRST_OF_LIST", "list", value(CDRAPI, PARTY, value -> value.split(",", 2)[0])),
                new Deviation("LAST_CALLER", "list-repeated", Changes.parameters(CDRAPI, FilterDeviations::lastCaller)),
                new Deviation(
                        "COMMA_BEHIND_REFUSED", "list-comma-behind", value(CDRAPI, PARTY, ".*,", value -> value + ",")),
                new Deviation("WILDCARD_REFUSED", "wildcard-any", value(CDRAPI, PARTY, ".*@.*", value -> NOBODY)),
                new Deviation("UNDERSCORE_LITERAL", "wildcard-one", value(CDRAPI, PARTY, ".*_.*", value -> NOBODY)),
                new Deviation(
                        "HYPHEN_IS_RANGE",
                        "wildcard-hyphen",
                        value(CDRAPI, PARTY, ".+-.*@", value -> value.replace("@", ""))),
                new Deviation(
                        "RANGE_END_EXCLUDED",
                        "range",
                        value(CDRAPI, PARTY, "[0-9]+-[1-9][0-9]*", FilterDeviations::shorter)),
                new Deviation("ZERO_RANGE_NONE", "range-zero", value(CDRAPI, PARTY, "0-0", value -> NOBODY)),
                new Deviation(
                        "MINIMUM_EXCLUDED", "min-duration", value(CDRAPI, "minDur", "[0-9]+", value -> plus(value, 1))),
                new Deviation(
                        "MAXIMUM_EXCLUDED",
                        "max-duration",
                        value(CDRAPI, "maxDur", "[1-9][0-9]*", value -> plus(value, -1))),
                new Deviation(
                        "CALLER_ALONE", "filters-together", Changes.parameters(CDRAPI, FilterDeviations::callerAlone)));
    }

    private static List<String> lastCaller(List<String> parameters) {
        List<String> kept = new ArrayList<>();
        for (String parameter : parameters) {
            if (parameter.startsWith("caller=")) {
                kept.removeIf(other -> other.startsWith("caller="));
            }
            kept.add(parameter);
        }
        return kept;
    }

    private static List<String> callerAlone(List<String> parameters) {
        return !has(parameters, "caller")
                ? parameters
                : parameters.stream()
                        .filter(parameter -> !parameter.startsWith("maxDur="))
                        .toList();
    }

    private static String shorter(String range) {
        String[] ends = range.split("-");
        return ends[0] + "-" + plus(ends[1], -1);
    }

    private static String plus(String number, int more) {
        return new BigInteger(number).add(BigInteger.valueOf(more)).toString();
    }
}
