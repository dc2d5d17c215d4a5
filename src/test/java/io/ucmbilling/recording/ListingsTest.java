package io.ucmbilling.recording;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ucmbilling.recording.cache.RecordingCache;
import io.ucmbilling.ucm.site.FaultKind;
import io.ucmbilling.ucm.site.UcmFault;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ListingsTest {
    private static final String CSV = "Directory,Filename\nmonitor,ä.wav\n";

    @TempDir
    Path folder;

    private CacheRoom room;

    @BeforeEach
    void open() {
        room = CacheRoom.on(folder);
        room.ucm.listings.put("monitor", CSV);
        room.ucm.listings.put("", "Directory,Filename\nmonitor,\n");
    }

    @AfterEach
    void close() {
        room.close();
    }

    private static String text(Listing listing) {
        return new String(listing.csv(), StandardCharsets.UTF_8);
    }

    private Listing monitor() throws UcmFault {
        return room.recordings.contents(FakeUcm.SITE, "monitor").orElseThrow();
    }

    @Test
    void areThoseOfTheUcmEachTime() throws Exception {
        assertThat(text(monitor())).isEqualTo(CSV);
        room.ucm.listings.put("monitor", CSV + "monitor,b.wav\n");
        assertThat(text(monitor())).isEqualTo(CSV + "monitor,b.wav\n");
        assertThat(monitor().age()).isZero();
        assertThat(room.recordings.contents(FakeUcm.SITE, "other")).isEmpty();
    }

    @Test
    void areTheLastKnownOnesWhileTheUcmIsAwayAlsoAfterAStart() throws Exception {
        monitor();
        room.recordings.directories(FakeUcm.SITE);
        room.clock.advance(Duration.ofMinutes(5));
        try (CacheRoom after = room.replica(folder)) {
            after.ucm.away = FaultKind.UNREACHABLE;
            Listing listing = after.recordings.contents(FakeUcm.SITE, "monitor").orElseThrow();
            assertThat(text(listing)).isEqualTo(CSV);
            assertThat(listing.age()).isEqualTo(Duration.ofMinutes(5));
            assertThat(text(after.recordings.directories(FakeUcm.SITE))).contains("monitor,");
        }
    }

    @Test
    void failWhereNoneIsKnown() throws Exception {
        monitor();
        room.ucm.away = FaultKind.TIMED_OUT;
        assertThatThrownBy(() -> room.recordings.contents(FakeUcm.SITE, "meetme"))
                .isInstanceOf(UcmFault.class);
        assertThatThrownBy(() -> room.recordings.contents(FakeUcm.site("branch-b"), "monitor"))
                .isInstanceOf(UcmFault.class);
    }

    @Test
    void ofDirectoriesThatDoNotExistLeaveNothing() throws Exception {
        for (int i = 0; i < 50; i++) {
            room.ucm.listings.put("whatever" + i, "Directory,Filename\n");
            assertThat(text(room.recordings
                            .contents(FakeUcm.SITE, "whatever" + i)
                            .orElseThrow()))
                    .isEqualTo("Directory,Filename\n");
            assertThat(room.recordings.contents(FakeUcm.SITE, "missing" + i)).isEmpty();
        }

        assertThat(CacheRoom.files(folder)).isEmpty();
    }

    @Test
    void ofADirectoryThatWasEmptiedAreEmptyWhileTheUcmIsAway() throws Exception {
        monitor();
        room.ucm.listings.put("monitor", "Directory,Filename\n");
        monitor();
        room.ucm.away = FaultKind.UNREACHABLE;

        assertThat(text(monitor())).isEqualTo("Directory,Filename\n");
        assertThat(CacheRoom.files(folder)).hasSize(1);
    }

    @Test
    void areKeptOfTheDirectoriesThatWereAskedForLast() throws Exception {
        for (int i = 0; i < 1_000; i++) {
            room.ucm.listings.put("d" + i, CSV);
            room.recordings.contents(FakeUcm.SITE, "d" + i);
        }
        room.ucm.away = FaultKind.UNREACHABLE;

        assertThat(CacheRoom.files(folder)).hasSize(RecordingCache.MOST_LISTINGS);
        assertThat(room.recordings.contents(FakeUcm.SITE, "d999")).isPresent();
        assertThatThrownBy(() -> room.recordings.contents(FakeUcm.SITE, "d0")).isInstanceOf(UcmFault.class);
    }

    @Test
    void countTowardsTheBoundAndNotAsRecordings() throws Exception {
        monitor();
        assertThat(room.cache.bytes()).isEqualTo(CSV.getBytes(StandardCharsets.UTF_8).length);
        assertThat(room.cache.holding("branch-a").files()).isZero();
    }
}
