package io.ucmbilling.calls.sums;

import static io.ucmbilling.testing.LegBuilder.leg;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.ucmbilling.calls.table.CallRoom;
import io.ucmbilling.store.database.Transactions;
import io.ucmbilling.store.row.ReadLeg;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessException;

/** When what is rolled up may be believed, and that it is right then. */
class RollupIT {
    private static final Set<Short> FLEET = Set.of(Rollup.FLEET);

    /** As a release takes the lease that knows nothing of what is rolled up. */
    private static final String OLDER_TAKES_OVER =
            "UPDATE call_follower SET holder = 'older', fence = fence + 1, lease_until = now() - interval '1 s'";

    private final CallRoom room = new CallRoom();
    private final Transactions transactions = room.store.store.bean(Transactions.class);

    @AfterEach
    void close() {
        room.close();
    }

    private static ReadLeg call(long acctId, LocalDateTime start) {
        return leg(acctId)
                .zone("UTC")
                .start(start)
                .waitSeconds((int) (acctId % 140))
                .build();
    }

    /** Keeps calls of four months at two sites. */
    private void keep(long first) {
        List<ReadLeg> legs = new ArrayList<>();
        for (long i = 0; i < 40; i++) {
            legs.add(call(first + i, LocalDateTime.of(2026, 1, 1, 9, 0).plusHours(70 * i)));
        }
        room.store.keep(legs);
        room.store.keepOther(call(first, LocalDateTime.of(2026, 2, 3, 9, 0)));
    }

    private Optional<Integer> unsummed(Set<Short> sites) {
        return transactions.snapshot(
                connection -> RollupPeriods.unsummed(connection, sites).map(List::size));
    }

    private void assertAllRolledUp() {
        room.rollUp();
        assertThat(unsummed(FLEET)).contains(0);
        assertThat(room.rollups()).isEqualTo(room.rollupsOfCalls()).isNotEmpty();
    }

    @Test
    void isTheSumOfTheCalls() {
        keep(1);
        room.follow();
        assertAllRolledUp();
        assertThat(room.one(
                        "SELECT count(DISTINCT (site, dimension, hours)) FROM usage_rollup WHERE dimension <> 'T'",
                        Integer.class))
                .as("two of hours and four of parts, and four of each site")
                .isEqualTo(2 + 4 + 2 * 4);
    }

    /** A new installation has nothing to do; an upgraded one begins with nothing that may be believed. */
    @Test
    void beginsAnewAfterAnUpgrade() {
        assertThat(room.lease.hold()).isEmpty();
        keep(1);
        room.follow();
        room.rollUp();
        room.store
                .jdbc
                .sql("TRUNCATE usage_rollup, usage_period, usage_part, usage_part_day")
                .update();
        room.store
                .jdbc
                .sql("UPDATE call_follower SET rollup_fence = -1, part_fence = -1")
                .update();
        assertThat(unsummed(FLEET)).isEmpty();
        assertThat(new RollupSteps(transactions).next(Duration.ZERO)).isFalse();
        room.follow();

        assertThat(unsummed(FLEET)).contains(5);
        assertAllRolledUp();
        assertThat(room.lease.hold()).isEmpty();
    }

    @Test
    void leavesWhatHasJustChangedForLater() {
        keep(1);
        room.follow();

        assertThat(new RollupSteps(transactions).next(Duration.ofMinutes(5))).isFalse();
        assertThat(unsummed(FLEET)).contains(5);
    }

    /** Only the periods of what changes are to be rolled up anew, of the site and of all. */
    @Test
    void notesWhatAChangeConcerns() {
        keep(1);
        room.follow();
        room.rollUp();
        room.store.keep(call(99, LocalDateTime.of(2026, 2, 3, 10, 0)));
        room.follow();

        assertThat(unsummed(FLEET)).contains(1);
        assertThat(unsummed(Set.of((short) 1))).contains(1);
        assertThat(unsummed(Set.of((short) 2))).contains(0);
        assertAllRolledUp();
    }

    /** An older release writes sums and notes nothing. From its takeover on nothing is believed, until a newer one has begun anew. */
    @Test
    void isNotBelievedAfterAnOlderReleaseHasWritten() {
        keep(1);
        room.follow();
        room.rollUp();
        List<String> before = room.rollups();
        room.store.jdbc.sql(OLDER_TAKES_OVER).update();
        assertThat(unsummed(FLEET)).isEmpty();

        writeAsAnOlderRelease();
        assertThat(unsummed(FLEET)).isEmpty();
        assertThat(new RollupSteps(transactions).next(Duration.ZERO))
                .as("nothing is rolled up meanwhile")
                .isFalse();
        assertThat(room.rollups()).isEqualTo(before).isNotEqualTo(room.rollupsOfCalls());

        assertThat(room.lease.hold()).as("there is something to do").isPresent();
        room.follow();
        assertThat(unsummed(FLEET)).contains(6);
        assertAllRolledUp();
    }

