package io.ucmbilling.simulator.rule;

import io.ucmbilling.contract.Shape;
import io.ucmbilling.simulator.client.Reply;
import io.ucmbilling.simulator.examination.Examination;
import io.ucmbilling.simulator.examination.Excerpts;
import io.ucmbilling.simulator.examination.Finding;
import io.ucmbilling.simulator.examination.Rule;
import io.ucmbilling.simulator.examination.Rule.Area;
import io.ucmbilling.simulator.examination.UnreadableAnswerException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Rules of JSON: its container, its fields, its values. */
final class FieldRules {
    private static final JsonMapper JSON = JsonMapper.shared();

    private FieldRules() {}

    static List<Rule> rules() {
        return List.of(
                rule(
                        "json-container",
                        "cdr holds the records, cdr_root where they nest",
                        "guide, output",
                        FieldRules::container),
                rule("json-strings", "each value in json is a string", "guide, output", FieldRules::strings),
                rule(
                        "json-fields",
                        "a record has all fields of its shape, in order",
                        "guide, output",
                        FieldRules::fields));
    }

    private static Rule rule(String id, String says, String source, Rule.Judge judge) {
        return new Rule(id, Area.FORMATS, says, source, judge);
    }

    /** The sample's document; its page was read before, within bounds, so that it is not too large for a tree. */
    private static JsonNode document(Examination examination) throws IOException, UnreadableAnswerException {
        Reply reply = examination.sample().reply();
        try {
            return JSON.readTree(reply.body());
        } catch (JacksonException e) {
            throw new UnreadableAnswerException(reply, "no JSON: " + e.getOriginalMessage());
        }
    }

    private static Finding container(Examination examination) throws IOException, UnreadableAnswerException {
        JsonNode document = document(examination);
        List<String> names = List.copyOf(document.propertyNames());
        Shape shape = shape(examination);
        String expected = shape == null ? "cdr or cdr_root" : shape.container();
        boolean right = names.size() == 1
                && document.path(names.getFirst()).isArray()
                && (shape == null
                        ? names.getFirst().matches("cdr|cdr_root")
                        : names.getFirst().equals(expected));
        return Finding.of(
                right,
                examination.sample().reply().question(),
                Excerpts.of(String.join(", ", names)),
                expected + " with an array");
    }

    /** By the newest field; null: there is no record. */
    private static @Nullable Shape shape(Examination examination) throws IOException, UnreadableAnswerException {
        return examination.sample().plain().stream()
                .findFirst()
                .map(record -> Shape.values()[record.generation() - 1])
                .orElse(null);
    }

    /** Records as they stand in the document, headers of nested ones left out (contract U3). */
    private static List<JsonNode> records(JsonNode node) {
        List<JsonNode> records = new ArrayList<>();
        collect(node, records);
        return records;
    }

    private static void collect(JsonNode node, List<JsonNode> records) {
        if (node.isObject() && !node.path("AcctId").asString("").isEmpty()) {
            records.add(node);
            return;
        }
        node.forEach(child -> collect(child, records));
    }

    private static Finding strings(Examination examination) throws IOException, UnreadableAnswerException {
        List<JsonNode> records = records(document(examination));
        if (records.isEmpty()) {
            return Finding.unknown("there is no record");
        }
        String other = records.stream()
                .flatMap(record -> record.properties().stream())
                .filter(member -> !member.getValue().isString())
                .map(member -> member.getKey() + ": " + member.getValue().getNodeType())
                .findFirst()
                .orElse(null);
        return Finding.of(
                other == null,
                examination.sample().reply().question(),
                other == null ? "strings alone" : Excerpts.of(other),
                "strings alone");
    }

    private static Finding fields(Examination examination) throws IOException, UnreadableAnswerException {
        List<JsonNode> records = records(document(examination));
        Shape shape = shape(examination);
        if (records.isEmpty() || shape == null) {
            return Finding.unknown("there is no record");
        }
        List<String> wanted =
                shape.fields().stream().map(field -> field.wireName()).toList();
        for (JsonNode record : records) {
            List<String> found = Stream.of(record.propertyNames().toArray(String[]::new))
                    .filter(name -> !name.equals("cdr"))
                    .toList();
            boolean newer = !wanted.containsAll(found);
            if (newer ? !inOrder(found, wanted) : !found.equals(wanted)) {
                return Finding.of(
                        false, examination.sample().reply().question(), first(found, wanted), shape.keys() + " fields");
            }
        }
        return Finding.of(
                true, examination.sample().reply().question(), "complete", wanted.size() + " fields or newer");
    }

    /** Of newer firmware (contract U2): unknown fields may be among them, and empty ones may be left out. */
    private static boolean inOrder(List<String> found, List<String> wanted) {
        List<String> known = found.stream().filter(wanted::contains).toList();
        return known.equals(wanted.stream().filter(found::contains).toList());
    }

    private static String first(List<String> found, List<String> wanted) {
        return wanted.stream()
                .filter(name -> !found.contains(name))
                .findFirst()
                .map(name -> name + " is missing")
                .orElse("another order");
    }
}
