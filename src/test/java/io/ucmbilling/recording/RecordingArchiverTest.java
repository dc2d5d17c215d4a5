package io.ucmbilling.recording;

import static io.ucmbilling.recording.RecordingsFixture.noise;
import static org.assertj.core.api.Assertions.assertThat;

import io.ucmbilling.store.archive.WantedRecordings.State;
import io.ucmbilling.store.archive.WantedRecordings.Wanted;
import io.ucmbilling.ucm.site.FaultKind;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecordingArchiverTest {
    private static final long EPOCH = RecordingsFixture.NOW.getEpochSecond() - 600;

    @TempDir
    Path folder;

    private RecordingsFixture fixture;
    private FakeTable table;
    private RecordingArchiver archiver;

    @BeforeEach
    void open() {
        fixture = RecordingsFixture.on(folder);
        table = new FakeTable();
        archiver = new RecordingArchiver(FakeUcm.SITE, table, fixture.prefetcher, fixture.recordings, fixture.clock);
    }

    @AfterEach
    void close() {
        fixture.close();
    }

    private static String name(int second) {
        return "2026-05/auto-" + (EPOCH + second) + "-1000-1001.wav";
    }

    private void recorded(int second) {
        fixture.ucm.files.put("monitor/" + name(second), noise(500, second));
        named(second);
    }

    private void named(int second) {
        table.ofLegs.add(new Wanted("monitor", name(second), Instant.ofEpochSecond(EPOCH + second), 0));
    }

    private void turn() {
        archiver.turn(() -> true);
        fixture.landed();
    }

    private void turns(Duration... pauses) {
        for (Duration pause : pauses) {
            fixture.clock.advance(pause);
            turn();
        }
    }

    private List<State> states(int... seconds) {
        return Arrays.stream(seconds)
                .mapToObj(second -> Objects.requireNonNull(table.state("branch-a", "monitor", name(second))))
                .toList();
    }

    @Test
    void fetchesWhatLegsNameTheOldestFirstOnceItHasSettled() {
        recorded(2);
        recorded(1);
        turn();
        assertThat(fixture.ucm.opened).isEmpty();
        turns(RecordingArchiver.SETTLING);
        assertThat(fixture.ucm.opened).containsExactly("monitor/" + name(1) + "@0", "monitor/" + name(2) + "@0");
        assertThat(fixture.isCached(name(1))).isTrue();
        assertThat(table.counts("branch-a")).containsOnlyKeys(State.KEPT).containsEntry(State.KEPT, 2L);
    }

    @Test
    void fetchesNothingAgainThatItHasKept() {
        recorded(1);
        turns(Duration.ZERO, RecordingArchiver.SETTLING, Duration.ofDays(1), Duration.ofDays(2));
        assertThat(fixture.ucm.opened).hasSize(1);
    }

    @Test
    void givesUpWhatTheUcmDoesNotHaveAfterAllPauses() {
        named(1);
        turns(Duration.ZERO, RecordingArchiver.SETTLING);
        for (Duration pause : RecordingArchiver.PAUSES) {
            assertThat(states(1)).containsExactly(State.WANTED);
            turns(pause);
        }
        assertThat(states(1)).containsExactly(State.MISSING);
        assertThat(fixture.ucm.opened).hasSize(2 * (1 + RecordingArchiver.PAUSES.size()));
    }

    @Test
    void countsNothingAgainstARecordingWhileTheUcmIsAway() {
        recorded(1);
        turn();
        fixture.ucm.away = FaultKind.UNREACHABLE;
        for (int i = 0; i < 20; i++) {
            turns(Duration.ofMinutes(1));
        }
        fixture.ucm.away = null;
        turns(Duration.ofMinutes(1));
        assertThat(states(1)).containsExactly(State.KEPT);
    }

    @Test
    void leavesAUcmAloneForLongThatRefusesTheLogin() {
        recorded(1);
        fixture.ucm.away = FaultKind.LOGIN_REFUSED;
        turns(Duration.ZERO, RecordingArchiver.SETTLING);
        assertThat(fixture.ucm.opened).hasSize(1);
        turns(Duration.ofMinutes(9));
        assertThat(archiver.isDue()).isFalse();
        assertThat(fixture.ucm.opened).hasSize(1);
    }

    @Test
    void letsPeopleGoFirst() throws Exception {
        recorded(1);
        turn();
        fixture.clock.advance(RecordingArchiver.SETTLING);
        fixture.ucm.files.put("monitor/msg.wav", noise(500, 9));
        Semaphore gate = new Semaphore(1);
        fixture.ucm.pieces = 100;
        fixture.ucm.gate = gate;
        try (Recording person = fixture.open("msg.wav").orElseThrow()) {
            archiver.turn(() -> true);
            assertThat(fixture.ucm.opened).hasSize(1);
            gate.release(100);
            RecordingsFixture.bytes(person);
        }
        fixture.landed();
        turn();
        assertThat(states(1)).containsExactly(State.KEPT);
    }

    @Test
    void endsItsTurnWhenToldTo() {
        recorded(1);
        recorded(2);
        turn();
        fixture.clock.advance(RecordingArchiver.SETTLING);
        int[] asked = {0};
        archiver.turn(() -> asked[0]++ == 0);
        fixture.landed();
        assertThat(states(1, 2)).containsExactly(State.KEPT, State.WANTED);
    }

    /** Guide-age records name no recordings: the listing does. */
    @Test
    void fetchesWhatTheListingHasWhereRecordsNameNone() {
        String bare = "auto-" + EPOCH + "-1000-1001.wav";
        table.nameless = true;
        fixture.ucm.listings.put(
                "monitor",
                "Directory,Filename\nmonitor,2026-05\nmonitor," + bare
                        + "\nmonitor,auto-1300000000-1-2.wav\nmonitor,../x.wav\n");
        fixture.ucm.files.put("monitor/" + bare, noise(500, 1));
        turns(Duration.ZERO, RecordingArchiver.SETTLING);
        assertThat(fixture.ucm.opened).containsExactly("monitor/" + bare + "@0");
        assertThat(table.counts("branch-a")).containsExactly(Map.entry(State.KEPT, 1L));
    }

    @Test
    void keepsNothingWhileTheDiskFailsAndAllOfItLater() throws Exception {
        recorded(1);
        turn();
        Files.delete(folder);
        Files.write(folder, new byte[0]);
        turns(RecordingArchiver.SETTLING);
        assertThat(states(1)).containsExactly(State.WANTED);
        Files.delete(folder);
        turns(Duration.ofMinutes(2));
        assertThat(states(1)).containsExactly(State.KEPT);
    }
}
