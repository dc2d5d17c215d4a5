package io.ucmbilling.simulator.rule;

import io.ucmbilling.contract.Format;
import io.ucmbilling.simulator.client.Question;
import io.ucmbilling.simulator.client.Reply;
import io.ucmbilling.simulator.examination.Examination;
import io.ucmbilling.simulator.examination.Finding;
import io.ucmbilling.simulator.examination.Rule;
import io.ucmbilling.simulator.examination.Rule.Area;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Rules of the three formats: which one comes, and how it is announced. */
final class FormatRules {
    private static final int FEW = 20;

    private FormatRules() {}

    static List<Rule> rules() {
        return List.of(
                rule(
                        "format-default",
                        "csv comes unless another format is asked for",
                        "guide, format",
                        FormatRules::byDefault),
                rule("format-case", "format takes its value in any case", "guide, query 1", FormatRules::anyCase),
                rule("name-case", "names of parameters are read in any case", "contract S2", FormatRules::anyName),
                rule("content-type", "each format has its content type", "contract S1.5", FormatRules::contentType),
                rule("no-compression", "bodies come uncompressed", "contract S1.5", FormatRules::plain),
                rule("form-body", "POST takes the parameters as a form", "contract S1.1", FormatRules::form));
    }

    private static Rule rule(String id, String says, String source, Rule.Judge judge) {
        return new Rule(id, Area.FORMATS, says, source, judge);
    }

    private static Reply few(Examination examination, String format) throws IOException {
        return examination.cdr("format=" + format + "&numRecords=" + FEW);
    }

    private static String firstLine(Reply reply) {
        return reply.text().lines().findFirst().orElse("");
    }

    private static Finding byDefault(Examination examination) throws IOException {
        Reply reply = examination.cdr("numRecords=1");
        boolean csv = reply.status() == 200 && firstLine(reply).startsWith("AcctId,");
        return Finding.of(csv, reply.question(), reply + "", "200 and a line that begins with AcctId,");
    }

    private static Finding anyCase(Examination examination) throws IOException {
        return same(few(examination, "json"), few(examination, "JSON"));
    }

    private static Finding anyName(Examination examination) throws IOException {
        return same(few(examination, "json"), examination.cdr("FORMAT=json&NUMRECORDS=" + FEW));
    }

    private static Finding form(Examination examination) throws IOException {
        return same(
                few(examination, "json"), examination.ask(Question.post("/cdrapi", "format=json&numRecords=" + FEW)));
    }

    private static Finding same(Reply expected, Reply found) {
        return Finding.of(
                found.status() == 200 && Arrays.equals(found.body(), expected.body()),
                found.question(),
                found + "",
                "the same as " + expected.question() + ": " + expected);
    }

    private static Finding contentType(Examination examination) throws IOException {
        for (Format format : Format.values()) {
            Reply reply = few(examination, format.name().toLowerCase(Locale.ROOT));
            if (!reply.mediaType().equals(format.mediaType())) {
                return Finding.of(false, reply.question(), reply + "", format.mediaType());
            }
        }
        return Finding.of(true, examination.lastAsked(), "as expected", "text/csv, application/xml, application/json");
    }

    private static Finding plain(Examination examination) throws IOException {
        Reply reply = examination.ask(
                Question.get("/cdrapi?format=json&numRecords=1").with("Accept-Encoding: gzip, deflate"));
        List<String> encodings = reply.header("Content-Encoding");
        return Finding.of(
                encodings.isEmpty() || encodings.equals(List.of("identity")),
                reply.question(),
                encodings.isEmpty() ? "no Content-Encoding" : "Content-Encoding: " + String.join(", ", encodings),
                "no Content-Encoding");
    }
}
