package io.ucmbilling.billing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ucmbilling.calls.table.LegDraft;
import io.ucmbilling.testing.database.Database;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/**
 * B3: eight sites store side by side while the follower is killed, transactions stay open, PostgreSQL goes away and comes back, and is
 * restored from a backup. Followers that keep only {@code next} end with exactly what is kept.
 */
class FeedThroughOutagesIT {
    private static final long SEED = 20131203;
    private static final int ROUNDS = 8;
    private static final int PAGES = 6;
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final List<String> SITES =
            IntStream.rangeClosed(1, 8).mapToObj(n -> "site-" + n).toList();
    /** The site whose transaction stays open. */
    private static final String HELD = "site-8";

    private static final Map<String, Map<String, String>> CLIENTS = Map.of(
            "erp", Map.of(), "masked", Map.of("mask", "true"), "north", Map.of("sites[0]", "site-3", "sites[1]", HELD));

    /** Ends the connection that waits for the sums in the middle of a batch. */
    private static final String END_FOLLOWER = "SELECT count(pg_terminate_backend(pid)) FROM pg_locks WHERE relation ="
            + " 'usage_slot'::regclass AND NOT granted AND database = (SELECT oid FROM pg_database WHERE datname ="
            + " current_database())";

    private final Random random = new Random(SEED);
    private final Database.Own server = Database.own();
    private final Database database = server.database().migrated();
    private final JdbcClient jdbc = JdbcClient.create(database.dataSource());
    private final List<LegDraft> drafts = LegDraft.all();
    private final Replicas replicas = new Replicas(database, SITES, CLIENTS);
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Map<String, JsonNode> events = new ConcurrentHashMap<>();
    private final List<FeedReader> readers = List.of(
            reader("erp", "limit=50&wait=1", SITES, events),
            reader("erp", "limit=1000&wait=30", SITES, events),
            reader("erp", "limit=20&wait=2&site=site-1,site-2", List.of("site-1", "site-2"), events),
            reader("north", "wait=2", List.of("site-3", HELD), events),
            reader("masked", "wait=2", SITES, new ConcurrentHashMap<>()));

    @TempDir
    private Path folder;

    @AfterEach
    void close() {
        replicas.close();
        threads.shutdownNow();
        server.close();
    }

    private FeedReader reader(String client, String query, List<String> sites, Map<String, JsonNode> told) {
        return new FeedReader(replicas, new FeedReader.Question(client, query, sites), told);
    }

    @Test
    void followersEndWithExactlyWhatIsKept() throws Exception {
        List<LegDraft> early = early();
        FeedReader sleeper = reader("erp", "limit=100", SITES, events);
        FeedReader lost = reader("erp", "limit=100", SITES, events);
        long lostPlace;
        try (StoringSites sites = new StoringSites(database, SITES, SEED)) {
            join(sites.store(1, drafts));
            replicas.start();
            replicas.start();
            List<Future<?>> running = new ArrayList<>();
            readers.forEach(reader -> running.add(threads.submit(reader)));
            killFollowersWhileTransactionsAreOpen(sites, early);
            stopAndStart(sites, early);
            sleeper.catchUp();
            awaitReaders(Set.copyOf(SITES));
            Path backup = backUp();
            join(sites.store(ROUNDS * PAGES, drafts));
            awaitReaders(Set.copyOf(SITES));
            lost.catchUp();
            lostPlace = place();
            restore(backup);
            join(sites.storeAllAgain());
            awaitReaders(Set.copyOf(SITES));
            readers.forEach(FeedReader::end);
            // Wakes those that wait.
            join(sites.store(PAGES, drafts));
            for (Future<?> reader : running) {
                reader.get();
            }
        }
        awaitCalls(Set.copyOf(SITES));
        List<FeedReader> all = new ArrayList<>(readers);
        all.addAll(List.of(sleeper, lost));
        all.forEach(FeedReader::catchUp);

        assertThat(place()).as("the place that was lost is given out again").isGreaterThan(lostPlace);
        assertThat(sleeper.gone()).isZero();
        assertThat(lost.gone()).isEqualTo(1);
        assertThat(readers).extracting(FeedReader::gone).containsOnly(1);
        for (FeedReader reader : all) {
            reader.compareWithCalls();
        }
    }

    private long place() {
        return jdbc.sql("SELECT place FROM call_follower").query(Long.class).single();
    }

    /** Returns all legs but those of the last month: its partition of the calls is made after the backup. */
    private List<LegDraft> early() {
        YearMonth last = drafts.stream()
                .map(LegDraft::month)
                .max(Comparator.naturalOrder())
                .orElseThrow();
        return drafts.stream().filter(draft -> !draft.month().equals(last)).toList();
    }

