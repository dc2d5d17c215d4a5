package io.ucmbilling.cdrapi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ucmbilling.contract.Field;
import io.ucmbilling.testing.RawHttps;
import io.ucmbilling.testing.pbx.Pbx;
import io.ucmbilling.testing.ucm.ShelvedFile;
import io.ucmbilling.testing.ucm.SimulatedUcm;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** With everything logged at DEBUG that {@code application.yaml} lets through, no line holds a whole number or a recording's name. */
@ExtendWith(OutputCaptureExtension.class)
class QuietLogIT {
    private static final String ASKED = "12025550147";
    private static final String FORM = "Content-Type: application/x-www-form-urlencoded";

    @Test
    void tellsNoNumberAndNoName(CapturedOutput output) {
        var now = Clock.systemUTC().instant();
        Pbx pbx = Pbx.seeded(7)
                .generation(3)
                .begin(now.minus(Duration.ofHours(12)))
                .callsPerHour(20)
                .build();
        pbx.advanceTo(now);
        try (SimulatedUcm ucm = SimulatedUcm.over(pbx).start();
                RunningGateway gateway = RunningGateway.before(
                        Map.of("branch-a", ucm),
                        "sites.branch-a.poll-interval",
                        "1s",
                        "..logging.level.root",
                        "debug")) {
            ShelvedFile file =
                    ucm.recapi().shelf().put("monitor", "2026-05/auto-1777636800-" + ASKED + "-1004.wav", 30_000);
            await().atMost(Duration.ofMinutes(2))
                    .until(() -> RawHttps.get(gateway.port(), "/cdrapi")
                                    .text()
                                    .lines()
                                    .count()
                            > 50);
            ask(gateway.port(), file.name());
        }
        Stream<String> numbers = pbx.shown().stream()
                .flatMap(leg -> Stream.of(leg.text(Field.SRC), leg.text(Field.DST)))
                .filter(text -> text.matches("\\+?[0-9]{7,}"));
        List<String> secrets = Stream.concat(numbers, Stream.of(ASKED, "auto-1777636800"))
                .distinct()
                .toList();

        assertThat(secrets).hasSizeGreaterThan(5);
        assertThat(output.getAll()).contains("DEBUG");
        assertThat(output.getAll().lines().filter(line -> secrets.stream().anyMatch(line::contains)))
                .isEmpty();
    }

    private static void ask(int port, String file) {
        for (String query :
                List.of("caller=" + ASKED, "callee=" + ASKED + ",x&format=json", "caler=" + ASKED, "format=" + ASKED)) {
            RawHttps.get(port, "/cdrapi?" + query);
            RawHttps.request(port, "POST", "/cdrapi", query, FORM);
        }
        for (String query : List.of(
                "filename=" + file,
                "filename=no-" + file,
                "filename=" + file + "@" + file,
                "filedir=monitor",
                "file=" + file)) {
            RawHttps.get(port, "/recapi?" + query, "Range: bytes=0-9");
            RawHttps.request(port, "POST", "/recapi", query, FORM);
        }
        RawHttps.get(port, "/recapi?filename=%zz" + file);
        RawHttps.send(port, "GET /recapi?filename=" + file + " x HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
    }
}
