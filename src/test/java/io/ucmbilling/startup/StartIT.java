package io.ucmbilling.startup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ucmbilling.Application;
import io.ucmbilling.start.QuickJar;
import io.ucmbilling.testing.Certificates;
import io.ucmbilling.testing.FreePorts;
import io.ucmbilling.testing.RawHttps;
import io.ucmbilling.testing.database.Database;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The whole application starts, or says in one block why not: the key, what was found, what was expected. */
@ExtendWith(OutputCaptureExtension.class)
class StartIT {
    private static final String SITE = """
        gateway:
          sites:
            branch-a:
              url: https://127.0.0.1:1
              username: cdrapi
              password: cdrapi123
              time-zone: America/Chicago
        """;
    private static final String EXPORT = """
          exports:
            billing:
              enabled: true
              address: 127.0.0.1:0
              permitted-ips: 127.0.0.1
        """;

    private static Database database;

    @TempDir
    Path directory;

    @BeforeAll
    static void start() {
        database = Database.fresh();
    }

    @AfterAll
    static void stop() {
        database.close();
    }

    @Test
    void servesItsExports() throws IOException {
        int port = FreePorts.next();
        try (ConfigurableApplicationContext _ = run(SITE + EXPORT.replace("127.0.0.1:0", "127.0.0.1:" + port))) {
            assertThat(RawHttps.get(port, "/cdrapi").text()).startsWith("AcctId,accountcode,");
        }
    }

    /** Each key of the namespace that nobody knows, and each type of value. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "adress: 127.0.0.1:0 | gateway.exports.billing.adress: found \"127.0.0.1:0\" (",
                "adress: 127.0.0.1:0 | expected a known key: one of address, answer-timeout,"
                        + " certificate, enabled, https-api, legacy-suites, max-connections,",
                "enabled: maybe | gateway.exports.billing.enabled: found \"maybe\" (",
                "enabled: maybe | expected true or false",
                "naive-time: LOCAL | expected one of UTC, SITE",
                "shape: many | gateway.exports.billing.shape: found \"many\" (",
                "shape: 23 | gateway.exports.billing.shape: found 23, expected 22, 27, 33 or 44",
                "sites: branch-x | gateway.exports.billing.sites: found \"branch-x\", expected any of [branch-a]",
                "password: ${NOBODY_SETS_THIS} | gateway.exports.billing.password: found ${NOBODY_SETS_THIS}, which"
                        + " nothing sets",
                "permitted-ips: 10.0.0.0/33 | gateway.exports.billing.permitted-ips: found \"10.0.0.0/33\", expected"
                        + " an address",
                "certificate: nowhere.pem | nowhere.pem, which is no file, expected a PEM file under 2 MB",
            })
    void namesAWrongExport(String line, String told, CapturedOutput output) {
        String key = line.substring(0, line.indexOf(':') + 1);

        assertFails(SITE + EXPORT.replaceAll("(?m)^      " + key + ".*\n", "") + "      " + line + "\n", told, output);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "export: | gateway.export",
                "recording: | gateway.recording",
                "sites.branch-a.urls: https://x | gateway.sites.branch-a.urls: found",
                "sites.branch-a.poll-interval: often | gateway.sites.branch-a.poll-interval: found \"often\"",
                "sites.branch-a.poll-interval: often | expected a duration such as 60s, 5m or 2h",
                "collection.sweep: 1h | gateway.collection.sweep: found \"1h\"",
                "retention: soon | gateway.retention: found \"soon\"",
                "retention: soon | expected a period such as P3Y",
                "retention: P0D | gateway.retention: found P0D, expected a period greater than zero, such as P3Y",
                "retention: P3D | gateway.retention: found P3D, expected at least gateway.collection.deep-sweep-window",
                "shutdown-delay: soon | gateway.shutdown-delay: found \"soon\"",
                "shutdown-delay: 6m | gateway.shutdown-delay: found PT6M, expected 0s to 5m, such as 5s",
            })
    void namesAWrongKeyAnywhereInTheNamespace(String line, String told, CapturedOutput output) {
        String value = line.endsWith(":") ? line + "\n    any: thing" : line;

        assertFails(SITE + "  " + value + "\n", told, output);
    }

    /** Billing contract A1. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "key-sha256: abc | gateway.api.clients.erp.key-sha256: found a value of 3 characters, expected 64 hex"
                        + " digits",
                "scopes: all | gateway.api.clients.erp.scopes: found \"all\", expected one or more of calls,"
                        + " recordings, feed",
                "sites: branch-x | gateway.api.clients.erp.sites: found \"branch-x\", expected any of [branch-a]",
                "permitted-ips: any | gateway.api.clients.erp.permitted-ips: found \"any\", expected an address",
                "requests-per-minute: 0 | gateway.api.clients.erp.requests-per-minute: found 0, expected a number from"
                        + " 1",
                "requests-per-minute: many | gateway.api.clients.erp.requests-per-minute: found \"many\" (",
                "mask: maybe | gateway.api.clients.erp.mask: found \"maybe\" (",
                "keys: abc | expected a known key: one of key-sha256, mask, permitted-ips, requests-per-minute,"
                        + " scopes,",
            })
    void namesAWrongApiClient(String line, String told, CapturedOutput output) {
        String key = line.startsWith("key-sha256") ? "" : "        key-sha256: " + "0f".repeat(32) + "\n";

        assertFails(SITE + "  api:\n    clients:\n      erp:\n" + key + "        " + line + "\n", told, output);
    }

    /** Billing contract A1. */
    @Test
    void namesTwoApiClientsWithOneKey(CapturedOutput output) {
        String key = "        key-sha256: " + "0f".repeat(32) + "\n";

        assertFails(
                SITE + "  api:\n    clients:\n      erp:\n" + key + "      other:\n" + key,
                "gateway.api.clients.other.key-sha256: found " + "0f".repeat(32) + ", which erp has too",
                output);
    }

