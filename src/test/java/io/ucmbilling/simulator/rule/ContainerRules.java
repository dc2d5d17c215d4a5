package io.ucmbilling.simulator.rule;

import io.ucmbilling.contract.CdrRecord;
import io.ucmbilling.contract.Format;
import io.ucmbilling.contract.Shape;
import io.ucmbilling.simulator.client.Reply;
import io.ucmbilling.simulator.examination.EmptyContainers;
import io.ucmbilling.simulator.examination.Examination;
import io.ucmbilling.simulator.examination.Excerpts;
import io.ucmbilling.simulator.examination.Finding;
import io.ucmbilling.simulator.examination.Rule;
import io.ucmbilling.simulator.examination.Rule.Area;
import io.ucmbilling.simulator.examination.UnreadableAnswerException;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Rules of what csv and xml look like, and of answers without a record. */
final class ContainerRules {
    private static final int FEW = 20;

    private ContainerRules() {}

    static List<Rule> rules() {
        return List.of(
                rule(
                        "csv-header",
                        "csv begins with the names of a known shape",
                        "guide, output",
                        ContainerRules::csvHeader),
                rule(
                        "csv-records",
                        "csv holds the records that json holds",
                        "guide, output",
                        ContainerRules::csvRecords),
                rule(
                        "xml-container",
                        "xml is a root with a cdr for each record",
                        "guide, output",
                        ContainerRules::xmlContainer),
                rule(
                        "xml-records",
                        "xml holds the records that json holds",
                        "guide, output",
                        ContainerRules::xmlRecords),
                rule(
                        "empty-containers",
                        "no record is 200 with the container alone",
                        "guide, note",
                        ContainerRules::empty));
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

    /** The shape that this header line names; null: none. */
    private static @Nullable Shape shape(String header) {
        return Stream.of(Shape.values())
                .filter(shape -> header.strip().equals(names(shape)))
                .findFirst()
                .orElse(null);
    }

    private static String names(Shape shape) {
        return String.join(
                ",", shape.fields().stream().map(field -> field.wireName()).toList());
    }

    private static Finding csvHeader(Examination examination) throws IOException {
        Reply reply = few(examination, "csv");
        String header = firstLine(reply);
        Shape shape = shape(header);
        int columns = header.split(",").length;
        return Finding.of(
                shape != null,
                reply.question(),
                columns + " columns" + (shape == null ? ", " + difference(header) : ""),
                "the 22, 27, 32 or 43 names of a generation, in their order");
    }

    /** Where the header leaves that of the shape that begins like it. */
    private static String difference(String header) {
        String[] found = header.split(",");
        List<String> known = Arrays.asList(names(Shape.KEYS_44).split(","));
        for (int i = 0; i < found.length && i < known.size(); i++) {
            if (!found[i].equals(known.get(i))) {
                return "of which number " + (i + 1) + " is " + Excerpts.of(found[i]) + ", expected " + known.get(i);
            }
        }
        return "which is no generation's number";
    }

    private static Finding csvRecords(Examination examination) throws IOException, UnreadableAnswerException {
        return sameRecords(examination, Format.CSV);
    }

    private static Finding xmlRecords(Examination examination) throws IOException, UnreadableAnswerException {
        return sameRecords(examination, Format.XML);
    }

    /** Line or element by line or element; where json nests, its page may hold more legs. */
    private static Finding sameRecords(Examination examination, Format format)
            throws IOException, UnreadableAnswerException {
        List<String> json =
                examination.sample().plain().stream().map(ContainerRules::known).toList();
        Reply reply = few(examination, format.name().toLowerCase(Locale.ROOT));
        List<CdrRecord> records = Examination.records(format, reply);
        if (json.isEmpty()) {
            return Finding.unknown("there is no record");
        }
        long others = records.stream()
                .map(ContainerRules::known)
                .filter(record -> !json.contains(record))
                .count();
        return Finding.of(
                others == 0 && !records.isEmpty(),
                reply.question(),
                records.size() + " records, " + others + " of them not as in json",
                "the same records as in json");
    }

    /** The values of the fields that every format has. */
    private static String known(CdrRecord record) {
        return Shape.KEYS_44.fields().stream()
                .map(record::text)
                .map(value -> value.replaceAll("[\\r\\n]", " "))
                .toList()
                .toString();
    }

    private static Finding xmlContainer(Examination examination) throws IOException {
        Reply reply = few(examination, "xml");
        String text = reply.text().strip();
        boolean framed = text.startsWith("<root>") && text.endsWith("</root>");
        boolean filled = text.contains("<cdr>") || examinedEmpty(text);
        String begin =
                Excerpts.of(text.substring(0, Math.min(40, text.length())).replace("\n", " "));
        return Finding.of(framed && filled, reply.question(), begin, "<root> <cdr>…</cdr> </root>");
    }

    private static boolean examinedEmpty(String text) {
        return text.replaceAll("\\s", "").equals("<root></root>");
    }

    private static Finding empty(Examination examination) throws IOException {
        for (Format format : Format.values()) {
            Reply reply = examination.cdr("format=" + format.name().toLowerCase(Locale.ROOT) + "&numRecords=0");
            String wrong = EmptyContainers.difference(format, reply);
            if (wrong != null) {
                return Finding.of(false, reply.question(), wrong, EmptyContainers.expected(format));
            }
        }
        return Finding.of(true, Objects.requireNonNull(examination.lastAsked()), "as expected", "the container alone");
    }
}