    private static void join(Map<String, CompletableFuture<Void>> stored) {
        stored.values()
                .forEach(page ->
                        page.orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS).join());
    }

    /**
     * One transaction has stored a page of one site, another has written a table that is none of the gateway's. Both stay open until all
     * readers have all calls of the other sites.
     */
    private void killFollowersWhileTransactionsAreOpen(StoringSites sites, List<LegDraft> early) throws Exception {
        CountDownLatch held = new CountDownLatch(1);
        CountDownLatch letGo = new CountDownLatch(1);
        CompletableFuture<Void> holding = sites.hold(HELD, early.getFirst(), held, letGo);
        held.await();
        try (Connection other = writingWhatIsNobodys()) {
            List<CompletableFuture<Void>> own = new ArrayList<>();
            int kills = 0;
            for (int i = 0; i < ROUNDS; i++) {
                try (Connection blocking = i % 4 == 3 ? null : withTheSums()) {
                    Map<String, CompletableFuture<Void>> stored = new TreeMap<>(sites.store(PAGES, early));
                    own.add(stored.remove(HELD));
                    if (blocking == null) {
                        replicas.kill(random.nextInt(2));
                        replicas.start();
                    } else {
                        kills += killFollower(stored);
                    }
                    join(stored);
                }
            }
            Set<String> others = new HashSet<>(SITES);
            others.remove(HELD);
            awaitReaders(others);
            assertThat(kills).isPositive();
            assertThat(holding).isNotDone();
            assertThat(own).noneMatch(CompletableFuture::isDone);
            assertThat(other.isValid(1)).isTrue();
            letGo.countDown();
            holding.join();
            own.forEach(CompletableFuture::join);
        }
    }

    /** Ends the connection that writes calls, in the middle of a batch; returns 0 if nothing that was stored changed any. */
    private int killFollower(Map<String, CompletableFuture<Void>> stored) {
        int[] killed = {0};
        await().atMost(PATIENCE).until(() -> {
            boolean settled = stored.values().stream().allMatch(CompletableFuture::isDone) && stale() == 0;
            killed[0] = jdbc.sql(END_FOLLOWER).query(Integer.class).single();
            return killed[0] > 0 || settled;
        });
        return killed[0];
    }

    private long stale() {
        return jdbc.sql("SELECT count(*) FROM stale_call").query(Long.class).single();
    }

    /** Returns a connection that keeps every batch from its end until it is closed. */
    private Connection withTheSums() throws SQLException {
        Connection connection = database.dataSource().getConnection();
        connection.setAutoCommit(false);
        try (Statement statement = connection.createStatement()) {
            statement.execute("LOCK TABLE usage_slot IN EXCLUSIVE MODE");
        }
        return connection;
    }

    private Connection writingWhatIsNobodys() throws SQLException {
        Connection connection = database.dataSource().getConnection();
        connection.setAutoCommit(false);
        connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
        try (Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE of_nobody AS SELECT pg_current_xact_id()");
        }
        return connection;
    }

    /** PostgreSQL goes away while pages are stored, and comes back once followers were told so. */
    private void stopAndStart(StoringSites sites, List<LegDraft> early) {
        Map<String, CompletableFuture<Void>> stored = sites.store(PAGES, early);
        server.stop();
        await().atMost(PATIENCE).until(() -> readers.getFirst().unavailable() > 0);
        server.start();
        join(stored);
        awaitReaders(Set.copyOf(SITES));
    }

    private Path backUp() {
        Path backup = folder.resolve("backup");
        server.stop();
        server.backUp(backup);
        server.start();
        return backup;
    }

    /** Replaces the database by what it was. The replicas live on, and readers keep positions that it has never known. */
    private void restore(Path backup) {
        server.stop();
        server.restore(backup);
        server.start();
        await().atMost(PATIENCE).until(() -> readers.stream().allMatch(reader -> reader.gone() > 0));
    }

    /** Waits until every reader has the last versions of all calls of those sites that it is shown. */
    private void awaitReaders(Set<String> sites) {
        awaitCalls(sites);
        await().ignoreExceptions().atMost(PATIENCE).untilAsserted(() -> {
            for (FeedReader reader : readers) {
                Set<String> seen = new HashSet<>(reader.sites());
                seen.retainAll(sites);
                assertThat(reader.versions(seen)).isEqualTo(kept(seen));
            }
        });
    }

    private void awaitCalls(Set<String> sites) {
        await().ignoreExceptions()
                .atMost(PATIENCE)
                .until(() -> jdbc.sql("SELECT count(*) FROM stale_call JOIN site ON site.id = stale_call.site WHERE"
                                        + " site.name IN (:sites)")
                                .param("sites", sites)
                                .query(Long.class)
                                .single()
                        == 0);
    }

    private Map<String, Integer> kept(Set<String> sites) {
        Map<String, Integer> kept = new HashMap<>();
        jdbc.sql("SELECT replace(call.id::text, '-', '') AS id, version FROM call JOIN site ON site.id ="
                        + " call.site WHERE site.name IN (:sites)")
                .param("sites", sites)
                .query(row -> {
                    kept.put(row.getString("id"), row.getInt("version"));
                });
        return kept;
    }
}
