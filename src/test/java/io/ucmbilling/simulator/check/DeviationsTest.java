package io.ucmbilling.simulator.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.ucmbilling.simulator.deviation.Deviation;
import io.ucmbilling.simulator.deviation.Deviations;
import io.ucmbilling.simulator.examination.Finding;
import io.ucmbilling.simulator.examination.Rule;
import io.ucmbilling.simulator.examination.Verdict;
import io.ucmbilling.simulator.fleet.Firmware;
import io.ucmbilling.simulator.rule.Rules;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The kit finds what a UCM was told to do otherwise. */
class DeviationsTest {
    private static SimulatedServer server;

    @BeforeAll
    static void start() {
        server = new SimulatedServer(Firmware.FIELDS_33);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    static List<String> deviations() {
        return Deviations.ALL.stream().map(Deviation::name).toList();
    }

    @ParameterizedTest
    @MethodSource("deviations")
    void areFoundByTheirRule(String name) throws Exception {
        Deviation deviation = Deviations.named(name);
        server.member().ucm().unlock();
        server.member().filter(deviation.filter());

        Report report = server.check(List.of(Rules.of(deviation.rule())));

        Finding finding = report.lines().getFirst().finding();
        assertThat(finding.verdict()).as(finding.toString()).isEqualTo(Verdict.DEVIATES);
    }

    @Test
    void arePlantedForEveryRule() {
        assertThat(Deviations.ALL.stream().map(Deviation::rule))
                .containsExactlyInAnyOrderElementsOf(
                        Rules.ALL.stream().map(Rule::id).toList());
    }
}
