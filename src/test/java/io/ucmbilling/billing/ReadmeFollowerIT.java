package io.ucmbilling.billing;

import static io.ucmbilling.testing.LegBuilder.leg;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ucmbilling.contract.Field;
import io.ucmbilling.store.database.Transactions;
import io.ucmbilling.store.intake.LegIntake;
import io.ucmbilling.store.site.Hold;
import io.ucmbilling.store.site.Sites;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The follower of README, word for word: killed at any moment it ends with exactly what the gateway has. */
class ReadmeFollowerIT {
    private static final Duration LONGEST = Duration.ofSeconds(60);

    /** Prints each call that the copy holds: its id and its version. */
    private static final String PRINT = "import json, sqlite3, sys\n"
            + "for row in sqlite3.connect(sys.argv[1]).execute('SELECT id, data FROM call ORDER BY id'):\n"
            + "    print(row[0], json.loads(row[1])['version'])\n";

    private final Random random = new Random(20_251_129);
    private RestGateway gateway;
    private Hold hold;

    @TempDir
    private Path folder;

    @BeforeEach
    void start() {
        gateway = new RestGateway(Map.of("erp", Map.of()));
        Sites sites = gateway.bean(Sites.class);
        sites.register("branch-a", LocalDate.of(2026, 2, 1));
        sites.configured("branch-a", ZoneId.of("America/Chicago"), "US");
        hold = sites.take("branch-a").hold();
    }

    @AfterEach
    void stop() {
        gateway.close();
    }

    @Test
    void holdsWhatTheGatewayHoldsHoweverOftenItIsKilled() throws Exception {
        Process follower = follow();
        try {
            for (int round = 0; round < 6; round++) {
                store(round);
                await().atMost(LONGEST).until(() -> Files.exists(folder.resolve("copy.db")));
                follower.destroyForcibly().waitFor();
                follower = follow();
            }
            await().atMost(LONGEST).untilAsserted(() -> assertThat(copied()).isEqualTo(kept()));
        } finally {
            follower.destroyForcibly().waitFor();
        }
        assertThat(kept()).hasSizeGreaterThan(100);
    }

    private Process follow() throws IOException {
        String readme = Files.readString(Path.of("README.md"));
        int begin = readme.indexOf("```python\n") + "```python\n".length();
        Path program = folder.resolve("follower.py");
        Files.writeString(program, readme.substring(begin, readme.indexOf("```", begin)));
        return new ProcessBuilder(
                        "python3",
                        program.toString(),
                        gateway.url(),
                        gateway.key("erp"),
                        folder.resolve("copy.db").toString())
                .redirectErrorStream(true)
                .redirectOutput(Redirect.appendTo(folder.resolve("follower.log").toFile()))
                .start();
    }

    /** Stores calls, of which some change those of a round before. */
    private void store(int round) {
        for (int page = 0; page < 4; page++) {
            gateway.bean(LegIntake.class)
                    .keep(
                            hold,
                            IntStream.range(0, 20)
                                    .mapToObj(i -> leg(random.nextInt(200))
                                            .with(Field.ACCOUNTCODE, "round " + round)
                                            .build())
                                    .toList(),
                            List.of(),
                            null);
        }
    }

    private List<String> kept() {
        return gateway.bean(Transactions.class)
                .client()
                .sql("SELECT replace(id::text, '-', ''), version FROM call ORDER BY id")
                .query((row, number) -> row.getString(1) + " " + row.getInt(2))
                .list();
    }

    private List<String> copied() {
        try {
            Process print = new ProcessBuilder(
                            "python3", "-c", PRINT, folder.resolve("copy.db").toString())
                    .redirectErrorStream(true)
                    .start();
            return new String(print.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
