package io.ucmbilling.store;

import static io.ucmbilling.store.StoreRoom.SITE;
import static org.assertj.core.api.Assertions.assertThat;

import io.ucmbilling.store.database.Transactions;
import io.ucmbilling.store.site.SiteRows;
import java.sql.Connection;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/** A replica that falls silent in the middle of a transaction, as one does whose host lost its power. */
@Timeout(120)
class AbandonedTransactionIT {
    private static final List<String> SETTINGS = List.of(
            "idle_in_transaction_session_timeout",
            "tcp_keepalives_idle",
            "tcp_keepalives_interval",
            "tcp_keepalives_count");

    private final StoreRoom room = new StoreRoom();
    private final Transactions transactions = room.store.bean(Transactions.class);
    private final SiteRows sites = room.store.bean(SiteRows.class);

    @AfterEach
    void close() {
        room.close();
    }

    private static List<String> settings(Connection connection) {
        JdbcClient jdbc = JdbcClient.create(new SingleConnectionDataSource(connection, true));
        return SETTINGS.stream()
                .map(name -> jdbc.sql("SHOW " + name).query(String.class).single())
                .toList();
    }

    @Test
    void asksForAnEarlyEndWhereASiteIsLockedAndNowhereElse() {
        List<String> locked = transactions.writing(connection -> {
            sites.lock(room.hold);
            return settings(connection);
        });
        assertThat(locked).containsExactly("15s", "5", "3", "3");
        assertThat(transactions.snapshot(AbandonedTransactionIT::settings)).doesNotContain("15s", "5", "3");
    }

    /** Within the 20 s for which the site's lock is leased. */
    @Test
    void aSiteIsFreeAgainSecondsAfterItsHolderFellSilent() {
        CompletableFuture<Boolean> locked = new CompletableFuture<>();
        CompletableFuture<Boolean> taken = new CompletableFuture<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<Boolean> silent = threads.submit(() -> transactions.writing(connection -> {
                sites.lock(room.hold);
                locked.complete(true);
                return taken.join();
            }));
            locked.join();
            assertThat(room.sites.take(SITE).hold().fence()).isEqualTo(room.hold.fence() + 1);
            assertThat(silent.isDone()).isFalse();
            taken.complete(true);
            assertThat(silent).failsWithin(Duration.ofMinutes(1));
        }
    }
}
