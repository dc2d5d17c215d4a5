package io.ucmbilling.calls.retention;

import static io.ucmbilling.testing.LegBuilder.leg;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ucmbilling.calls.table.CallRoom;
import io.ucmbilling.contract.Field;
import io.ucmbilling.store.StoreRoom;
import io.ucmbilling.store.archive.RecordingDigests;
import io.ucmbilling.store.archive.WantedRecordings;
import io.ucmbilling.store.archive.WantedRecordings.Wanted;
import io.ucmbilling.store.census.Census;
import io.ucmbilling.store.database.Locks;
import io.ucmbilling.store.database.Transactions;
import io.ucmbilling.store.erasure.LegErasure;
import io.ucmbilling.store.intake.PageCounts;
import io.ucmbilling.store.retention.KeptFrom;
import io.ucmbilling.store.retention.OldLegs;
import io.ucmbilling.store.retention.RetentionSettings;
import io.ucmbilling.store.row.ReadLeg;
import io.ucmbilling.store.site.SiteRows;
import io.ucmbilling.testing.LegBuilder;
import io.ucmbilling.testing.database.DatabaseText;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.Period;
import java.time.ZoneId;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Retention: it is 10 March, and calls are kept for a month, so from 1 February on. */
class RetentionIT {
    private static final String CHICAGO = "America/Chicago";
    private static final LocalDate DAY = LocalDate.of(2026, 2, 1);
    private static final String NUMBER = "12025550143";

    private final CallRoom room = new CallRoom();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Retention retention = retention();

    private <T> T bean(Class<T> type) {
        return room.store.store.bean(type);
    }

    private Retention retention() {
        Transactions transactions = bean(Transactions.class);
        return new Retention(
                new RetentionSettings(Period.ofMonths(1)),
                bean(KeptFrom.class),
                new BorderCalls(transactions, bean(SiteRows.class), bean(LegErasure.class)),
                room.oldCalls(),
                bean(OldLegs.class),
                bean(Locks.class),
                StoreRoom.CLOCK);
    }

    @BeforeEach
    void configure() {
        room.store.sites.configured(StoreRoom.SITE, ZoneId.of(CHICAGO), "US");
        room.store.sites.configured(StoreRoom.OTHER, ZoneId.of("Asia/Tokyo"), "JP");
    }

    @AfterEach
    void close() {
        threads.close();
        room.close();
    }

    /** A leg of a call of its own, which began with it. */
    private static LegBuilder draft(long acctId, String start, String zone) {
        long epoch = LocalDateTime.parse(start).atZone(ZoneId.of(zone)).toEpochSecond();
        return leg(acctId)
                .start(start)
                .zone(zone)
                .session(epoch + "" + acctId + "-1001")
                .with(Field.UNIQUEID, epoch + "." + acctId);
    }

    private static ReadLeg call(long acctId, String start) {
        return draft(acctId, start, CHICAGO).build();
    }

    private List<String> starts(String table, String column) {
        return room.store
                .jdbc
                .sql("SELECT to_char(" + column + ", 'YYYY-MM-DD HH24:MI') FROM " + table + " ORDER BY " + column)
                .query((row, number) -> row.getString(1))
                .list();
    }

    private long partitions(String table) {
        return room.one(
                "SELECT count(*) FROM pg_inherits WHERE inhparent = '" + table
                        + "'::regclass AND inhrelid::regclass::text < '" + table + "_2026_02'",
                Long.class);
    }

