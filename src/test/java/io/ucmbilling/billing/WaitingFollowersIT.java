package io.ucmbilling.billing;

import static io.ucmbilling.testing.LegBuilder.leg;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.HotSpotDiagnosticMXBean;
import com.sun.management.HotSpotDiagnosticMXBean.ThreadDumpFormat;
import com.zaxxer.hikari.HikariDataSource;
import io.ucmbilling.store.intake.LegIntake;
import io.ucmbilling.store.site.Hold;
import io.ucmbilling.store.site.Sites;
import io.ucmbilling.testing.database.DatabaseStore;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * B3: a thousand waiting followers cost no thread and no database connection each, and all are woken within a second. An event is told
 * within two seconds of its commit.
 */
class WaitingFollowersIT {
    private static final int FOLLOWERS = 1_000;
    private static final int WAVES = 5;
    private static final int EVENTS = 30;
    private static final String NOW = "/api/v1/changes?after=now&wait=30";

    private final RestGateway gateway = new RestGateway(Map.of("erp", Map.of(), "other", Map.of()));
    private final ExecutorService threads = Executors.newFixedThreadPool(2);
    private final HttpClient http = HttpClient.newBuilder()
            .executor(threads)
            .version(HttpClient.Version.HTTP_1_1)
            .build();
    private final Hold hold = hold();

    @TempDir
    private Path folder;

    @AfterEach
    void close() {
        gateway.close();
        http.close();
        threads.close();
    }

    private Hold hold() {
        Sites sites = gateway.bean(Sites.class);
        sites.register("branch-a", LocalDate.of(2026, 3, 1));
        return sites.take("branch-a").hold();
    }

    private List<CompletableFuture<HttpResponse<String>>> waiting(int count) {
        List<CompletableFuture<HttpResponse<String>>> answers = IntStream.range(0, count)
                .mapToObj(_ -> gateway.ask(http, "erp", NOW))
                .toList();
        Awaitility.await().atMost(Duration.ofSeconds(25)).until(() -> gateway.waitingFollowers() == count);
        return answers;
    }

    @Test
    void areWokenWithinASecond() throws Exception {
        waiting(1);
        keep(1);
        Awaitility.await().until(() -> gateway.waitingFollowers() == 0);
        Awaitility.await().until(() -> busyConnections() == 0);
        long threadsBefore = threadCount();
        List<Duration> waves = new ArrayList<>();
        try (ManyRequests followers = new ManyRequests(FOLLOWERS, gateway.port())) {
            await(followers);
            assertThat(threadCount() - threadsBefore).as("threads more").isLessThan(20);
            // All the pool's, and the one that listens.
            int pool = gateway.bean(HikariDataSource.class).getMaximumPoolSize();
            assertThat(connections()).as("connections").isLessThanOrEqualTo(pool + 1L);
            HttpResponse<String> refused = gateway.get("erp", NOW);
            assertThat(refused.statusCode()).isEqualTo(429);
            assertThat(refused.headers().firstValue("Retry-After")).isPresent();
            waves.add(woken(followers, 2));
            for (int i = 1; i < WAVES; i++) {
                await(followers);
                waves.add(woken(followers, 2 + i));
            }
        }
        System.out.println("1,000 followers are woken within, wave by wave: " + waves);
        assertThat(Collections.min(waves)).isLessThan(Duration.ofSeconds(1));
    }

    /** Lets all ask, and wait. */
    private void await(ManyRequests followers) throws IOException {
        followers.send("GET " + NOW + " HTTP/1.1\r\nHost: gateway\r\nAuthorization: Bearer " + gateway.key("erp")
                + "\r\n\r\n");
        Awaitility.await()
                .pollInterval(Duration.ofMillis(20))
                .atMost(Duration.ofSeconds(25))
                .until(() -> gateway.waitingFollowers() == FOLLOWERS && busyConnections() == 0);
    }

    /** Returns how long after the commit the last one has the call. */
    private Duration woken(ManyRequests followers, long acctId) throws IOException {
        keep(acctId);
        long kept = System.nanoTime();
        List<String> answers = followers.answers();
        Duration took = Duration.ofNanos(System.nanoTime() - kept);
        assertThat(answers).hasSize(FOLLOWERS).allMatch(answer -> answer.contains("\"call.created\""));
        return took;
    }

    /** B3: an event is told within two seconds of its commit, whichever replica stored the call. */
    @Test
    void areToldOfACallWithinTwoSecondsOfItsCommit() {
        List<Duration> took = new ArrayList<>();
        try (DatabaseStore other = gateway.otherStore()) {
            for (int i = 0; i < EVENTS; i++) {
                CompletableFuture<HttpResponse<String>> answer = waiting(1).getFirst();
                keep(i % 3 == 0 ? other.intake() : gateway.bean(LegIntake.class), i);
                long kept = System.nanoTime();
                assertThat(RestGateway.json(answer.join()).get("items").size()).isEqualTo(1);
                took.add(Duration.ofNanos(System.nanoTime() - kept));
            }
        }
        Collections.sort(took);
        System.out.println("From commit to event: median " + took.get(EVENTS / 2) + ", greatest " + took.getLast());
        assertThat(took.get(EVENTS / 2)).isLessThan(Duration.ofSeconds(2));
    }

