package io.ucmbilling.simulator.deviation;

import static io.ucmbilling.simulator.deviation.Changes.Api.CDRAPI;
import static io.ucmbilling.simulator.deviation.Changes.value;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Wrong requests that are served. */
final class WrongRequestDeviations {
    private static final String PARTY = "caller|callee|answeredby";

    private WrongRequestDeviations() {}

    static List<Deviation> all() {
        return List.of(
                new Deviation("UNKNOWN_IGNORED", "unknown-parameter", value(CDRAPI, "caler", value -> null)),
                new Deviation(
                        "FIRST_OF_TWO",
                        "repeated-parameter",
                        Changes.parameters(CDRAPI, WrongRequestDeviations::firsts)),
                new Deviation("EMPTY_VALUE_IGNORED", "empty-value", value(CDRAPI, PARTY, "", value -> null)),
                new Deviation(
                        "COMMA_FIRST_READ", "comma-first", value(CDRAPI, PARTY, ",.*", value -> value.substring(1))),
                new Deviation("COMMAS_READ", "comma-twice", value(CDRAPI, PARTY, value -> value.replaceAll(",+", ","))),
                new Deviation(
                        "AMPERSAND_READ",
                        "ending-ampersand",
                        Changes.query(CDRAPI, query -> query.replaceFirst("&$", ""))),
                new Deviation(
                        "HYPHENS_READ",
                        "several-hyphens",
                        value(CDRAPI, PARTY, ".*-.*-", value -> value.replaceFirst("-$", ""))),
                new Deviation("NO_DIGITS_IGNORED", "no-digits", value(CDRAPI, "minDur", "-.*", value -> null)),
                new Deviation(
                        "FRACTION_READ",
                        "fractions",
                        value(CDRAPI, "minDur", value -> value.replaceFirst("\\..*", ""))),
                new Deviation(
                        "CHARACTERS_DROPPED",
                        "disallowed-characters",
                        value(CDRAPI, PARTY, value -> value.replace("%24", ""))),
                new Deviation("WRONG_TIME_IGNORED", "wrong-time", value(CDRAPI, "endTime", "tomorrow", value -> null)),
                new Deviation(
                        "WRONG_FORMAT_400",
                        "wrong-format",
                        Changes.status(CDRAPI, asked -> asked.target().contains("format=pdf"), 400)));
    }

    /** Each parameter's first value, but for caller and callee. */
    private static List<String> firsts(List<String> parameters) {
        Set<String> names = new HashSet<>();
        return parameters.stream()
                .filter(parameter -> parameter.matches("(" + PARTY + ")=.*")
                        || names.add(parameter.split("=", 2)[0]))
                .toList();
    }
}