    /** Billing contract A3. */
    @Test
    void saysHowToMakeAKeyIfNobodyMayAsk(CapturedOutput output) {
        try (ConfigurableApplicationContext _ = run(SITE)) {
            assertThat(output.getAll()).contains("java -jar ucm-billing-gateway.jar --new-api-key");
        }
    }

    /** Billing contract A1. */
    @Test
    void printsANewApiKeyAndStartsNothing(CapturedOutput output) {
        Application.main(new String[] {"--new-api-key"});

        assertThat(output.getOut().lines().filter(line -> line.startsWith("key")))
                .satisfiesExactly(
                        key -> assertThat(key).matches("key: [A-Za-z0-9_-]{43}"),
                        hash -> assertThat(hash).matches("key-sha256: [0-9a-f]{64}"));
    }

    @Test
    void doesNotTellASecret(CapturedOutput output) {
        assertFails(SITE + "  exports.billing.password.of: hush-hush\n", "gateway.exports.billing.password", output);
        assertThat(output).doesNotContain("hush-hush");
    }

    @Test
    void namesAKeyThatDoesNotBelongToItsCertificate(CapturedOutput output) throws IOException {
        Path certificate = Files.writeString(
                directory.resolve("certificate.pem"),
                Certificates.generate("one.example").certificatePem());
        Path key = Files.writeString(
                directory.resolve("private.pem"),
                Certificates.generate("other.example").keyPem());
        String tls = "      certificate: " + certificate + "\n      private-key: " + key + "\n";

        assertFails(
                SITE + EXPORT + tls,
                "gateway.exports.billing.private-key: found a key that does not belong to the certificate of"
                        + " CN=one.example",
                output);
    }

    @Test
    void namesAnExportsPortInUse(CapturedOutput output) throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String address = "127.0.0.1:" + taken.getLocalPort();

