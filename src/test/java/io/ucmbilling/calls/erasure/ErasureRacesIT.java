package io.ucmbilling.calls.erasure;

import static io.ucmbilling.testing.LegBuilder.leg;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ucmbilling.calls.erasure.ErasureSteps.Step;
import io.ucmbilling.calls.table.CallTransactions;
import io.ucmbilling.contract.Field;
import io.ucmbilling.store.row.ReadLeg;
import java.sql.Connection;
import java.sql.Statement;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Erasure while pages are stored and calls are made, by several replicas, and after a crash. */
class ErasureRacesIT {
    private static final String NUMBER = "12025550143";
    private static final String SESSION = "1772463600123-1001";

    private final ErasureRoom room = new ErasureRoom();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    @AfterEach
    void close() {
        threads.close();
        room.close();
    }

    private static ReadLeg erasable(long acctId, String session) {
        return leg(acctId).session(session).with(Field.SRC, NUMBER).build();
    }

    private static List<ReadLeg> calls(int count) {
        return IntStream.rangeClosed(1, count)
                .mapToObj(i -> erasable(i, "17724636000" + i + "-1001"))
                .toList();
    }

    private long waiting() {
        return room.calls.one(
                "SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND datname = current_database()",
                Long.class);
    }

    /** Whoever makes calls has read the legs before they were erased, and writes their call after it. */
    @Test
    void removesACallThatIsWrittenAfterItsLegsWereErased() throws Exception {
        room.store.keep(erasable(1, SESSION));
        room.calls.follow();
        room.store.keep(erasable(2, SESSION));
        long fence = room.calls.lease.hold().orElseThrow();
        UUID id = room.begin(ErasureRoom.everything());
        try (Connection block = room.store.database.dataSource().getConnection();
                Statement statement = block.createStatement()) {
            block.setAutoCommit(false);
            statement.execute("LOCK TABLE usage_slot");
            CallTransactions making = room.calls.transactions();
            CompletableFuture<Void> batch = CompletableFuture.runAsync(
                    () -> {
                        making.next(fence);
                        making.end();
                    },
                    threads);
            await().until(() -> waiting() > 0);
            assertThat(room.steps.next()).isEqualTo(Step.DONE);
            block.commit();
            batch.join();
        }
        assertThat(room.calls.feed()).containsExactly(SESSION + " 2");
        room.finish();

        assertThat(room.calls.feed()).containsExactly("removed 3");
        assertThat(room.state(id).legs()).isEqualTo(2);
        room.assertGone(NUMBER);
    }

    /** A page that waits for the batch sees what it erased; a leg of the page that was never there makes the call again. */
    @Test
    void keepsAWaitingPageFromBringingLegsBack() throws Exception {
        room.store.keep(erasable(1, SESSION));
        room.calls.follow();
        room.begin(ErasureRoom.everything());
        try (Connection block = room.store.database.dataSource().getConnection();
                Statement statement = block.createStatement()) {
            block.setAutoCommit(false);
            statement.execute("LOCK TABLE erased_leg");
            CompletableFuture<Step> erasing = CompletableFuture.supplyAsync(room.steps::next, threads);
            await().until(() -> waiting() == 1);
            CompletableFuture<Integer> page = CompletableFuture.supplyAsync(
                    () -> room.store
                            .keep(erasable(1, SESSION), leg(2).session(SESSION).build())
                            .stored(),
                    threads);
            await().until(() -> waiting() == 2);
            block.commit();
            assertThat(erasing.join()).isEqualTo(Step.DONE);
            assertThat(page.join()).isEqualTo(1);
        }
        room.finish();

        assertThat(room.calls.feed()).containsExactly(SESSION + " 3");
        room.assertGone(NUMBER);
    }

    /** A leg that a page stores after the calls were listed, and before theirs are erased, is erased with them. */
    @Test
    void erasesALegThatComesJustBefore() {
        room.store.keep(erasable(1, SESSION));
        room.calls.follow();
        UUID id = room.begin(ErasureRoom.everything());
        room.store.keep(erasable(2, SESSION));
        room.finish();

        assertThat(room.state(id).legs()).isEqualTo(2);
        room.assertGone(NUMBER);
    }

