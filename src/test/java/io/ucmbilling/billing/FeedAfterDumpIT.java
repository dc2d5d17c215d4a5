package io.ucmbilling.billing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import io.ucmbilling.calls.table.LegDraft;
import io.ucmbilling.testing.database.InstalledPostgres;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/**
 * B3: a database is dumped while legs are stored, and restored later beside a gateway that lives on. Skipped where the system has no
 * PostgreSQL of its own, as the tools have to be of the server's version.
 */
class FeedAfterDumpIT {
    private static final List<String> SITES = List.of("site-1", "site-2");
    private static final int PAGES = 30;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Map<String, JsonNode> events = new ConcurrentHashMap<>();

    @TempDir
    private Path folder;

    @Test
    void followersOfTheLostFutureAreToldSo() throws Exception {
        Optional<InstalledPostgres> installed = InstalledPostgres.start();
        assumeThat(installed).as("PostgreSQL of the system").isPresent();
        try (InstalledPostgres postgres = installed.orElseThrow();
                Replicas replicas = new Replicas(postgres.database(), SITES, Map.of("erp", Map.of()));
                StoringSites sites = new StoringSites(postgres.database(), SITES, 7)) {
            JdbcClient jdbc = JdbcClient.create(postgres.database().dataSource());
            List<LegDraft> drafts = LegDraft.all();
            replicas.start();
            join(sites.store(PAGES, drafts));
            FeedReader early = reader(replicas);
            caughtUp(early, jdbc);
            Map<String, CompletableFuture<Void>> stored = sites.store(PAGES, drafts);
            postgres.dump(folder.resolve("dump"));
            join(stored);
            join(sites.store(PAGES, drafts));
            FeedReader lost = reader(replicas);
            caughtUp(lost, jdbc);
            FeedReader late = reader(replicas);
            late.catchUp();
            long lostPlace = place(jdbc);

            postgres.restore(folder.resolve("dump"));
            await().atMost(PATIENCE).ignoreExceptions().until(() -> place(jdbc) < lostPlace);
            lost.catchUp();
            assertThat(lost.gone()).isEqualTo(1);
            join(sites.storeAllAgain());
            join(sites.store(PAGES, drafts));
            for (FeedReader reader : List.of(early, lost, late)) {
                caughtUp(reader, jdbc);
                reader.compareWithCalls();
            }
            assertThat(place(jdbc)).isGreaterThan(lostPlace);
            assertThat(early.gone()).isZero();
            assertThat(lost.gone()).isEqualTo(1);
            assertThat(late.gone()).isEqualTo(1);
        }
    }

    private FeedReader reader(Replicas replicas) {
        return new FeedReader(replicas, new FeedReader.Question("erp", "limit=100", SITES), events);
    }

    private static void join(Map<String, CompletableFuture<Void>> stored) {
        stored.values()
                .forEach(page ->
                        page.orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS).join());
    }

    private static long place(JdbcClient jdbc) {
        return jdbc.sql("SELECT place FROM call_follower").query(Long.class).single();
    }

    /** Lets it follow to the end, once the calls of all legs are made. */
    private static void caughtUp(FeedReader reader, JdbcClient jdbc) {
        await().atMost(PATIENCE)
                .ignoreExceptions()
                .until(() -> jdbc.sql("SELECT count(*) FROM stale_call")
                                .query(Long.class)
                                .single()
                        == 0);
        reader.catchUp();
    }
}
