package io.ucmbilling.store;

import static io.ucmbilling.store.StoreRoom.SITE;
import static io.ucmbilling.testing.LegBuilder.leg;
import static org.assertj.core.api.Assertions.assertThat;

import io.ucmbilling.store.intake.PageCounts;
import io.ucmbilling.store.row.ReadLeg;
import io.ucmbilling.store.site.Hold;
import io.ucmbilling.store.site.SiteProgress;
import io.ucmbilling.testing.database.DatabaseStore;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Several writers, readers and replicas at one time. */
@Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ConcurrencyIT {
    private final StoreRoom room = new StoreRoom();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    @AfterEach
    void close() {
        threads.close();
        room.close();
    }

    @Test
    void makesAPartitionWhileLegsAreReadAndWritten() throws SQLException {
        room.keep(leg(1).build());
        try (Connection reader = room.database.dataSource().getConnection();
                Statement statement = reader.createStatement()) {
            reader.setAutoCommit(false);
            statement.execute("SELECT count(*) FROM leg");
            statement.execute("UPDATE leg SET kind = 'O'");

            assertThat(room.keepOther(leg(2).start("2019-07-01T00:00:00").build())
                            .stored())
                    .isEqualTo(1);
            reader.rollback();
        }
    }

    @Test
    void writersOfManySitesMakeTheSamePartitionsTogether() throws Exception {
        try (DatabaseStore replica = new DatabaseStore(room.database, StoreRoom.CLOCK)) {
            List<Callable<PageCounts>> writers = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                DatabaseStore store = i % 2 == 0 ? room.store : replica;
                String site = "site-" + i;
                store.sites().register(site, StoreRoom.FIRST_DAY);
                Hold hold = store.sites().take(site).hold();
                writers.add(() ->
                        store.intake().keep(hold, twoYears(), List.of(), null).counts());
            }

            for (Future<PageCounts> kept : threads.invokeAll(writers)) {
                assertThat(kept.get().stored()).isEqualTo(24);
            }
        }
    }

    private static List<ReadLeg> twoYears() {
        List<ReadLeg> legs = new ArrayList<>();
        for (int month = 0; month < 24; month++) {
            legs.add(leg(1 + month)
                    .start(LocalDateTime.of(2020, 1, 15, 8, 0).plusMonths(month))
                    .build());
        }
        return legs;
    }

    @Test
    void onePageFromTwoSidesIsStoredOnce() throws Exception {
        try (DatabaseStore replica = new DatabaseStore(room.database, StoreRoom.CLOCK)) {
            List<ReadLeg> page = twoYears();
            List<Callable<PageCounts>> writers = new ArrayList<>();
            for (int i = 0; i < 6; i++) {
                DatabaseStore store = i % 2 == 0 ? room.store : replica;
                writers.add(() ->
                        store.intake().keep(room.hold, page, List.of(), null).counts());
            }

            int stored = 0;
            for (Future<PageCounts> kept : threads.invokeAll(writers)) {
                stored += kept.get().stored();
            }

            assertThat(stored).isEqualTo(24);
            assertThat(room.records()).hasSize(24);
        }
    }

    @Test
    void aTakingWaitsForThePageUnderWay() throws Exception {
        try (Connection page = room.database.dataSource().getConnection();
                Statement statement = page.createStatement()) {
            page.setAutoCommit(false);
            statement.execute("SELECT FROM site WHERE name = '" + SITE + "' FOR UPDATE");
            Future<SiteProgress> taking = threads.submit(() -> room.sites.take(SITE));
            awaitWaiting();
            assertThat(taking.isDone()).isFalse();

            page.rollback();

            assertThat(taking.get().hold().fence()).isEqualTo(room.hold.fence() + 1);
        }
    }

    /** Until PostgreSQL says that a statement waits for another's lock. */
    private void awaitWaiting() {
        long waiting = 0;
        while (waiting == 0) {
            waiting = room.jdbc
                    .sql("SELECT count(*) FROM pg_locks WHERE NOT granted")
                    .query(Long.class)
                    .single();
        }
    }
}
