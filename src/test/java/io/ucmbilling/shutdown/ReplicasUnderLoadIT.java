package io.ucmbilling.shutdown;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ucmbilling.access.client.ApiKey;
import io.ucmbilling.testing.database.Database;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Two processes of the built jar behind a balancer that follows their readiness, while people call on four UCMs and clients ask on every
 * face. In the end what is kept is what the UCMs show, each record once, and a follower of the feed knows each call.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ReplicasUnderLoadIT {
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final Duration LONGEST_STOP = Duration.ofSeconds(25);

    private final Database.Own postgres = Database.own();
    private final Database database = postgres.database().migrated();
    private final JdbcClient sql = JdbcClient.create(database.dataSource());
    private final CallingFleet fleet = new CallingFleet(4);
    private final ApiKey key = ApiKey.fresh();
    private final List<ReplicaProcess> replicas = new ArrayList<>();

    @BeforeAll
    void start() throws Exception {
        List<String> settings = new ArrayList<>(fleet.settings());
        settings.addAll(List.of(
                "--gateway.shutdown-delay=2s",
                "--gateway.recordings.directory=target/replicas-under-load",
                "--gateway.api.clients.erp.key-sha256=" + key.sha256(),
                "--gateway.exports.billing.enabled=true",
                "--gateway.exports.billing.permitted-ips[0]=127.0.0.1",
                "--gateway.exports.billing.username=legacy",
                "--gateway.exports.billing.password=legacy123"));
        replicas.add(ReplicaProcess.start(database, "replica-under-load-1", settings));
        replicas.add(ReplicaProcess.start(database, "replica-under-load-2", settings));
    }

    @AfterAll
    void close() {
        replicas.forEach(ReplicaProcess::close);
        fleet.close();
        postgres.close();
    }

    @Test
    @Order(1)
    void aRollingRestartFailsNoRequestAndLosesNothing() throws Exception {
        try (ReadyBalancer balancer = new ReadyBalancer(replicas);
                FaceClients clients = new FaceClients(balancer, key.text())) {
            begin(balancer, clients);
            for (ReplicaProcess replica : replicas) {
                Duration stop = replica.stop(LONGEST_STOP);
                System.out.println("rolling restart: a replica ended within " + stop.toMillis() + " ms");
                assertThat(locksOfTheStopped()).isZero();
                awaitAnswers(clients);
                replica.start();
                await().atMost(PATIENCE).until(() -> balancer.has(replicas.size()));
                awaitAnswers(clients);
            }
            assertNothingIsLost(clients);
            assertThat(clients.failures()).isEmpty();
            assertThat(clients.unavailable()).isEmpty();
            System.out.println("rolling restart: answered " + clients.answers());
        }
    }

    /** Comes last: a lock that could not be given back meanwhile stands until its lease is over. */
    @Test
    @Order(2)
    void whilePostgresqlIsAwayEveryFaceSaysWhenToComeAgainAndNothingIsLost() throws Exception {
        try (ReadyBalancer balancer = new ReadyBalancer(replicas);
                FaceClients clients = new FaceClients(balancer, key.text())) {
            begin(balancer, clients);
            balancer.followReadiness(false);
            postgres.stop();
            await().atMost(PATIENCE)
                    .until(() -> clients.unavailable()
                            .keySet()
                            .containsAll(Set.of("cdrapi", "calls", "feed", "management")));
            postgres.start();
            awaitAnswers(clients);
            assertNothingIsLost(clients);
            assertThat(clients.failures()).isEmpty();
            System.out.println(
                    "restart of PostgreSQL: answered " + clients.answers() + ", 503 " + clients.unavailable());
        }
    }

    /** Whatever the one replica has given, the other takes: nonces, cursors, positions. */
    @Test
    @Order(1)
    void aClientMayAskTheReplicasInTurn() throws Exception {
        try (ReadyBalancer balancer = new ReadyBalancer(replicas);
                FaceClients clients = new FaceClients(balancer, key.text());
                AlternatingClient client = new AlternatingClient(replicas, key.text())) {
            begin(balancer, clients);
            assertNothingIsLost(clients);
            assertThat(client.records(100)).doesNotHaveDuplicates().hasSameSizeAs(fleet.shown());
            assertThat(client.ids("/api/v1/calls?limit=50")).containsExactlyInAnyOrderElementsOf(calls());
            assertThat(new HashSet<>(client.changed(50))).isEqualTo(calls());
        }
    }

    private void begin(ReadyBalancer balancer, FaceClients clients) {
        await().atMost(PATIENCE).until(() -> balancer.has(replicas.size()));
        fleet.call();
        clients.start();
        awaitAnswers(clients);
    }

    private void assertNothingIsLost(FaceClients clients) {
        fleet.fallSilent();
        List<String> shown = fleet.shown();
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(CallingFleet.kept(sql)).containsExactlyInAnyOrderElementsOf(shown));
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(clients.followed()).isEqualTo(calls()));
    }

    /** Whatever the one that stopped had is given back: only one is known, and all locks are its. */
    private int locksOfTheStopped() {
        return sql.sql("SELECT count(*) FROM shedlock WHERE lock_until > timezone('utc', now()) AND locked_by NOT IN"
                        + " (SELECT name FROM replica)")
                .query(Integer.class)
                .single();
    }

    private static void awaitAnswers(FaceClients clients) {
        Map<String, Integer> before = clients.answers();
        await().atMost(PATIENCE).until(() -> clients.answeredSince(before));
    }

    private Set<String> calls() {
        return new HashSet<>(sql.sql("SELECT replace(id::text, '-', '') FROM call")
                .query(String.class)
                .list());
    }
}
