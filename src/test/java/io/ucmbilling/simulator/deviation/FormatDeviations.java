package io.ucmbilling.simulator.deviation;

import static io.ucmbilling.simulator.deviation.Changes.Api.CDRAPI;
import static io.ucmbilling.simulator.deviation.Changes.and;
import static io.ucmbilling.simulator.deviation.Changes.has;
import static io.ucmbilling.simulator.deviation.Changes.text;

import io.ucmbilling.testing.ucm.HttpAnswer;
import io.ucmbilling.testing.ucm.HttpRequest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.stream.Collectors;
import java.util.zip.GZIPOutputStream;

/** Other formats, or the same ones written in another way. */
final class FormatDeviations {
    private static final String NAMES =
            "format|numRecords|offset|caller|callee|answeredby|startTime|endTime|minDur|maxDur";
    private static final String STRING = "\"(?:[^\"\\\\]|\\\\.)*\"";

    private FormatDeviations() {}

    static List<Deviation> all() {
        return List.of(
                new Deviation(
                        "JSON_BY_DEFAULT",
                        "format-default",
                        Changes.parameters(CDRAPI, given -> has(given, "format") ? given : and(given, "format=json"))),
                new Deviation(
                        "FORMAT_IN_LOWER_CASE",
                        "format-case",
                        Changes.value(CDRAPI, "format", "[A-Z]+", value -> "unknown")),
                new Deviation("NAMES_IN_ONE_CASE", "name-case", Changes.parameters(CDRAPI, FormatDeviations::exact)),
                new Deviation(
                        "HTML_TYPE",
                        "content-type",
                        Changes.answer(CDRAPI, (asked, answer) -> answer.withContentType("text/html"))),
                new Deviation("COMPRESSED", "no-compression", Changes.answer(CDRAPI, FormatDeviations::gzip)),
                new Deviation(
                        "COLUMNS_SWAPPED", "csv-header", text(CDRAPI, body -> body.replace("src,dst", "dst,src"))),
                new Deviation("CSV_QUOTED", "csv-records", text(CDRAPI, FormatDeviations::quoted)),
                new Deviation("ROWS_FOR_ROOT", "xml-container", text(CDRAPI, body -> body.replace("root>", "rows>"))),
                new Deviation("XML_UNESCAPED", "xml-records", text(CDRAPI, FormatDeviations::unescaped)),
                new Deviation("NOTHING_IS_404", "empty-containers", Changes.answer(CDRAPI, FormatDeviations::missing)),
                new Deviation("FORM_IGNORED", "form-body", Changes.request(CDRAPI, asked -> asked.withText(""))),
                new Deviation(
                        "OTHER_CONTAINER",
                        "json-container",
                        text(CDRAPI, body -> body.replaceFirst("\"cdr(_root)?\":\n", "\"records\":\n"))),
                new Deviation(
                        "NUMBERS_UNQUOTED",
                        "json-strings",
                        text(CDRAPI, body -> body.replaceAll("(\"duration\": )\"([0-9]+)\"", "$1$2"))),
                new Deviation(
                        "FIELD_MISSING",
                        "json-fields",
                        text(CDRAPI, body -> body.replaceAll("\"lastdata\": " + STRING + ", ", ""))));
    }

    private static List<String> exact(List<String> parameters) {
        return parameters.stream()
                .map(parameter -> parameter.split("=", 2)[0].matches(NAMES) ? parameter : "unknown=1")
                .toList();
    }

    private static HttpAnswer gzip(HttpRequest asked, HttpAnswer answer) {
        String accepted = asked.header("accept-encoding");
        if (answer.status() != 200 || accepted == null || !accepted.contains("gzip")) {
            return answer;
        }
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
            out.write(answer.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new HttpAnswer(200, answer.contentType(), packed.toByteArray(), answer.headers())
                .withHeader("Content-Encoding: gzip");
    }

    private static String quoted(String body) {
        return !body.startsWith("AcctId,")
                ? body
                : body.lines()
                        .map(line -> line.startsWith("AcctId,") ? line : '"' + line.replace(",", "\",\"") + '"')
                        .collect(Collectors.joining("\n", "", "\n"));
    }

    private static String unescaped(String body) {
        return body.replace("&quot;", "\"")
                .replace("&lt;", "<")
                .replace("&gt;", ">")
                .replace("&amp;", "&");
    }

    private static HttpAnswer missing(HttpRequest asked, HttpAnswer answer) {
        String text = answer.text().replaceAll("\\s", "");
        boolean empty = text.endsWith("<root></root>") || text.endsWith("[]}") || text.endsWith(",service");
        return answer.status() == 200 && empty ? answer.withStatus(404) : answer;
    }
}
