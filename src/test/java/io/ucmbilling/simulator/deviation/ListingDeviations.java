package io.ucmbilling.simulator.deviation;

import static io.ucmbilling.simulator.deviation.Changes.Api.RECAPI;
import static io.ucmbilling.simulator.deviation.Changes.has;
import static io.ucmbilling.simulator.deviation.Changes.value;

import io.ucmbilling.testing.ucm.HttpAnswer;
import io.ucmbilling.testing.ucm.HttpRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Other listings. */
final class ListingDeviations {
    private ListingDeviations() {}

    static List<Deviation> all() {
        return List.of(
                new Deviation(
                        "LISTING_AS_TEXT",
                        "listing",
                        Changes.answer(
                                RECAPI,
                                (asked, answer) -> answer.contentType().equals("text/csv")
                                        ? answer.withContentType("text/plain")
                                        : answer)),
                new Deviation(
                        "LISTING_WITHOUT_HEADER",
                        "listing-header",
                        Changes.answer(RECAPI, (asked, answer) -> headless(answer))),
                new Deviation(
                        "DIRECTORY_REFUSED",
                        "listing-directory",
                        Changes.status(RECAPI, ListingDeviations::lists, 404)),
                new Deviation(
                        "SEVERAL_DIRECTORIES_REFUSED",
                        "listing-several",
                        Changes.status(
                                RECAPI, asked -> lists(asked) && asked.target().contains("@"), 404)),
                new Deviation(
                        "MISSING_DIRECTORY_LISTED",
                        "listing-missing",
                        Changes.answer(
                                RECAPI,
                                (asked, answer) -> lists(asked) && answer.status() == 404
                                        ? answer.withStatus(200).withText("Directory,Filename\nmonitor,auto.wav\n")
                                        : answer)),
                new Deviation("EMPTY_FILEDIR_READ", "listing-empty", value(RECAPI, "filedir", "", value -> null)),
                new Deviation(
                        "FIRST_FILEDIR",
                        "listing-repeated",
                        Changes.parameters(RECAPI, given -> first(given, "filedir"))));
    }

    private static HttpAnswer headless(HttpAnswer answer) {
        return answer.contentType().equals("text/csv")
                ? answer.withText(answer.text().replaceFirst("Directory,Filename\n", ""))
                : answer;
    }

    private static boolean lists(HttpRequest asked) {
        String query = asked.query();
        List<String> given =
                query == null ? List.of() : Stream.of(query.split("&")).toList();
        return has(given, "filedir") && !has(given, "filename");
    }

    /** Of several of that name the first alone. */
    static List<String> first(List<String> parameters, String name) {
        List<String> kept = new ArrayList<>();
        for (String parameter : parameters) {
            if (!parameter.startsWith(name + "=") || !has(kept, name)) {
                kept.add(parameter);
            }
        }
        return kept;
    }
}
