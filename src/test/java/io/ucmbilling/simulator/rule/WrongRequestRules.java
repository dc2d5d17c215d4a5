package io.ucmbilling.simulator.rule;

import io.ucmbilling.contract.Field;
import io.ucmbilling.contract.Format;
import io.ucmbilling.simulator.client.Reply;
import io.ucmbilling.simulator.examination.EmptyContainers;
import io.ucmbilling.simulator.examination.Examination;
import io.ucmbilling.simulator.examination.Finding;
import io.ucmbilling.simulator.examination.Rule;
import io.ucmbilling.simulator.examination.Rule.Area;
import io.ucmbilling.simulator.examination.UnreadableAnswerException;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/** Rules of requests that break a rule: no record comes, the container alone, by 200 (guide, <i>Note</i>; contract S2). */
final class WrongRequestRules {
    private static final String NOTE = "guide, note";

    private WrongRequestRules() {}

    static List<Rule> rules() {
        return List.of(
                rule("unknown-parameter", "an unknown parameter", NOTE, "caler=@"),
                rule(
                        "repeated-parameter",
                        "a parameter twice, but for caller and callee",
                        NOTE,
                        "maxDur=99999999&maxDur=99999999"),
                rule("empty-value", "an empty value", NOTE, "caller="),
                rule("comma-first", "a list that begins with a comma", NOTE, "caller=,@"),
                rule("comma-twice", "a list with two commas in a row", NOTE, "caller=@,,@"),
                ending(),
                rule("several-hyphens", "a range with several hyphens", NOTE, "caller=0-99999999-"),
                rule("no-digits", "other characters than digits in a number", NOTE, "minDur=-1"),
                rule("fractions", "a fraction in a number", NOTE, "minDur=0.0"),
                characters(),
                rule("wrong-time", "a time that is none", NOTE, "endTime=tomorrow"),
                new Rule(
                        "wrong-format",
                        Area.WRONG_REQUESTS,
                        "a format that is none comes as csv",
                        NOTE,
                        WrongRequestRules::format));
    }

    private static Rule rule(String id, String says, String source, String query) {
        return new Rule(
                id, Area.WRONG_REQUESTS, says, source, examination -> refused(examination, query + "&numRecords=3"));
    }

    private static Rule ending() {
        return new Rule(
                "ending-ampersand",
                Area.WRONG_REQUESTS,
                "a request that ends in &",
                NOTE,
                examination -> refused(examination, "numRecords=3&"));
    }

    private static Rule characters() {
        return new Rule(
                "disallowed-characters",
                Area.WRONG_REQUESTS,
                "a character that may not be in a value",
                NOTE,
                examination -> {
                    String caller =
                            examination.sample().common(Field.SRC, any -> true).orElse("@");
                    return refused(examination, "caller=" + caller + "%24&numRecords=3");
                });
    }

    /** In csv and json alike. */
    private static Finding refused(Examination examination, String query)
            throws IOException, UnreadableAnswerException {
        if (examination.sample().size() == 0) {
            return Finding.unknown("there is no record");
        }
        for (Format format : List.of(Format.CSV, Format.JSON)) {
            Reply reply = examination.cdr("format=" + format.name().toLowerCase(Locale.ROOT) + "&" + query);
            String wrong = EmptyContainers.difference(format, reply);
            if (wrong != null) {
                return Finding.of(false, reply.question(), wrong, EmptyContainers.expected(format));
            }
        }
        return Finding.of(true, examination.lastAsked(), "no record", EmptyContainers.expected(Format.JSON));
    }

    private static Finding format(Examination examination) throws IOException {
        Reply reply = examination.cdr("format=pdf&numRecords=3");
        String wrong = EmptyContainers.difference(Format.CSV, reply);
        return Finding.of(
                wrong == null,
                reply.question(),
                Objects.requireNonNullElse(wrong, "the header line alone"),
                EmptyContainers.expected(Format.CSV));
    }
}
