package io.ucmbilling.startup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ucmbilling.Application;
import io.ucmbilling.store.database.Schema;
import io.ucmbilling.testing.database.Database;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.jdbc.core.simple.JdbcClient;

/** {@code --migrate-only} brings the schema up to date, starts nothing else, and tells what it did. */
@ExtendWith(OutputCaptureExtension.class)
class SchemaMigrationIT {

    @Test
    void migratesAndEnds() throws Exception {
        try (Database database = Database.empty()) {
            Process process = start(arguments(database));
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

            assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
            assertThat(process.exitValue()).as(output).isZero();
            assertThat(output)
                    .contains("1 sites, ", "schema: found version none, ")
                    .containsPattern("(?m)migrations, now version \\d+$")
                    .doesNotContain("Tomcat", "gateway.sites");
            assertThat(new Schema(database.dataSource()).mismatch()).isEmpty();
        }
    }

    @Test
    void doesNothingTwice(CapturedOutput output) {
        try (Database database = Database.fresh()) {
            Application.main(arguments(database));

            assertThat(output.getOut()).contains(", 0 migrations, now version ");
        }
    }

    /** As after a roll-back to an older release. */
    @Test
    void leavesANewerSchemaAsItIs(CapturedOutput output) {
        try (Database database = Database.fresh()) {
            JdbcClient.create(database.dataSource())
                    .sql("insert into flyway_schema_history (installed_rank, version, description, type, script,"
                            + " installed_by, execution_time, success)"
                            + " values (999, '999', 'later', 'SQL', 'V999__later.sql', 'later', 1, true)")
                    .update();

            Application.main(arguments(database));

            assertThat(output.getOut()).contains("found version 999, 0 migrations, now version 999");
        }
    }

    @Test
    void failsAsAStartDoes(CapturedOutput output) {
        String[] away = {
            "--migrate-only",
            "--spring.datasource.url=jdbc:postgresql://127.0.0.1:1/gateway",
            "--spring.datasource.hikari.connection-timeout=1000"
        };

        assertThatThrownBy(() -> Application.main(away)).isNotNull();

        assertThat(output.getOut())
                .contains(
                        "spring.datasource.url: found jdbc:postgresql://127.0.0.1:1/gateway, which cannot be reached");
    }

    private static String[] arguments(Database database) {
        List<String> all = new ArrayList<>(List.of("--migrate-only", "--spring.flyway.enabled=false"));
        database.properties().forEach((key, value) -> all.add("--" + key + "=" + value));
        return all.toArray(String[]::new);
    }

    private static Process start(String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-jar",
                "target/ucm-billing-gateway.jar"));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command).redirectErrorStream(true).start();
    }
}
