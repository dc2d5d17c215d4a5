package io.ucmbilling.cdrapi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ucmbilling.simulator.check.Conformance;
import io.ucmbilling.simulator.check.Report;
import io.ucmbilling.simulator.check.ReportTable;
import io.ucmbilling.simulator.client.Target;
import io.ucmbilling.simulator.examination.Verdict;
import io.ucmbilling.simulator.rule.Rules;
import io.ucmbilling.testing.RawHttps;
import io.ucmbilling.testing.pbx.Pbx;
import io.ucmbilling.testing.ucm.SimulatedUcm;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the conformance kit says of the gateway's own exports, over what it collected from a UCM. */
class ExportConformanceIT {
    private static final Target.Login LOGIN = new Target.Login("legacy", "legacy-password");
    private static final String BASIC = "Authorization: Basic "
            + Base64.getEncoder().encodeToString("legacy:legacy-password".getBytes(StandardCharsets.UTF_8));

    private static SimulatedUcm ucm;
    private static RunningGateway gateway;

    @BeforeAll
    static void start() {
        Instant now = Clock.systemUTC().instant();
        Pbx pbx = Pbx.seeded(7)
                .begin(now.minus(Duration.ofDays(12)))
                .callsPerHour(8)
                .build();
        pbx.advanceTo(now.minus(Duration.ofHours(6)));
        ucm = SimulatedUcm.over(pbx).start();
        gateway = RunningGateway.before(
                Map.of("branch-a", ucm),
                "exports.billing.username",
                LOGIN.user(),
                "exports.billing.password",
                LOGIN.password(),
                "exports.nested.enabled",
                "true",
                "exports.nested.address",
                "127.0.0.1:0",
                "exports.nested.permitted-ips[0]",
                "127.0.0.1",
                "exports.nested.username",
                LOGIN.user(),
                "exports.nested.password",
                LOGIN.password(),
                "exports.nested.path",
                "/nested",
                "exports.nested.shape",
                "33");
        int last = pbx.shownCount() - 1;
        await().atMost(Duration.ofMinutes(3))
                .until(() -> RawHttps.get(gateway.port(), "/cdrapi?offset=" + last, BASIC)
                                .text()
                                .lines()
                                .count()
                        == 2);
    }

    @AfterAll
    static void stop() {
        gateway.close();
        ucm.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/nested"})
    void findsNoDeviation(String path) throws Exception {
        Target target = new Target(
                URI.create("https://127.0.0.1:" + gateway.port() + path),
                LOGIN,
                null,
                new Target.Trust(true, false),
                new Target.Limits(200, 1_000_000, Duration.ofSeconds(30), 16 << 20, 400));
        try (Conformance conformance = new Conformance(target)) {
            Report report = conformance.check(Rules.ALL);

            assertThat(report.count(Verdict.DEVIATES))
                    .as(ReportTable.of(report, true))
                    .isZero();
            assertThat(report.count(Verdict.CANNOT_BE_TOLD))
                    .as(ReportTable.of(report, true))
                    .isZero();
        }
    }
}
