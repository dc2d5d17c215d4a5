package io.ucmbilling.store.intake;

import static io.ucmbilling.store.StoreRoom.OTHER;
import static io.ucmbilling.store.StoreRoom.SITE;
import static io.ucmbilling.testing.LegBuilder.leg;
import static org.assertj.core.api.Assertions.assertThat;

import io.ucmbilling.contract.CdrRecord;
import io.ucmbilling.store.StoreRoom;
import io.ucmbilling.store.census.Census;
import io.ucmbilling.store.database.Transactions;
import io.ucmbilling.store.partition.Partitions;
import io.ucmbilling.store.row.ReadLeg;
import io.ucmbilling.store.serving.LegQuery;
import io.ucmbilling.store.serving.LegQuery.SiteBounds;
import io.ucmbilling.testing.database.DatabaseStore;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Legs of mad clocks: two partitions hold them all, they are served like any other, and nobody else is harmed. */
@Timeout(value = 120, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class MisdatedIT {
    private static final List<String> USUAL = List.of("leg_2026_01", "leg_2026_02", "leg_2026_03", "leg_2026_04");

    private final StoreRoom room = new StoreRoom();

    @AfterEach
    void close() {
        room.close();
    }

    /** One in each of 1,400 months of the years 1 to 9917. */
    private static List<ReadLeg> mad() {
        return IntStream.range(0, 1_400)
                .mapToObj(i -> leg(1 + i)
                        .session("mad-" + i)
                        .start(LocalDateTime.of(1, 1, 15, 8, 0).plusMonths(85L * i))
                        .build())
                .toList();
    }

    @Test
    void makeTwoPartitionsWhateverTheClockShows() {
        List<ReadLeg> mad = mad();

        assertThat(room.keep(mad.subList(0, 1_000)).stored()).isEqualTo(1_000);
        assertThat(room.keep(mad.subList(1_000, 1_400)).stored()).isEqualTo(400);

        assertThat(partitions())
                .containsAll(USUAL)
                .contains("leg_after", "leg_before")
                .hasSize(6);
        assertThat(room.records())
                .containsExactlyElementsOf(mad.stream().map(ReadLeg::raw).toList());
        assertThat(room.keep(mad.subList(0, 1_000))).isEqualTo(new PageCounts(1_000, 0, 1_000, 0));
        assertThat(room.keep(mad.subList(1_000, 1_400))).isEqualTo(new PageCounts(400, 0, 400, 0));
    }

    @Test
    void areOnePageWithHonestLegs() {
        List<ReadLeg> page = List.of(
                leg(1).session("17724636005-1001").start("0000-12-31T23:59:59").build(),
                leg(2).session("17724636005-1001").build(),
                leg(3).session("17724636005-1001").start("9999-12-31T23:59:59").build());

        assertThat(room.keep(page).stored()).isEqualTo(3);

        assertThat(room.acctIds(StoreRoom.calls(SITE), 0, 10)).containsExactly("1+2+3");
        assertThat(room.acctIds(StoreRoom.all(SITE), 1, 2)).containsExactly("2", "3");
        assertThat(room.store.bean(Census.class).count(SITE, Instant.parse("2026-03-02T00:00:00Z"), null))
                .isEqualTo(2);
    }

    /** Whoever touched the edges would wait for the lock. */
    @Test
    void areTouchedByNobodyWhoKnowsHisTime() throws SQLException {
        room.keep(mad().subList(0, 1_000));
        room.keep(leg(9_000).start("9999-12-31T23:59:59").build());
        Instant from = Instant.parse("2026-03-01T00:00:00Z");
        Instant to = Instant.parse("2026-03-09T00:00:00Z");
        try (Connection edges = room.database.dataSource().getConnection();
                Statement statement = edges.createStatement()) {
            edges.setAutoCommit(false);
            statement.execute("LOCK TABLE ONLY leg_before, ONLY leg_after IN ACCESS EXCLUSIVE MODE");

            for (int page = 0; page < 8; page++) { // As often as it takes until statements are prepared for good.
                assertThat(room.keepOther(leg(1).build(), leg(page).build()).stored())
                        .isEqualTo(page == 1 ? 0 : page == 0 ? 2 : 1);
                assertThat(room.items(windowed(from, to, false), 0, 10)).hasSize(Math.max(page + 1, 2));
                assertThat(room.items(windowed(from, to, true), 0, 10)).hasSize(Math.max(page + 1, 2));
                assertThat(room.store.bean(Census.class).count(OTHER, from, to)).isEqualTo(Math.max(page + 1, 2));
            }
            assertThat(room.keepOther(leg(7).trunkName("carrier-east").build()).stored())
                    .isEqualTo(1);
            edges.rollback();
        }
    }

    private static LegQuery windowed(Instant from, Instant to, boolean calls) {
        List<SiteBounds> bounds =
                List.of(new SiteBounds(SITE, from, to), new SiteBounds(OTHER, from.plusSeconds(1), to));
        return new LegQuery(bounds, null, null, null, null, null, calls);
    }

    @Test
    void goToTheirMonthWhenItBegins() {
        room.keep(
                leg(1).start("2026-05-31T23:59:59").build(),
                leg(2).start("2026-06-01T00:00:00").build());
        long number = room.legs(StoreRoom.all(SITE)).getFirst().number();

        try (DatabaseStore april = new DatabaseStore(room.database, at("2026-04-10T12:00:00Z"))) {
            april.intake().keep(room.hold, List.of(leg(3).build()), List.of(), null);
        }

        assertThat(partitions())
                .containsAll(USUAL)
                .contains("leg_2026_05", "leg_after")
                .hasSize(6);
        assertThat(startsIn("leg_2026_05")).containsExactly("2026-05-31 23:59:59");
        assertThat(startsIn("leg_after")).containsExactly("2026-06-01 00:00:00");
        assertThat(room.acctIds(StoreRoom.all(SITE), 0, 10)).containsExactly("3", "1", "2");
        assertThat(room.legs(StoreRoom.all(SITE)).get(1).number()).isEqualTo(number);
    }

    @Test
    void goToTheirMonthsWhenAnEarlierFirstDayIsRegistered() {
        List<ReadLeg> old = new ArrayList<>();
        for (int month = 0; month < 24; month++) {
            old.add(leg(1 + month)
                    .start(LocalDateTime.of(2023, 7, 15, 8, 0).plusMonths(month))
                    .build());
        }
        room.keep(old);
        List<CdrRecord> before = room.records();

        room.sites.register(SITE, LocalDate.of(2024, 1, 1));

        assertThat(partitions())
                .contains("leg_2024_01", "leg_2025_12", "leg_before")
                .hasSize(4 + 24 + 1);
        assertThat(startsIn("leg_before")).hasSize(6);
        assertThat(room.records()).isEqualTo(before);
        assertThat(room.keep(old)).isEqualTo(new PageCounts(24, 0, 24, 0));
    }

    /** What a version made that had a partition for each month of any clock. */
    @Test
    void areFoldedTogetherWhereEachHadAPartitionOfItsOwn() {
        List<ReadLeg> mad = mad().subList(250, 320);
        for (ReadLeg leg : mad) {
            YearMonth month = YearMonth.from(leg.leg().start());
            room.jdbc
                    .sql("CREATE TABLE leg_%tY_%<tm PARTITION OF leg FOR VALUES FROM ('%<tF') TO ('%tF')"
                            .formatted(month.atDay(1), month.plusMonths(1).atDay(1)))
                    .update();
        }
        try (DatabaseStore older = new DatabaseStore(room.database, StoreRoom.CLOCK)) {
            older.bean(Transactions.class).writing(connection -> {
                new LegTable(connection, (short) 1)
                        .putIn(older.intake().prepare(SITE, mad).legs(), 1);
                return true;
            });
        }

        try (DatabaseStore newer = new DatabaseStore(room.database, StoreRoom.CLOCK)) {
            newer.sites().register(SITE, StoreRoom.FIRST_DAY);
        }

        assertThat(partitions())
                .containsAll(USUAL)
                .contains("leg_after", "leg_before")
                .hasSize(6);
        assertThat(room.records())
                .containsExactlyElementsOf(mad.stream().map(ReadLeg::raw).toList());
    }

    @Test
    void stopNoReaderWhileTheyWaitForAnother() throws SQLException {
        room.keep(leg(1).start("2026-05-31T23:59:59").build());
        try (DatabaseStore april = new DatabaseStore(room.database, at("2026-04-10T12:00:00Z"));
                Connection reader = room.database.dataSource().getConnection();
                Statement statement = reader.createStatement()) {
            reader.setAutoCommit(false);
            statement.execute("SELECT count(*) FROM leg");

            april.intake().keep(room.hold, List.of(leg(2).build()), List.of(), null);

            assertThat(partitions()).doesNotContain("leg_2026_05");
            assertThat(room.acctIds(StoreRoom.all(SITE), 0, 10)).containsExactly("2", "1");
            reader.rollback();
            while (!partitions().contains("leg_2026_05")) {
                assertThat(room.acctIds(StoreRoom.all(SITE), 0, 10)).containsExactly("2", "1");
            }
        }
    }

    /** Of ten years; see {@link Partitions} for how many there may be. */
    @Test
    void leaveAQueryWithoutBoundsFewLocks() {
        room.sites.register(SITE, LocalDate.of(2016, 1, 1));
        room.keep(mad());
        List<Long> locks = new ArrayList<>();

        room.items(
                StoreRoom.calls(SITE, OTHER),
                0,
                1,
                item -> locks.add(room.jdbc
                        .sql("SELECT count(*) FROM pg_locks WHERE locktype = 'relation'")
                        .query(Long.class)
                        .single()));

        assertThat(locks).singleElement().satisfies(count -> assertThat(count).isBetween(124L, 520L));
    }

    private List<String> partitions() {
        return room.jdbc
                .sql("SELECT relname FROM pg_inherits JOIN pg_class ON pg_class.oid = inhrelid"
                        + " WHERE inhparent = 'leg'::regclass")
                .query((row, number) -> row.getString(1))
                .list();
    }

    private List<String> startsIn(String partition) {
        return room.jdbc
                .sql("SELECT start::text FROM " + partition + " ORDER BY start")
                .query((row, number) -> row.getString(1))
                .list();
    }

    private static Clock at(String time) {
        return Clock.fixed(Instant.parse(time), ZoneOffset.UTC);
    }
}