    /** One whose client has left waits no longer, long before its time is over. */
    @Test
    void areForgottenOnceTheirClientsHaveLeft() throws IOException {
        try (ManyRequests followers = new ManyRequests(3, gateway.port())) {
            followers.send("GET " + NOW + " HTTP/1.1\r\nHost: gateway\r\nAuthorization: Bearer " + gateway.key("erp")
                    + "\r\n\r\n");
            Awaitility.await().until(() -> gateway.waitingFollowers() == 3);
        }
        Awaitility.await().atMost(Duration.ofSeconds(10)).until(() -> gateway.waitingFollowers() == 0);
    }

    /** One client's questions, however many, let another wait for no more than a few of them. */
    @Test
    void takeTurnsWithOtherClients() throws Exception {
        waiting(1);
        keep(1);
        Awaitility.await().until(() -> gateway.unansweredFollowers() == 0);
        AtomicInteger greedy = new AtomicInteger();
        List<CompletableFuture<Integer>> all;
        CompletableFuture<Integer> before;
        try (Connection locked = gateway.bean(HikariDataSource.class).getConnection()) {
            locked.setAutoCommit(false);
            locked.createStatement().execute("LOCK TABLE call IN ACCESS EXCLUSIVE MODE");
            all = IntStream.rangeClosed(1, 800)
                    .mapToObj(limit -> gateway.ask(http, "erp", "/api/v1/changes?limit=" + limit)
                            .thenApply(_ -> greedy.incrementAndGet()))
                    .toList();
            Awaitility.await().until(() -> gateway.unansweredFollowers() == 800);
            before = gateway.ask(http, "other", "/api/v1/changes").thenApply(_ -> greedy.get());
            Awaitility.await().until(() -> gateway.unansweredFollowers() == 801);
            locked.rollback();
        }
        assertThat(before.get()).isLessThan(100);
        all.forEach(CompletableFuture::join);
    }

    private void keep(long acctId) {
        keep(gateway.bean(LegIntake.class), acctId);
    }

    private void keep(LegIntake intake, long acctId) {
        intake.keep(hold, List.of(leg(acctId).build()), List.of(), null);
    }

    /** Those of the platform and virtual ones. */
    private long threadCount() throws IOException {
        Path dump = folder.resolve("threads" + System.nanoTime());
        ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class)
                .dumpThreads(dump.toString(), ThreadDumpFormat.TEXT_PLAIN);
        try (var lines = Files.lines(dump)) {
            return lines.filter(line -> line.startsWith("#")).count();
        }
    }

    private int busyConnections() {
        return gateway.bean(HikariDataSource.class).getHikariPoolMXBean().getActiveConnections();
    }

    /** All to the gateway's database, the listening one too. */
    private long connections() {
        return JdbcClient.create(gateway.bean(HikariDataSource.class))
                .sql("SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()")
                .query(Long.class)
                .single();
    }

    /** Its connection is killed: changes are found by looking, and later by another connection. */
    @Test
    void areWokenWithoutNotificationsToo() {
        CompletableFuture<HttpResponse<String>> answer = waiting(1).getFirst();
        JdbcClient jdbc = JdbcClient.create(gateway.bean(HikariDataSource.class));
        Awaitility.await()
                .until(() -> jdbc.sql("SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity"
                                        + " WHERE datname = current_database() AND query LIKE '%FROM call_follower'"
                                        + " AND state = 'idle'")
                                .query(Long.class)
                                .single()
                        > 0);
        long kept = System.nanoTime();
        keep(1);

        assertThat(RestGateway.json(answer.join()).get("items").size()).isEqualTo(1);
        assertThat(Duration.ofNanos(System.nanoTime() - kept)).isLessThan(Duration.ofSeconds(20));
    }

    @Test
    void areAnsweredAtOnceWhenTheGatewayStops() {
        List<CompletableFuture<HttpResponse<String>>> answers = waiting(3);
        long stopped = System.nanoTime();
        gateway.close();

        assertThat(answers).allSatisfy(answer -> {
            assertThat(answer.join().statusCode()).isEqualTo(200);
            assertThat(RestGateway.json(answer.join()).get("more").booleanValue())
                    .isFalse();
        });
        assertThat(Duration.ofNanos(System.nanoTime() - stopped)).isLessThan(Duration.ofSeconds(15));
    }
}