    /** Whole months go, with all that belongs to them. Followers are told nothing, and the feed's end stays. */
    @Test
    void dropsWholeMonths() {
        room.store.keep(
                draft(1, "2024-12-10T09:00:00", CHICAGO).with(Field.SRC, NUMBER).build(),
                draft(2, "2026-01-15T09:00:00", CHICAGO).with(Field.SRC, NUMBER).build(),
                call(3, "2026-02-01T00:00:00"),
                call(4, "2026-03-02T09:00:00"),
                draft(5, "1990-01-01T00:00:00", CHICAGO).with(Field.SRC, NUMBER).build());
        room.follow();
        room.rollUp();
        long place = room.one("SELECT place FROM call_follower", Long.class);
        retention.run();

        assertThat(starts("leg", "start")).containsExactly("2026-02-01 00:00", "2026-03-02 09:00");
        assertThat(starts("call", "started_at AT TIME ZONE 'America/Chicago'"))
                .containsExactly("2026-02-01 00:00", "2026-03-02 09:00");
        assertThat(partitions("leg")).isZero();
        assertThat(room.one("SELECT count(*) FROM call_removed", Long.class)).isZero();
        assertThat(room.one("SELECT place FROM call_follower", Long.class)).isEqualTo(place);
        assertThat(room.usage()).isEqualTo(room.usageOfCalls()).isNotEmpty();
        assertRolledUp();
        assertThat(DatabaseText.tablesWith(room.store.database.dataSource(), NUMBER))
                .isEmpty();
    }

    /** Asserts that what is rolled up is right at once where it may be believed, and everywhere once all is rolled up. */
    private void assertRolledUp() {
        assertThat(room.rollupsOfCalls()).containsAll(room.rollups());
        room.rollUp();
        assertThat(room.rollups()).isEqualTo(room.rollupsOfCalls()).isNotEmpty();
    }

    /** What was made of legs before a month was dropped is not written after it, but made again. */
    @Test
    void letsNoCallBeWrittenThatWasMadeBefore() {
        room.store.keep(call(1, "2026-03-02T09:00:00"));
        long fence = room.lease.hold().orElseThrow();
        retention.run();
        room.follow(fence);
        assertThat(starts("call", "started_at")).isEmpty();
        room.follow();

        assertThat(starts("call", "started_at")).hasSize(1);
    }

    /** B5, keptFrom: it is the PBX's own midnight, wherever the PBX is, and calls, legs and sums agree on both sides of it. */
    @Test
    void cutsAtMidnightOfEachPbx() {
        room.store.keep(call(1, "2026-01-31T23:59:59"), call(2, "2026-02-01T00:00:00"), call(3, "2026-01-31T17:00:00"));
        room.store.keepOther(
                draft(4, "2026-01-31T23:59:59", "Asia/Tokyo").build(),
                draft(5, "2026-02-01T00:00:00", "Asia/Tokyo").build());
        room.follow();
        room.rollUp();
        retention.run();

        assertThat(starts("leg", "start")).containsExactly("2026-02-01 00:00", "2026-02-01 00:00");
        assertThat(starts("call", "started_at AT TIME ZONE 'UTC'"))
                .containsExactly("2026-01-31 15:00", "2026-02-01 06:00");
        assertThat(room.usage()).isEqualTo(room.usageOfCalls()).isNotEmpty();
        assertRolledUp();
        room.store.keepOther(draft(5, "2026-02-01T00:00:00", "Asia/Tokyo")
                .with(Field.AMAFLAGS, "BILLING")
                .build());
        room.follow();
        assertThat(room.feed()).last().asString().endsWith(" 2");
        assertThat(room.usage()).isEqualTo(room.usageOfCalls());
    }

    /** A call that began before and has legs behind the border goes as a whole, and a proof of the first day counts those. */
    @Test
    void erasesACallThatCrossesTheBorder() {
        ReadLeg before = call(1, "2026-01-31T23:59:50");
        ReadLeg behind = draft(1, "2026-01-31T23:59:50", CHICAGO)
                .with(Field.ACCT_ID, "2")
                .start("2026-02-01T00:00:10")
                .build();
        room.store.keep(before, behind);
        room.follow();
        retention.run();
        room.follow();

        assertThat(room.one("SELECT count(*) FROM leg", Long.class)).isZero();
        assertThat(room.calls()).isEmpty();
        assertThat(room.store.keep(before, behind)).isEqualTo(new PageCounts(2, 0, 2, 0));
        Instant midnight = DAY.atStartOfDay(ZoneId.of(CHICAGO)).toInstant();
        assertThat(bean(Census.class).count(StoreRoom.SITE, midnight, null)).isEqualTo(1);
    }