    /** Writes calls with their sums, in old periods and in a new one, and takes back what this release notes of it. */
    private void writeAsAnOlderRelease() {
        room.store.jdbc.sql("CREATE TABLE noted AS SELECT * FROM usage_period").update();
        room.store
                .jdbc
                .sql("CREATE TABLE noted_days AS SELECT * FROM usage_part_day")
                .update();
        int behind = room.one("SELECT (fence - rollup_fence)::int FROM call_follower", Integer.class);
        room.store
                .jdbc
                .sql("UPDATE call_follower SET rollup_fence = fence, part_fence = fence")
                .update();
        room.store.keep(call(101, LocalDateTime.of(2026, 2, 3, 11, 0)), call(102, LocalDateTime.of(2026, 6, 3, 11, 0)));
        room.follow();
        room.store
                .jdbc
                .sql("UPDATE call_follower SET lease_until = now() - interval '1 s', rollup_fence = fence - " + behind
                        + ", part_fence = fence - " + behind)
                .update();
        room.store.jdbc.sql("DELETE FROM usage_period").update();
        room.store.jdbc.sql("INSERT INTO usage_period SELECT * FROM noted").update();
        room.store.jdbc.sql("DELETE FROM usage_part_day").update();
        room.store
                .jdbc
                .sql("INSERT INTO usage_part_day SELECT * FROM noted_days")
                .update();
    }

    /** A replica of an older release that drops old months raises the fence alone, while a newer one has the lease. */
    @Test
    void isNotBelievedAfterAnOlderReleaseHasDroppedMonths() {
        keep(1);
        room.follow();
        room.rollUp();
        room.store.jdbc.sql("UPDATE call_follower SET fence = fence + 1").update();
        assertThat(unsummed(FLEET)).isEmpty();

        room.follow();
        assertThat(unsummed(FLEET)).contains(5);
    }

    /** A replica that dies while it rolls up leaves nothing of it, and another one goes on. */
    @Test
    void leavesNothingOfAStepThatIsBrokenOff() throws Exception {
        keep(1);
        room.follow();
        room.rollUp();
        room.store.keep(call(99, LocalDateTime.of(2026, 2, 3, 10, 0)));
        room.follow();
        RollupRows.sumUpDays(transactions);
        List<String> before = room.rollups();
        try (Connection block = lockedRollups()) {
            CompletableFuture<Boolean> step = step();
            await().until(() -> room.one(
                            "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE wait_event_type ="
                                    + " 'Lock' AND datname = current_database()",
                            Long.class)
                    > 0);
            assertThatThrownBy(step::join)
                    .isInstanceOf(CompletionException.class)
                    .hasCauseInstanceOf(DataAccessException.class);
            block.rollback();
        }

        assertThat(unsummed(FLEET)).contains(1);
        assertThat(room.rollups()).isEqualTo(before);
        assertAllRolledUp();
    }

    /** What changes while a period is rolled up is not lost: the follower does not wait, and the step is done again. */
    @Test
    void rollsUpAgainWhatChangesMeanwhile() throws Exception {
        keep(1);
        room.follow();
        RollupRows.sumUpDays(transactions);
        try (Connection block = lockedRollups()) {
            CompletableFuture<Boolean> step = step();
            await().until(() -> room.one(
                            "SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND datname ="
                                    + " current_database()",
                            Long.class)
                    > 0);
            keep(201);
            room.follow();
            block.rollback();
            assertThat(step.join()).as("there is more to do").isTrue();
        }

        assertThat(unsummed(FLEET)).contains(5);
        assertThat(room.one("SELECT count(*) FROM usage_rollup", Long.class)).isZero();
        assertAllRolledUp();
    }

    private CompletableFuture<Boolean> step() {
        return CompletableFuture.supplyAsync(() -> new RollupSteps(transactions).next(Duration.ZERO));
    }

    private Connection lockedRollups() throws Exception {
        Connection block = room.store.database.dataSource().getConnection();
        block.setAutoCommit(false);
        try (Statement statement = block.createStatement()) {
            statement.execute("LOCK TABLE usage_rollup");
        }
        return block;
    }
}
