package io.ucmbilling.normalisation;

import static org.assertj.core.api.Assertions.assertThat;

import io.ucmbilling.call.Direction;
import io.ucmbilling.call.Leg;
import io.ucmbilling.call.Side;
import io.ucmbilling.contract.CdrRecord;
import io.ucmbilling.contract.Field;
import io.ucmbilling.contract.Format;
import io.ucmbilling.testing.Samples;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** Every leg of every sample reads as {@code expected.json} says. */
class ExpectedReadingTest {

    static Stream<Samples.Sample> samples() {
        return Samples.withLegs().filter(sample -> sample.format() == Format.JSON);
    }

    @ParameterizedTest
    @MethodSource("samples")
    void readsEveryLegAsExpected(Samples.Sample sample) throws Exception {
        LegReader reader = new LegReader(new PbxProfile(sample.zoneId(), sample.model(), Map.of()));
        List<Map<String, Object>> read = new ArrayList<>();
        for (var entry : sample.page().entries()) {
            CdrRecord record = (CdrRecord) entry;
            read.add(values(reader.read(record), record));
        }
        assertThat(read)
                .containsExactlyElementsOf(
                        sample.legs().stream().map(ExpectedReadingTest::values).toList());
    }

    private static Map<String, Object> values(JsonNode expected) {
        Map<String, Object> values = new LinkedHashMap<>();
        for (String name : List.of(
                "session",
                "acctId",
                "uniqueid",
                "startedAt",
                "answeredAt",
                "endedAt",
                "durationSeconds",
                "billableSeconds",
                "status",
                "direction",
                "trunk",
                "trunkName",
                "sourceTrunk",
                "sourceTrunkName",
                "destinationTrunk",
                "destinationTrunkName",
                "callerNumber",
                "presentedNumber",
                "callerName",
                "callee",
                "answeredBy",
                "recordings",
                "recordingPaths")) {
            JsonNode node = Objects.requireNonNull(expected.get(name), name);
            values.put(
                    name,
                    node.isArray()
                            ? node.valueStream()
                                    .map(JsonNode::stringValue)
                                    .toList()
                                    .toString()
                            : node.isNull() ? "-" : node.asString());
        }
        return values;
    }

    private static Map<String, Object> values(Leg leg, CdrRecord record) {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("session", record.has(Field.SESSION) ? leg.session() : "-");
        values.put("acctId", "" + leg.acctId());
        values.put("uniqueid", leg.uniqueid());
        values.put("startedAt", text(leg.startedAt()));
        values.put("answeredAt", text(leg.answeredAt()));
        values.put("endedAt", text(leg.endedAt()));
        values.put("durationSeconds", "" + leg.durationSeconds());
        values.put("billableSeconds", "" + leg.billableSeconds());
        values.put("status", leg.status().name());
        values.put("direction", leg.direction().name());
        values.put("trunk", text(leg.trunk()));
        values.put("trunkName", text(leg.trunkName()));
        side(values, "source", leg.source());
        side(values, "destination", leg.destination());
        values.put("callerNumber", text(leg.callerNumber()));
        values.put("presentedNumber", text(leg.presentedNumber()));
        values.put("callerName", text(leg.callerName()));
        values.put("callee", leg.callee());
        values.put("answeredBy", text(leg.answeredBy()));
        values.put("recordings", leg.recordings().toString());
        values.put("recordingPaths", leg.recordingPaths().toString());
        assertThat(leg.direction() == Direction.INTERNAL && leg.trunk() != null)
                .as("an internal leg with a trunk")
                .isFalse();
        return values;
    }

    private static void side(Map<String, Object> values, String name, Side side) {
        values.put(name + "Trunk", text(side.onTrunk() ? side.trunk() : null));
        values.put(name + "TrunkName", text(side.onTrunk() ? side.trunkName() : null));
    }

    private static String text(@Nullable Object value) {
        return value instanceof Instant || value instanceof String ? value.toString() : "-";
    }
}