    /** N9, B5: what a UCM still holds counts as unchanged, and is not asked for again, whatever is configured. */
    @Test
    void collectsNothingFromBeforeAgain() {
        room.store.keep(call(1, "2026-01-15T09:00:00"), call(4, "2026-03-02T09:00:00"));
        room.store.firstDays.add(room.store.hold, List.of(DAY.minusDays(1), DAY));
        retention.run();

        assertThat(room.store.keep(call(1, "2026-01-15T09:00:00"), call(5, "2026-03-02T09:00:00")))
                .isEqualTo(new PageCounts(2, 1, 1, 0));
        assertThat(room.store.sites.progress(StoreRoom.SITE).since()).isEqualTo(DAY);
        room.store.sites.register(StoreRoom.SITE, LocalDate.of(2024, 12, 1));
        room.store.sites.register("new", LocalDate.of(2024, 12, 1));
        assertThat(room.store.sites.progress()).allMatch(site -> site.since().equals(DAY));
        assertThat(room.store.firstDays.count(StoreRoom.SITE).earliest()).isEqualTo(DAY);
        assertThat(bean(KeptFrom.class).day(StoreRoom.SITE)).contains(DAY);
        room.store.sites.register("young", LocalDate.of(2026, 3, 1));
        assertThat(bean(KeptFrom.class).day("young")).isEmpty();
    }

    /** Rows that belong to old legs go, and the cache of each replica is told which files to throw away. */
    @Test
    void dropsWhatBelongsToOldLegs() {
        String file = "auto-1768489200-1001-1002.wav";
        room.store.keep(draft(1, "2026-01-15T09:00:00", CHICAGO)
                .with(Field.RECORDFILES, "2026-01/" + file + "@")
                .build());
        bean(WantedRecordings.class)
                .want(
                        StoreRoom.SITE,
                        List.of(new Wanted("monitor", "2026-01/" + file, Instant.parse("2026-01-15T15:00:00Z"), 0)),
                        Instant.parse("2026-01-15T15:00:00Z"));
        room.store.quarantine("{\"src\":\"" + NUMBER + "\"}");
        room.store.jdbc.sql("UPDATE quarantine SET first_seen = '2026-01-15'").update();
        room.follow();
        retention.run();

        assertThat(DatabaseText.tablesWith(room.store.database.dataSource(), NUMBER, file))
                .isEmpty();
        assertThat(room.store
                        .jdbc
                        .sql("SELECT digest FROM erased_recording")
                        .query((row, number) -> row.getBytes(1))
                        .list())
                .contains(RecordingDigests.of(StoreRoom.SITE, "monitor", file));
    }

    /** One replica does it, and what was done is not done again. */
    @Test
    void isDoneByOneReplicaAndOnce() {
        room.store.keep(call(1, "2026-01-15T09:00:00"));
        room.follow();
        try (Locks.Held _ = bean(Locks.class).take("retention").orElseThrow()) {
            retention.run();
            assertThat(room.calls()).hasSize(1);
        }
        await().until(() -> {
            retention().run();
            return room.calls().isEmpty();
        });
        long arrivals = room.one("SELECT count(*) FROM arrival", Long.class);
        retention().run();

        assertThat(room.one("SELECT done FROM retention", Boolean.class)).isTrue();
        assertThat(room.one("SELECT count(*) FROM arrival", Long.class)).isEqualTo(arrivals);
    }

    /** A reader that takes long holds up the dropping, and dropping holds up other readers for a moment alone. */
    @Test
    void makesNoReaderWaitForLong() throws Exception {
        room.store.keep(call(1, "2026-01-15T09:00:00"));
        room.follow();
        CompletableFuture<Void> dropping;
        try (Connection slow = room.store.database.dataSource().getConnection();
                Statement statement = slow.createStatement()) {
            slow.setAutoCommit(false);
            statement.execute("SELECT count(*) FROM leg");
            dropping = CompletableFuture.runAsync(retention::run, threads);
            await().until(() -> room.one(
                            "SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND query LIKE '%LOCK"
                                    + " TABLE ONLY leg%' AND datname = current_database()",
                            Long.class)
                    > 0);
            assertThat(room.one("SELECT count(*) FROM leg", Long.class)).isEqualTo(1);
            slow.commit();
        }
        dropping.join();

        assertThat(room.one("SELECT count(*) FROM leg", Long.class)).isZero();
    }
}
