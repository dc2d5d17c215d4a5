package io.ucmbilling.recording;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ucmbilling.testing.database.FakeLocks;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ArchiverScheduleTest {
    private static final String LOCK = "recordings:branch-a";

    @TempDir
    Path folder;

    private final FakeLocks locks = new FakeLocks();
    private final FakeTable table = new FakeTable();
    private RecordingsFixture fixture;
    private ArchiverSchedule schedule;

    @BeforeEach
    void open() {
        fixture = RecordingsFixture.on(folder);
        RecordingArchiver archiver =
                new RecordingArchiver(FakeUcm.SITE, table, fixture.prefetcher, fixture.recordings, fixture.clock);
        schedule = new ArchiverSchedule(List.of(archiver), locks, fixture.clock);
    }

    @AfterEach
    void close() {
        schedule.stop();
        fixture.close();
    }

    @Test
    void givesTheLockBackAfterAnErrorAndTakesTheNextTurn() {
        table.broken = new StackOverflowError();
        for (int turn = 1; turn <= 2; turn++) {
            int looks = turn;
            await().until(() -> {
                schedule.tick();
                return table.looks >= looks && locks.held().isEmpty();
            });
        }
        assertThat(locks.tries()).isGreaterThanOrEqualTo(2);
    }

    @Test
    void asksNoMoreForALockThatAnotherReplicaHas() {
        locks.takenElsewhere(LOCK);
        schedule.tick();
        await().until(() -> locks.isHeldElsewhere(LOCK));
        schedule.tick();
        assertThat(locks.tries()).isEqualTo(1);
    }
}