    /** Another site's pages wait for no batch. */
    @Test
    void holdsUpNoOtherSite() throws Exception {
        room.store.keep(erasable(1, SESSION));
        room.calls.follow();
        room.begin(ErasureRoom.everything());
        try (Connection block = room.store.database.dataSource().getConnection();
                Statement statement = block.createStatement()) {
            block.setAutoCommit(false);
            statement.execute("LOCK TABLE erased_leg");
            CompletableFuture<Step> erasing = CompletableFuture.supplyAsync(room.steps::next, threads);
            await().until(() -> waiting() == 1);
            assertThat(room.store.keepOther(leg(7).build()).stored()).isEqualTo(1);
            block.commit();
            erasing.join();
        }
    }

    /** Another replica goes on where one died, and two at once do no harm. */
    @Test
    void goesOnAfterACrashAndOnTwoReplicas() {
        room.store.keep(calls(500));
        room.calls.follow();
        UUID id = room.begin(ErasureRoom.everything());
        room.steps.next();
        assertThat(room.state(id).calls()).isEqualTo(200);
        List<CompletableFuture<Step>> both = List.of(
                CompletableFuture.supplyAsync(room.steps()::next, threads),
                CompletableFuture.supplyAsync(room.steps()::next, threads));
        both.forEach(step -> assertThat(step.join()).isEqualTo(Step.DONE));
        room.finish();

        assertThat(room.state(id).calls()).isEqualTo(500);
        assertThat(room.state(id).legs()).isEqualTo(500);
        assertThat(room.calls.calls()).isEmpty();
        assertThat(room.calls.usage()).isEmpty();
        room.assertGone(NUMBER);
    }

    /** What is broken off in the middle of a batch leaves nothing half done. */
    @Test
    void leavesNothingOfABatchThatIsBrokenOff() throws Exception {
        room.store.keep(erasable(1, SESSION));
        room.calls.follow();
        room.begin(ErasureRoom.everything());
        try (Connection block = room.store.database.dataSource().getConnection();
                Statement statement = block.createStatement()) {
            block.setAutoCommit(false);
            statement.execute("LOCK TABLE stale_call");
            CompletableFuture<Step> erasing = CompletableFuture.supplyAsync(room.steps::next, threads);
            await().until(() -> room.calls.one(
                            "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE wait_event_type ="
                                    + " 'Lock' AND datname = current_database()",
                            Long.class)
                    > 0);
            assertThat(erasing.handle((step, fault) -> fault != null).join()).isTrue();
        }
        assertThat(room.calls.one("SELECT count(*) FROM leg", Long.class)).isEqualTo(1);
        assertThat(room.calls.one("SELECT count(*) FROM erased_leg", Long.class))
                .isZero();
        room.finish();

        room.assertGone(NUMBER);
    }

    /** A call of more legs than are erased at a time goes in several transactions. */
    @Test
    void erasesACallOfVeryManyLegs() {
        for (int page = 0; page < 6_000; page += 1_000) {
            room.store.keep(IntStream.range(page, page + 1_000)
                    .mapToObj(acctId -> erasable(acctId + 1L, SESSION))
                    .toList());
        }
        room.calls.follow();
        ErasureState state = room.erase(ErasureRoom.ofParty(NUMBER));

        assertThat(state.legs()).isEqualTo(6_000);
        assertThat(room.calls.feed()).hasSize(1).first().asString().startsWith("removed");
        room.assertGone(NUMBER);
    }

    /** Scattered sites: legs far from their session, and calls of a mad clock. */
    @Test
    void erasesCallsOfAMadClock() {
        room.store.keep(
                leg(1).session("x-" + NUMBER).with(Field.SRC, NUMBER).build(),
                leg(2).session("x-" + NUMBER).start("1990-01-01T00:00:00").build(),
                leg(3).start("2090-01-01T00:00:00").with(Field.SRC, NUMBER).build());
        room.calls.follow();
        room.erase(ErasureRoom.everything());

        assertThat(room.calls.calls()).isEmpty();
        assertThat(room.calls.one("SELECT count(*) FROM leg", Long.class)).isZero();
        assertThat(room.store
                        .keep(leg(2).session("x-" + NUMBER)
                                .start("1990-01-01T00:00:00")
                                .build())
                        .stored())
                .isZero();
        room.assertGone(NUMBER);
    }
}
