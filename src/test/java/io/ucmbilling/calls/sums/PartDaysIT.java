package io.ucmbilling.calls.sums;

import static io.ucmbilling.testing.LegBuilder.leg;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.ucmbilling.calls.sums.PartDays.Standing;
import io.ucmbilling.calls.table.CallRoom;
import io.ucmbilling.contract.Field;
import io.ucmbilling.store.database.Transactions;
import io.ucmbilling.store.row.ReadLeg;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** When sums by part of a day may be believed, and how the tables of an older release that they replace come to an end. */
class PartDaysIT {
    private static final String TABLES =
            "SELECT count(*) FROM pg_class WHERE relname ~ '^usage_(trunk|extension|kind)(_day)?$'";
    private static final String ALIVE =
            "INSERT INTO replica (name, alive_until) VALUES ('older', now() + interval '1 h')";
    private static final String LONG_AGO = "UPDATE call_follower SET older_seen_at = now() - interval '25 h'";
    private static final String LONG_UNREAD =
            "UPDATE call_follower SET older_unread_at = older_unread_at - interval '11 min'";
    private static final String OLDER_TAKES_OVER = "UPDATE call_follower SET holder = 'older', fence = fence + 1,"
            + " rollup_fence = rollup_fence + 1, lease_until = now() - interval '1 s'";

    private final CallRoom room = new CallRoom();
    private final Transactions transactions = room.store.store.bean(Transactions.class);
    private final OlderParts older = new OlderParts(transactions);

    @AfterEach
    void close() {
        room.close();
    }

    private void keep(long acctId) {
        room.store.keep(List.of(leg(acctId)
                .zone("UTC")
                .start(LocalDateTime.of(2026, 2, 3, 9, 0).plusMinutes(acctId))
                .build()));
        room.follow();
    }

    private Standing standing() {
        return transactions.snapshot(PartDays::standing);
    }

    private long unsummed() {
        return room.one("SELECT count(*) FROM usage_part_day WHERE NOT summed", Long.class);
    }

    private void execute(String sql) {
        room.store.jdbc.sql(sql).update();
    }

    /** Does something while a step waits for the table that it writes, and then lets it go on. */
    private void duringAStep(Runnable meanwhile) throws Exception {
        try (Connection block = room.store.database.dataSource().getConnection();
                Statement statement = block.createStatement()) {
            block.setAutoCommit(false);
            statement.execute("LOCK TABLE usage_part");
            CompletableFuture<Boolean> step =
                    CompletableFuture.supplyAsync(() -> new RollupSteps(transactions).next(Duration.ZERO));
            await().until(() -> room.one(
                            "SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND datname ="
                                    + " current_database()",
                            Long.class)
                    > 0);
            meanwhile.run();
            block.rollback();
            assertThat(step.join()).as("there is more to do").isTrue();
        }
    }

    /** What changes while a day is summed up is not lost: the follower does not wait, and the step is done again. */
    @Test
    void sumsUpAgainWhatChangesMeanwhile() throws Exception {
        keep(1);
        duringAStep(() -> keep(2));

        assertThat(unsummed()).isOne();
        room.rollUp();
        assertThat(unsummed()).isZero();
        assertThat(room.rollups()).isEqualTo(room.rollupsOfCalls()).isNotEmpty();
    }

    /** It notes nothing, so the step is not refused: its day is marked after it. */
    @Test
    void sumsUpAgainWhatAnOlderReleaseChangesMeanwhile() throws Exception {
        keep(1);
        duringAStep(() -> {
            execute(OLDER_TAKES_OVER);
            execute("TRUNCATE call");
            execute("TRUNCATE usage_slot, usage_hour");
            room.follow();
        });
        room.rollUp();

        assertThat(standing()).isEqualTo(Standing.BELIEVED);
        assertThat(unsummed()).isZero();
        assertThat(room.rollups()).isEmpty();
    }

    /** A day of a hostile UCM may have any number of parts. */
    @Test
    void keepsManySumsInSeveralRows() {
        List<ReadLeg> legs = new ArrayList<>();
        for (int i = 0; i < 5_200; i++) {
            legs.add(leg(i + 1)
                    .zone("UTC")
                    .start(LocalDateTime.of(2026, 2, 3, 9, 0))
                    .with(Field.CHANNEL, "PJSIP/" + (20_000 + i) + "-00000abc")
                    .with(Field.CHANNEL_EXT, "" + (20_000 + i))
                    .with(Field.DSTCHANNEL, "PJSIP/" + (30_000 + i) + "-00000abd")
                    .with(Field.DSTCHANNEL_EXT, "" + (30_000 + i))
                    .build());
        }
        room.store.keep(legs);
        room.follow();
        room.rollUp();

        assertThat(room.one("SELECT max(chunk) FROM usage_part WHERE dimension = 'E'", Integer.class))
                .isOne();
        assertThat(room.one("SELECT max(cardinality(parts)) FROM usage_part", Integer.class))
                .isEqualTo(10_000);
        assertThat(room.rollups()).isEqualTo(room.rollupsOfCalls());
    }

    /** Other days do not wait for it. */
    @Test
    void leavesDaysThatCannotBeSummedUpForAnHour() {
        keep(1);
        execute("ALTER TABLE usage_part ADD CONSTRAINT broken CHECK (slot < '2026-02-03Z')");
        RollupSteps steps = new RollupSteps(transactions);

        assertThat(steps.next(Duration.ZERO)).isTrue();
        assertThat(steps.next(Duration.ZERO)).as("nothing is left for now").isFalse();
        assertThat(unsummed()).isOne();

        execute("ALTER TABLE usage_part DROP CONSTRAINT broken");
        execute("UPDATE usage_part_day SET changed_at = changed_at - interval '1 h'");
        room.rollUp();
        assertThat(unsummed()).isZero();
    }

