package io.ucmbilling.simulator.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ucmbilling.simulator.client.CheckException;
import io.ucmbilling.simulator.client.Target;
import io.ucmbilling.simulator.deviation.Deviations;
import io.ucmbilling.simulator.examination.Finding;
import io.ucmbilling.simulator.examination.Rule;
import io.ucmbilling.simulator.examination.Verdict;
import io.ucmbilling.simulator.fleet.Firmware;
import io.ucmbilling.simulator.rule.Rules;
import io.ucmbilling.testing.Documents;
import io.ucmbilling.testing.ucm.Fault;
import io.ucmbilling.testing.ucm.FaultSchedule;
import io.ucmbilling.testing.ucm.HostileAnswer;
import io.ucmbilling.testing.ucm.HttpAnswer;
import io.ucmbilling.testing.ucm.HttpFilter;
import io.ucmbilling.testing.ucm.HttpRequest;
import io.ucmbilling.testing.ucm.SimulatedUcm;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ConformanceTest {
    private static final Rule FIRST = Rules.of("records-limit");

    @ParameterizedTest
    @EnumSource
    void findsNoDeviationOfAUcmAsItIs(Firmware firmware) throws Exception {
        try (SimulatedServer server = new SimulatedServer(firmware)) {
            Report report = server.check(Rules.ALL);

            assertThat(report.lines())
                    .allSatisfy(line -> assertThat(line.finding().verdict())
                            .as(line.toString())
                            .isNotEqualTo(Verdict.DEVIATES));
            assertThat(report.count(Verdict.CANNOT_BE_TOLD))
                    .as(ReportTable.of(report, true))
                    .isZero();
        }
    }

    @Test
    void cannotTellMuchOfAnEmptyUcm() throws Exception {
        try (SimulatedServer server = new SimulatedServer(Firmware.FIELDS_22, 0, 0)) {
            Report report = server.check(Rules.ALL);

            assertThat(report.count(Verdict.DEVIATES))
                    .as(ReportTable.of(report, true))
                    .isZero();
            assertThat(report.count(Verdict.CANNOT_BE_TOLD)).isGreaterThan(40);
        }
    }

    @Test
    void tellsADeviationOfAnAnswerThatBreaksOff() throws Exception {
        try (SimulatedServer server = new SimulatedServer(Firmware.FIELDS_22, 1, 100)) {
            FaultSchedule faults = server.member().ucm().faults();
            faults.afterEachPage(first -> faults.randomly(1, 1, Fault.HALF_BODY));

            Finding finding = server.check(List.of(FIRST)).lines().getFirst().finding();

            assertThat(finding.verdict()).isEqualTo(Verdict.DEVIATES);
            assertThat(finding.found()).startsWith("no answer: ");
        }
    }

    @Test
    void claimsNoDeviationWhileTheRecordsChange() throws Exception {
        try (SimulatedServer server = new SimulatedServer(Firmware.FIELDS_22, 1, 100)) {
            SimulatedUcm ucm = server.member().ucm();
            server.member().filter(Deviations.named("NUM_RECORDS_IGNORED").filter());
            ucm.faults().afterEachPage(page -> ucm.pbx().deleteOldest(1));

            assertThat(server.check(List.of(FIRST)).lines().getFirst().finding().verdict())
                    .isEqualTo(Verdict.CANNOT_BE_TOLD);
        }
    }

    /** Rule listing-missing: no document says whether it is 404 or an empty listing. */
    @Test
    void takesAnEmptyListingOfADirectoryThatIsNotThere() throws Exception {
        try (SimulatedServer server = new SimulatedServer(Firmware.FIELDS_22)) {
            server.member().filter(new HttpFilter() {
                @Override
                public HttpAnswer answer(HttpRequest asked, HttpAnswer answer) {
                    return answer.status() == 404 ? answer.withStatus(200).withText("Directory,Filename\r\n") : answer;
                }
            });

            Report report = server.check(List.of(Rules.of("listing-missing")));

            assertThat(report.count(Verdict.AGREES)).isEqualTo(1);
        }
    }

    @Test
    void sendsARefusedPasswordOnceForEachSchemeAndNoMore() throws Exception {
        try (SimulatedServer server = new SimulatedServer(Firmware.FIELDS_22, 1, 100);
                Conformance conformance =
                        new Conformance(target(server.member().ucm().url(), new Target.Login("cdrapi", "wrong"), 30))) {

            assertThatThrownBy(() -> conformance.check(Rules.ALL)).hasMessageContaining("refused (401)");
            assertThat(server.member().ucm().asked().wrongPasswords()).isEqualTo(2);
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = HostileAnswer.class,
            names = {"ENDLESS_BODY", "ENDLESS_HEADERS", "ENDLESS_CONTINUES", "DRIBBLED_BODY", "SILENCE", "REDIRECTS"})
    void endsWhateverIsAnswered(HostileAnswer answer) {
        try (SimulatedServer server = new SimulatedServer(Firmware.FIELDS_22, 0, 0)) {
            server.member().ucm().answerAll(answer);
            Target target = target(server.member().ucm().url(), SimulatedServer.LOGIN, 1);
            try (Conformance conformance = new Conformance(target)) {
                assertThat(conformance.check(List.of(FIRST)).count(Verdict.DEVIATES))
                        .isEqualTo(1);
            } catch (CheckException e) {
                assertThat(e).hasMessageContaining("does not answer");
            }
        }
    }

    private static Target target(URI url, Target.@Nullable Login login, int seconds) {
        return new Target(
                url,
                login,
                null,
                new Target.Trust(true, false),
                new Target.Limits(200, 1_000_000, Duration.ofSeconds(seconds), 1 << 20, 400));
    }

    @Test
    void isDocumentedRuleByRule() {
        String rules = Documents.text(Path.of("src/docs/simulator.md")).split("## The rules\n")[1];
        List<String> expected = Rules.ALL.stream()
                .map(rule -> "| `" + rule.id() + "` | " + rule.says() + " | " + rule.source() + " |")
                .toList();

        assertThat(Documents.found(Pattern.compile("(?m)^(\\| `.*\\|)$"), rules))
                .isEqualTo(expected);
    }
}
