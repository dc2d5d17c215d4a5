package io.ucmbilling.shutdown;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ucmbilling.access.client.ApiKey;
import io.ucmbilling.testing.database.Database;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The jar of an earlier version beside this one on the newest schema, and alone on it. A build has no such jar, so it is run by hand:
 * {@code ./mvnw verify -Dit.test=OlderReleaseIT -Dolder.jar=older.jar} (src/docs/rationale/migrations.md).
 */
@EnabledIfSystemProperty(
        named = "older.jar",
        matches = ".+",
        disabledReason = "a build has no jar of an earlier version")
class OlderReleaseIT {
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private final Database database = Database.empty();
    private final JdbcClient sql = JdbcClient.create(database.dataSource());
    private final CallingFleet fleet = new CallingFleet(4);
    private final ApiKey key = ApiKey.fresh();
    private final List<ReplicaProcess> replicas = new ArrayList<>();

    private List<String> settings() {
        List<String> settings = new ArrayList<>(fleet.settings());
        settings.addAll(List.of(
                "--gateway.recordings.directory=target/older-release",
                "--gateway.api.clients.erp.key-sha256=" + key.sha256(),
                "--gateway.exports.billing.enabled=true",
                "--gateway.exports.billing.permitted-ips[0]=127.0.0.1",
                "--gateway.exports.billing.username=legacy",
                "--gateway.exports.billing.password=legacy123"));
        return settings;
    }

    @AfterEach
    void close() {
        replicas.forEach(ReplicaProcess::close);
        fleet.close();
        database.close();
    }

    @Test
    void collectsAndServesOnTheNewestSchema() throws Exception {
        ReplicaProcess older =
                ReplicaProcess.of(Path.of(System.getProperty("older.jar")), database, "older-release", settings());
        replicas.add(older);
        try (ReadyBalancer balancer = new ReadyBalancer(List.of(older));
                FaceClients clients = new FaceClients(balancer, key.text())) {
            await().atMost(PATIENCE).until(() -> balancer.has(1));
            clients.start();
            awaitAnswers(clients);
            String before = version();
            ReplicaProcess newest = ReplicaProcess.start(database, "newest-release", settings());
            replicas.add(newest);
            await().atMost(PATIENCE).until(newest::isReady);
            System.out.println("schema " + before + ", then " + version());
            awaitAnswers(clients);
            newest.kill();
            awaitMoreLegs();
            awaitAnswers(clients);
            assertThat(clients.failures()).isEmpty();
            older.stop(PATIENCE);
            older.start();
            await().atMost(PATIENCE).until(older::isReady);
            awaitAnswers(clients);
            int interrupted = clients.failures().size();
            awaitMoreLegs();
            awaitAnswers(clients);
            fleet.fallSilent();
            List<String> shown = fleet.shown();
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(CallingFleet.kept(sql)).containsExactlyInAnyOrderElementsOf(shown));
            assertThat(clients.failures()
                            .subList(interrupted, clients.failures().size()))
                    .isEmpty();
            System.out.println("older release: answered " + clients.answers());
        }
    }

    private String version() {
        return sql.sql("SELECT version FROM flyway_schema_history ORDER BY installed_rank DESC LIMIT 1")
                .query(String.class)
                .single();
    }

    private void awaitMoreLegs() {
        int before = CallingFleet.kept(sql).size();
        await().atMost(PATIENCE).until(() -> CallingFleet.kept(sql).size() > before + 10);
    }

    private static void awaitAnswers(FaceClients clients) {
        Map<String, Integer> before = clients.answers();
        await().atMost(PATIENCE).until(() -> clients.answeredSince(before));
    }
}
