package io.ucmbilling.recording.archive;

import static io.ucmbilling.recording.CacheRoom.noise;
import static org.assertj.core.api.Assertions.assertThat;

import io.ucmbilling.recording.CacheRoom;
import io.ucmbilling.recording.FakeUcm;
import io.ucmbilling.recording.Recording;
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

class ArchiveTest {
    private static final long EPOCH = CacheRoom.NOW.getEpochSecond() - 600;

    @TempDir
    Path folder;

    private CacheRoom room;
    private FakeTable table;
    private Archive archive;

    @BeforeEach
    void open() {
        room = CacheRoom.on(folder);
        table = new FakeTable();
        archive = new Archive(FakeUcm.SITE, table, room.prefetcher, room.recordings, room.clock);
    }

    @AfterEach
    void close() {
        room.close();
    }

    private static String name(int second) {
        return "2026-05/auto-" + (EPOCH + second) + "-1000-1001.wav";
    }

    private void recorded(int second) {
        room.ucm.files.put("monitor/" + name(second), noise(500, second));
        named(second);
    }

    private void named(int second) {
        table.ofLegs.add(new Wanted("monitor", name(second), Instant.ofEpochSecond(EPOCH + second), 0));
    }

    private void turn() {
        archive.turn(() -> true);
        room.landed();
    }

    private void turns(Duration... pauses) {
        for (Duration pause : pauses) {
            room.clock.advance(pause);
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
        assertThat(room.ucm.opened).isEmpty();
        turns(Archive.SETTLING);
        assertThat(room.ucm.opened).containsExactly("monitor/" + name(1) + "@0", "monitor/" + name(2) + "@0");
        assertThat(room.isCached(name(1))).isTrue();
        assertThat(table.counts("branch-a")).containsOnlyKeys(State.KEPT).containsEntry(State.KEPT, 2L);
    }

    @Test
    void fetchesNothingAgainThatItHasKept() {
        recorded(1);
        turns(Duration.ZERO, Archive.SETTLING, Duration.ofDays(1), Duration.ofDays(2));
        assertThat(room.ucm.opened).hasSize(1);
    }

    @Test
    void givesUpWhatTheUcmDoesNotHaveAfterAllPauses() {
        named(1);
        turns(Duration.ZERO, Archive.SETTLING);
        for (Duration pause : Archive.PAUSES) {
            assertThat(states(1)).containsExactly(State.WANTED);
            turns(pause);
        }
        assertThat(states(1)).containsExactly(State.MISSING);
        assertThat(room.ucm.opened).hasSize(2 * (1 + Archive.PAUSES.size()));
    }

    @Test
    void countsNothingAgainstARecordingWhileTheUcmIsAway() {
        recorded(1);
        turn();
        room.ucm.away = FaultKind.UNREACHABLE;
        for (int i = 0; i < 20; i++) {
            turns(Duration.ofMinutes(1));
        }
        room.ucm.away = null;
        turns(Duration.ofMinutes(1));
        assertThat(states(1)).containsExactly(State.KEPT);
    }

    @Test
    void leavesAUcmAloneForLongThatRefusesTheLogin() {
        recorded(1);
        room.ucm.away = FaultKind.LOGIN_REFUSED;
        turns(Duration.ZERO, Archive.SETTLING);
        assertThat(room.ucm.opened).hasSize(1);
        turns(Duration.ofMinutes(9));
        assertThat(archive.isDue()).isFalse();
        assertThat(room.ucm.opened).hasSize(1);
    }

    @Test
    void letsPeopleGoFirst() throws Exception {
        recorded(1);
        turn();
        room.clock.advance(Archive.SETTLING);
        room.ucm.files.put("monitor/msg.wav", noise(500, 9));
        Semaphore gate = new Semaphore(1);
        room.ucm.pieces = 100;
        room.ucm.gate = gate;
        try (Recording person = room.open("msg.wav").orElseThrow()) {
            archive.turn(() -> true);
            assertThat(room.ucm.opened).hasSize(1);
            gate.release(100);
            CacheRoom.bytes(person);
        }
        room.landed();
        turn();
        assertThat(states(1)).containsExactly(State.KEPT);
    }

    @Test
    void endsItsTurnWhenToldTo() {
        recorded(1);
        recorded(2);
        turn();
        room.clock.advance(Archive.SETTLING);
        int[] asked = {0};
        archive.turn(() -> asked[0]++ == 0);
        room.landed();
        assertThat(states(1, 2)).containsExactly(State.KEPT, State.WANTED);
    }

    /** Guide-age records name no recordings: the listing does. */
    @Test
    void fetchesWhatTheListingHasWhereRecordsNameNone() {
        String bare = "auto-" + EPOCH + "-1000-1001.wav";
        table.nameless = true;
        room.ucm.listings.put(
                "monitor",
                "Directory,Filename\nmonitor,2026-05\nmonitor," + bare
                        + "\nmonitor,auto-1300000000-1-2.wav\nmonitor,../x.wav\n");
        room.ucm.files.put("monitor/" + bare, noise(500, 1));
        turns(Duration.ZERO, Archive.SETTLING);
        assertThat(room.ucm.opened).containsExactly("monitor/" + bare + "@0");
        assertThat(table.counts("branch-a")).containsExactly(Map.entry(State.KEPT, 1L));
    }

    @Test
    void keepsNothingWhileTheDiskFailsAndAllOfItLater() throws Exception {
        recorded(1);
        turn();
        Files.delete(folder);
        Files.write(folder, new byte[0]);
        turns(Archive.SETTLING);
        assertThat(states(1)).containsExactly(State.WANTED);
        Files.delete(folder);
        turns(Duration.ofMinutes(2));
        assertThat(states(1)).containsExactly(State.KEPT);
    }
}
