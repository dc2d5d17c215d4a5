package io.ucmbilling.simulator.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.ucmbilling.simulator.client.CheckException;
import io.ucmbilling.simulator.deviation.Deviations;
import io.ucmbilling.simulator.examination.Rule;
import io.ucmbilling.simulator.fleet.Firmware;
import io.ucmbilling.simulator.rule.Rules;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ReportTableTest {
    private static final List<Rule> TWO = List.of(Rules.of("offset"), Rules.of("records-zero"));

    @Test
    void staysWithinAHundredColumns() throws Exception {
        assertThat(ReportTable.of(report(), true).lines())
                .allSatisfy(line -> assertThat(line.codePointCount(0, line.length()))
                        .as(line)
                        .isLessThanOrEqualTo(100));
    }

    @Test
    void tellsWhatWasAskedOfADeviation() throws Exception {
        assertThat(ReportTable.of(report(), false))
                .contains("""
                    X DEVIATES  offset                offset=n skips n records                             guide, offset
                                asked     /cdrapi?format=json&numRecords=7&offset=7
                                found     number 1 first
                                expected  number 8 first
                    """)
                .endsWith("1 rules agree, 1 deviate, 0 cannot be told.\n");
    }

    @Test
    void isToldAsJsonToo() throws Exception {
        JsonNode json = JsonMapper.shared().readTree(ReportJson.of(report()));

        assertThat(json.path("deviates").asInt()).isEqualTo(1);
        assertThat(json.path("rules").get(0).path("verdict").asString()).isEqualTo("DEVIATES");
    }

    private static Report report() throws CheckException {
        try (SimulatedServer server = new SimulatedServer(Firmware.FIELDS_22, 2, 100)) {
            server.member().filter(Deviations.named("OFFSET_IGNORED").filter());
            return server.check(TWO);
        }
    }
}