    @Test
    void leavesADayThatHasJustChangedForLater() {
        keep(1);

        assertThat(new RollupSteps(transactions).next(Duration.ofMinutes(5))).isFalse();
        assertThat(unsummed()).isOne();
    }

    /** The last release notes periods, and nothing of days. */
    @Test
    void isNotBelievedOnceAnOlderReleaseHasTakenTheLease() {
        keep(1);
        room.rollUp();
        assertThat(standing()).isEqualTo(Standing.BELIEVED);

        execute(OLDER_TAKES_OVER);
        assertThat(standing()).isEqualTo(Standing.UNKNOWN);
        assertThat(new RollupSteps(transactions).next(Duration.ZERO)).isFalse();

        assertThat(room.lease.hold()).as("there is something to do").isPresent();
        room.follow();
        assertThat(standing()).as("its days are not noted yet").isEqualTo(Standing.UNKNOWN);
        while (room.one("SELECT count(*) FROM usage_part_backfill", Long.class) > 0) {
            assertThat(new RollupSteps(transactions).next(Duration.ofMinutes(5)))
                    .isTrue();
        }
        assertThat(standing()).isEqualTo(Standing.BELIEVED);
        assertThat(unsummed()).as("summed up anew").isOne();
    }

    /** After an upgrade days are known of which no release has noted anything. */
    @Test
    void knowsEachDayThatHasCallsAfterAnUpgrade() {
        room.keepOlderParts();
        keep(1);
        keep(2_000);
        execute("DELETE FROM usage_part_day");
        execute("UPDATE call_follower SET part_fence = -1");
        room.follow();
        assertThat(new RollupSteps(transactions).next(Duration.ofMinutes(5))).isTrue();

        assertThat(room.usage()).isEqualTo(room.usageOfCalls()).hasSizeGreaterThan(2 + 2 * 6);
        assertThat(unsummed()).isEqualTo(2);
    }

    @Test
    void theTablesOfAnOlderReleaseAreKeptWhileOneLives() {
        room.keepOlderParts();
        keep(1);
        room.rollUp();
        execute(ALIVE);
        execute(LONG_AGO);
        older.look();
        execute("DELETE FROM replica");
        older.look();

        assertThat(standing()).as("one has lived within a day").isEqualTo(Standing.OLDER);
        assertThat(room.one(TABLES, Long.class)).isEqualTo(6);
    }

    @Test
    void theyAreKeptUntilWhatReplacesThemIsSummedUp() {
        room.keepOlderParts();
        keep(1);
        execute(LONG_AGO);
        execute("UPDATE usage_part_day SET changed_at = now() - interval '2 h'");
        older.look();
        assertThat(standing()).isEqualTo(Standing.OLDER);

        room.rollUp();
        execute("UPDATE call_follower SET fence = fence + 1, rollup_fence = rollup_fence + 1");
        older.look();
        assertThat(standing()).as("an older release may have written").isEqualTo(Standing.OLDER);
    }

    /** Who has read that they are kept may still ask them when they are no longer read: they are right for ten more minutes. */
    @Test
    void theyGoOnceNoneHasLivedForADay() {
        room.keepOlderParts();
        keep(1);
        room.rollUp();
        execute(LONG_AGO);
        older.look();
        assertThat(standing()).isEqualTo(Standing.BELIEVED);
        older.look();
        keep(2);
        assertThat(room.usage()).as("still written").isEqualTo(room.usageOfCalls());
        assertThat(room.one(TABLES, Long.class)).isEqualTo(6);

        execute(LONG_UNREAD);
        older.look();
        assertThat(room.one(TABLES, Long.class)).isZero();
        older.look();
        keep(3);
        room.rollUp();
        assertThat(room.usage()).isEqualTo(room.usageOfCalls());
        assertThat(room.rollups()).isEqualTo(room.rollupsOfCalls());
    }

    @Test
    void theyAreReadAgainIfAnOlderReleaseComesBack() {
        room.keepOlderParts();
        keep(1);
        room.rollUp();
        execute(LONG_AGO);
        older.look();
        execute(LONG_UNREAD);
        execute(ALIVE);
        older.look();

        assertThat(standing()).isEqualTo(Standing.OLDER);
        assertThat(room.one(TABLES, Long.class)).isEqualTo(6);
    }

    /** An upgrade after a roll-back begins the day anew. */
    @Test
    void theirDayBeginsWithTheLastLeaseOfAnOlderRelease() {
        room.keepOlderParts();
        keep(1);
        execute(LONG_AGO);
        execute(OLDER_TAKES_OVER);
        keep(2);
        room.rollUp();
        older.look();

        assertThat(standing()).isEqualTo(Standing.OLDER);
    }

    /** It would find no tables, and hold the lease without making a call. */
    @Test
    void noOlderReleaseTakesTheLeaseAfterThat() {
        keep(1);
        older.look();

        assertThatThrownBy(() -> execute(OLDER_TAKES_OVER)).hasMessageContaining("call_follower_parts");
        keep(2);
        assertThat(room.usage()).isEqualTo(room.usageOfCalls());
    }

    /** A table in use is dropped a minute later, and nobody waits for it. */
    @Test
    void aTableInUseIsLeftAlone() throws Exception {
        keep(1);
        try (Connection dump = room.store.database.dataSource().getConnection();
                Statement statement = dump.createStatement()) {
            dump.setAutoCommit(false);
            statement.execute("LOCK TABLE usage_trunk IN ACCESS SHARE MODE");
            older.look();
            assertThat(room.one(TABLES, Long.class)).isEqualTo(6);
            dump.rollback();
        }
        older.look();
        assertThat(room.one(TABLES, Long.class)).isZero();
    }
}
