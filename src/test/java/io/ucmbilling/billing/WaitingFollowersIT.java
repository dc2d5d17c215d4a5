package io.ucmbilling.billing;

import static io.ucmbilling.testing.LegBuilder.leg;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.management.HotSpotDiagnosticMXBean;
import com.sun.management.HotSpotDiagnosticMXBean.ThreadDumpFormat;
import com.zaxxer.hikari.HikariDataSource;
import io.ucmbilling.store.intake.LegIntake;
import io.ucmbilling.store.site.Hold;
import io.ucmbilling.store.site.Sites;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;

/** B3: a thousand waiting followers cost no thread and no database connection each, and all are woken within a second. */
class WaitingFollowersIT {
    private static final int FOLLOWERS = 1_000;
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
        await().atMost(Duration.ofSeconds(25)).until(() -> gateway.waitingFollowers() == count);
        return answers;
    }

    @Test
    void areWokenWithinASecond() throws Exception {
        waiting(1);
        keep(1);
        await().until(() -> gateway.waitingFollowers() == 0);
        await().until(() -> busyConnections() == 0);
        long threadsBefore = threadCount();
        List<CompletableFuture<HttpResponse<String>>> answers = waiting(FOLLOWERS);

        assertThat(threadCount() - threadsBefore).as("threads more").isLessThan(20);
        // All the pool's, and the one that listens.
        int pool = gateway.bean(HikariDataSource.class).getMaximumPoolSize();
        assertThat(connections()).as("connections").isLessThanOrEqualTo(pool + 1L);
        await().until(() -> busyConnections() == 0);
        HttpResponse<String> refused = gateway.get("erp", NOW);
        assertThat(refused.statusCode()).isEqualTo(429);
        assertThat(refused.headers().firstValue("Retry-After")).isPresent();
        long kept = System.nanoTime();
        keep(2);
        answers.forEach(answer ->
                assertThat(RestGateway.json(answer.join()).get("items").size()).isEqualTo(1));
        // The call is made and the thousand answers are read meanwhile, on the same processors.
        assertThat(Duration.ofNanos(System.nanoTime() - kept)).isLessThan(Duration.ofSeconds(3));
    }

    private void keep(long acctId) {
        gateway.bean(LegIntake.class).keep(hold, List.of(leg(acctId).build()), List.of(), null);
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
        await().until(() -> jdbc.sql("SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity"
                                + " WHERE datname = current_database() AND query LIKE '%FROM call_follower'"
                                + " AND state = 'idle'")
                        .query(Long.class)
                        .single()
                > 0);
        long kept = System.nanoTime();
        keep(1);

        assertThat(RestGateway.json(answer.join()).get("items").size()).isEqualTo(1);
        assertThat(Duration.ofNanos(System.nanoTime() - kept)).isLessThan(Duration.ofSeconds(5));
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
