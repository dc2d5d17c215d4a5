package io.ucmbilling.simulator.deviation;

import static io.ucmbilling.simulator.deviation.Changes.Api.RECAPI;
import static io.ucmbilling.simulator.deviation.Changes.has;
import static io.ucmbilling.simulator.deviation.Changes.value;

import io.ucmbilling.testing.ucm.HttpAnswer;
import io.ucmbilling.testing.ucm.HttpFilter;
import java.util.List;

/** Other files, or none. */
final class FileDeviations {
    private static final String NONE = "none.wav";

    private FileDeviations() {}

    static List<Deviation> all() {
        return List.of(
                new Deviation("FILE_AS_OCTETS", "file", type("audio/wav", "application/octet-stream")),
                new Deviation(
                        "MONITOR_UNKNOWN",
                        "file-monitor",
                        Changes.parameters(
                                RECAPI, given -> has(given, "filedir") ? given : List.of("filename=" + NONE))),
                new Deviation("ZIP_FOR_TAR", "file-several", Changes.answer(RECAPI, (asked, answer) -> zip(answer))),
                new Deviation(
                        "ALL_OR_NOTHING",
                        "file-one-of-several",
                        value(RECAPI, "filename", ".*@no-such.*", value -> NONE)),
                new Deviation(
                        "MISSING_FILE_200",
                        "file-missing",
                        Changes.answer(
                                RECAPI, (asked, answer) -> answer.status() == 404 ? answer.withStatus(200) : answer)),
                new Deviation(
                        "FIRST_DIRECTORY_READ",
                        "file-directories",
                        Changes.parameters(RECAPI, FileDeviations::firstDirectory)),
                new Deviation("EMPTY_NAME_LISTS", "file-empty", value(RECAPI, "filename", "", value -> null)),
                new Deviation(
                        "FIRST_FILENAME",
                        "file-repeated",
                        Changes.parameters(RECAPI, given -> ListingDeviations.first(given, "filename"))),
                new Deviation("DOTS_REFUSED", "file-skipped", value(RECAPI, "filename", ".*\\.\\..*", value -> NONE)),
                new Deviation(
                        "POST_REFUSED",
                        "file-post",
                        Changes.status(RECAPI, asked -> asked.method().equals("POST"), 405)),
                new Deviation(
                        "HEAD_REFUSED",
                        "file-head",
                        Changes.status(RECAPI, asked -> asked.method().equals("HEAD"), 405)),
                new Deviation("RANGE_IGNORED", "file-range", Changes.request(RECAPI, asked -> asked.without("range"))));
    }

    private static HttpFilter type(String from, String to) {
        return Changes.answer(
                RECAPI, (asked, answer) -> answer.contentType().equals(from) ? answer.withContentType(to) : answer);
    }

    private static HttpAnswer zip(HttpAnswer answer) {
        return answer.contentType().equals("application/x-tar")
                ? answer.withContentType("application/zip").withText("PK")
                : answer;
    }

    private static List<String> firstDirectory(List<String> parameters) {
        return !has(parameters, "filename")
                ? parameters
                : parameters.stream()
                        .map(parameter ->
                                parameter.startsWith("filedir=") ? parameter.split("@", 2)[0] : parameter)
                        .toList();
    }
}
