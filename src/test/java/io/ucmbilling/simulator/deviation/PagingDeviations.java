package io.ucmbilling.simulator.deviation;

import static io.ucmbilling.simulator.deviation.Changes.Api.CDRAPI;
import static io.ucmbilling.simulator.deviation.Changes.and;
import static io.ucmbilling.simulator.deviation.Changes.has;

import java.util.List;
import java.util.stream.Collectors;

/** Pages cut in another way. */
final class PagingDeviations {
    private static final String ITEM = "    {";

    private PagingDeviations() {}

    static List<Deviation> all() {
        return List.of(
                new Deviation(
                        "NUM_RECORDS_IGNORED",
                        "records-limit",
                        Changes.value(CDRAPI, "numRecords", "[1-9][0-9]*", value -> null)),
                new Deviation("ZERO_IS_ALL", "records-zero", Changes.value(CDRAPI, "numRecords", "0", value -> null)),
                new Deviation(
                        "HUNDRED_BY_DEFAULT",
                        "records-default",
                        Changes.parameters(
                                CDRAPI, given -> has(given, "numRecords") ? given : and(given, "numRecords=100"))),
                new Deviation(
                        "MAXIMUM_REFUSED",
                        "records-maximum",
                        Changes.value(CDRAPI, "numRecords", "[0-9]{4,}", value -> value.equals("1000") ? value : "no")),
                new Deviation("OFFSET_IGNORED", "offset", Changes.value(CDRAPI, "offset", value -> null)),
                new Deviation(
                        "LAST_PAGE_AGAIN",
                        "offset-beyond",
                        Changes.value(CDRAPI, "offset", "[0-9]{6,}", value -> null)),
                new Deviation(
                        "OFFSET_ONE_SHORT",
                        "paging-walk",
                        Changes.value(CDRAPI, "offset", "[1-9][0-9]*", value -> "" + (Long.parseLong(value) - 1))),
                new Deviation("DESCENDING", "order", Changes.text(CDRAPI, PagingDeviations::descending)));
    }

    /** Of a page in JSON the items the other way round. */
    private static String descending(String body) {
        List<String> lines = body.lines().toList();
        List<String> items = lines.stream()
                .filter(line -> line.startsWith(ITEM))
                .map(line -> line.replaceFirst(",$", ""))
                .toList();
        List<String> frame =
                lines.stream().filter(line -> !line.startsWith(ITEM)).toList();
        return items.isEmpty() || frame.size() < 5
                ? body
                : String.join("\n", frame.subList(0, 3))
                        + items.reversed().stream().collect(Collectors.joining(",\n", "\n", "\n"))
                        + String.join("\n", frame.subList(3, frame.size())) + "\n";
    }
}