            assertFails(
                    SITE + EXPORT.replace("127.0.0.1:0", address),
                    "gateway.exports.billing.address: found " + address,
                    output);
        }
    }

    @ParameterizedTest
    @CsvSource({"server.port", "management.server.port"})
    void namesAPortInUse(String key, CapturedOutput output) throws IOException {
        try (ServerSocket taken = new ServerSocket(0)) {
            assertFails(
                    SITE,
                    key + ": found " + taken.getLocalPort() + ", which is in use, expected a free port",
                    output,
                    "--" + key + "=" + taken.getLocalPort());
        }
    }

    @Test
    void namesAFileThatIsNoYaml(CapturedOutput output) {
        assertFails("gateway:\n\tsites: {}\n", "found a file that is no YAML in line 2, column 1", output);
    }

    @Test
    void namesADatabaseThatIsAway(CapturedOutput output) {
        assertFails(
                SITE,
                "spring.datasource.url: found jdbc:postgresql://127.0.0.1:1/gateway, which cannot be reached",
                output,
                "--spring.datasource.url=jdbc:postgresql://127.0.0.1:1/gateway?password=hush-hush");
        assertThat(output).doesNotContain("hush-hush");
    }

    @Test
    void namesADatabaseThatIsNoPostgresql(CapturedOutput output) {
        for (String url : List.of("jdbc:mysql://db.example/gateway", "postgres://db.example/gateway")) {
            assertFails(
                    SITE,
                    "spring.datasource.url: found \"" + url + "\", expected jdbc:postgresql://host:5432/database",
                    output,
                    "--spring.datasource.url=" + url);
        }
    }

    @Test
    void namesADatabaseThatDoesNotExist(CapturedOutput output) {
        assertFails(
                SITE,
                "expected a database that exists",
                output,
                "--spring.datasource.url=" + database.url() + "_nowhere");
    }

    @Test
    void namesAUserWhomTheDatabaseRefuses(CapturedOutput output) {
        assertFails(
                SITE,
                "found ones that the database refuses",
                output,
                "--spring.datasource.username=nobody",
                "--spring.datasource.password=wrong");
    }

    @Test
    void namesASchemaOlderThanTheCode(CapturedOutput output) {
        try (Database empty = Database.empty()) {
            assertFails(
                    SITE + EXPORT,
                    "database schema: found version none",
                    output,
                    "--spring.datasource.url=" + empty.url(),
                    "--spring.flyway.enabled=false");
        }
    }

    /** While replicas are replaced one by one, an older one may have to start again beside newer ones. */
    @Test
    void startsOnASchemaThatIsNewer() {
        try (Database newer = Database.fresh()) {
            JdbcClient.create(newer.dataSource())
                    .sql("insert into flyway_schema_history (installed_rank, version, description, type, script,"
                            + " installed_by, execution_time, success)"
                            + " values (999, '999', 'later', 'SQL', 'V999__later.sql', 'later', 1, true)")
                    .update();

            try (ConfigurableApplicationContext context =
                    run(SITE + EXPORT, "--spring.datasource.url=" + newer.url())) {
                assertThat(context.isRunning()).isTrue();
            }
        }
    }

    @Test
    void namesASchemaOfSomebodyElse(CapturedOutput output) {
        try (Database foreign = Database.empty()) {
            JdbcClient.create(foreign.dataSource())
                    .sql("create table orders (id int)")
                    .update();

            assertFails(
                    SITE,
                    "whose schema does not take this version's migrations",
                    output,
                    "--spring.datasource.url=" + foreign.url());
        }
    }

    @Test
    void endsWithAnExitCodeThatIsNotZero() throws Exception {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1"));
        command.addAll(QuickJar.get().command());
        command.addAll(
                List.of("--gateway.exports.billing.shape=23", "--spring.datasource.hikari.connection-timeout=1000"));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isNotZero();
        assertThat(output).containsOnlyOnce("APPLICATION FAILED TO START").doesNotContain("\tat ");
    }

    private void assertFails(String settings, String told, CapturedOutput output, String... arguments) {
        assertThatThrownBy(() -> run(settings, arguments)).isNotNull();
        String block = output.getOut().substring(output.getOut().lastIndexOf("APPLICATION FAILED TO START"));
        assertThat(block).contains(told).contains("Description:", "Action:");
        assertThat(output.getAll()).doesNotContain("\tat ", "Exception encountered", "Error starting");
    }

    private ConfigurableApplicationContext run(String settings, String... arguments) {
        List<String> all = new ArrayList<>(List.of(
                "--server.port=0",
                "--management.server.port=0",
                "--spring.datasource.hikari.connection-timeout=1000",
                "--spring.config.additional-location=" + file(settings)));
        database.properties().forEach((key, value) -> all.add("--" + key + "=" + value));
        for (String argument : arguments) {
            String key = argument.substring(0, argument.indexOf('=') + 1);
            all.removeIf(earlier -> earlier.startsWith(key));
            all.add(argument);
        }
        return new SpringApplication(Application.class).run(all.toArray(String[]::new));
    }

    private Path file(String settings) {
        try {
            return Files.writeString(directory.resolve("fleet.yaml"), settings);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
