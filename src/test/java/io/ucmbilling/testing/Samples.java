package io.ucmbilling.testing;

import io.ucmbilling.contract.Format;
import io.ucmbilling.contract.Page;
import io.ucmbilling.contract.format.PageReader;
import io.ucmbilling.contract.page.RefusedPageException;
import io.ucmbilling.contract.page.UnreadablePageException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The fixtures under {@code /samples} and how {@code expected.json} says they read. */
public final class Samples {
    private static final Map<String, Sample> ALL = load();

    private Samples() {}

    /**
     * One file of {@code samples/}.
     *
     * @param name relative to {@code samples/}, such as {@code gen3/ring-group.json}
     * @param generation 1 to 5; 0 where the file has none
     * @param zone of the PBX's wall clock; null where the file holds no record
     * @param model of the PBX; null where the file holds no record
     * @param legs the expected reading, in document order
     * @param sessions AcctIds by session; empty in generations without one
     * @param error the status and message of a refusal; null: none
     */
    public record Sample(
            String name,
            int generation,
            @Nullable ZoneId zone,
            @Nullable String model,
            Format format,
            List<JsonNode> legs,
            Map<String, List<Long>> sessions,
            @Nullable JsonNode error) {

        /** The file as it is. */
        public byte[] bytes() {
            return Samples.bytes(name);
        }

        /** The file as the contract room reads it. */
        public Page page() throws UnreadablePageException, RefusedPageException {
            return PageReader.read(format, bytes());
        }

        /** The zone of a file that holds records. */
        public ZoneId zoneId() {
            return Objects.requireNonNull(zone, () -> name + " has no zone");
        }

        /** The name alone, so that a parameterised test is called by it. */
        @Override
        public String toString() {
            return name;
        }
    }

    /** Every file, in the order of {@code expected.json}. */
    public static List<Sample> all() {
        return List.copyOf(ALL.values());
    }

    /** Every file that holds legs: what a parameterised test over readings takes. */
    public static Stream<Sample> withLegs() {
        return ALL.values().stream().filter(sample -> !sample.legs().isEmpty());
    }

    /** The file of that name. */
    public static Sample sample(String name) {
        return Objects.requireNonNull(ALL.get(name), () -> name + " is not in expected.json");
    }

    public static byte[] bytes(String name) {
        return resource("/samples/" + name);
    }

    /** A file under {@code /field}: answers that were once read wrongly. */
    public static byte[] field(String name) {
        return resource("/field/" + name);
    }

    private static byte[] resource(String path) {
        try (InputStream in = Samples.class.getResourceAsStream(path)) {
            return Objects.requireNonNull(in, () -> path + " is missing").readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static String text(String name) {
        return new String(bytes(name), StandardCharsets.UTF_8);
    }

    private static Map<String, Sample> load() {
        Map<String, Sample> all = new LinkedHashMap<>();
        JsonNode files = JsonMapper.shared().readTree(bytes("expected.json")).get("files");
        files.properties().forEach(file -> all.put(file.getKey(), sample(file.getKey(), file.getValue())));
        return all;
    }

    private static Sample sample(String name, JsonNode file) {
        Map<String, List<Long>> sessions = new LinkedHashMap<>();
        file.path("sessions")
                .properties()
                .forEach(session -> sessions.put(session.getKey(), numbers(session.getValue())));
        String zone = file.path("zone").stringValue(null);
        return new Sample(
                name,
                file.path("generation").intValue(0),
                zone == null ? null : ZoneId.of(zone),
                file.path("model").stringValue(null),
                Objects.requireNonNull(Format.named(file.path("format").stringValue())),
                new ArrayList<>(file.path("legs").values()),
                sessions,
                file.get("error"));
    }

    private static List<Long> numbers(JsonNode array) {
        return array.values().stream().map(JsonNode::longValue).toList();
    }
}
