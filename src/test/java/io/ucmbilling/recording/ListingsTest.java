package io.ucmbilling.recording;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ucmbilling.recording.Recordings.Listing;
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

    private RecordingsFixture fixture;

    @BeforeEach
    void open() {
        fixture = RecordingsFixture.on(folder);
        fixture.ucm.listings.put("monitor", CSV);
        fixture.ucm.listings.put("", "Directory,Filename\nmonitor,\n");
    }

    @AfterEach
    void close() {
        fixture.close();
    }

    private static String text(Listing listing) {
        return new String(listing.csv(), StandardCharsets.UTF_8);
    }

    private Listing monitor() throws UcmFault {
        return fixture.recordings.contents(FakeUcm.SITE, "monitor").orElseThrow();
    }

    @Test
    void areThoseOfTheUcmEachTime() throws Exception {
        assertThat(text(monitor())).isEqualTo(CSV);
        fixture.ucm.listings.put("monitor", CSV + "monitor,b.wav\n");
        assertThat(text(monitor())).isEqualTo(CSV + "monitor,b.wav\n");
        assertThat(monitor().age()).isZero();
        assertThat(fixture.recordings.contents(FakeUcm.SITE, "other")).isEmpty();
    }

    @Test
    void areTheLastKnownOnesWhileTheUcmIsAwayAlsoAfterAStart() throws Exception {
        monitor();
        fixture.recordings.directories(FakeUcm.SITE);
        fixture.clock.advance(Duration.ofMinutes(5));
        try (RecordingsFixture after = fixture.replica(folder)) {
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
        fixture.ucm.away = FaultKind.TIMED_OUT;
        assertThatThrownBy(() -> fixture.recordings.contents(FakeUcm.SITE, "meetme"))
                .isInstanceOf(UcmFault.class);
        assertThatThrownBy(() -> fixture.recordings.contents(FakeUcm.site("branch-b"), "monitor"))
                .isInstanceOf(UcmFault.class);
    }

    @Test
    void ofDirectoriesThatDoNotExistLeaveNothing() throws Exception {
        for (int i = 0; i < 50; i++) {
            fixture.ucm.listings.put("whatever" + i, "Directory,Filename\n");
            assertThat(text(fixture.recordings
                            .contents(FakeUcm.SITE, "whatever" + i)
                            .orElseThrow()))
                    .isEqualTo("Directory,Filename\n");
            assertThat(fixture.recordings.contents(FakeUcm.SITE, "missing" + i)).isEmpty();
        }

        assertThat(RecordingsFixture.files(folder)).isEmpty();
    }

    @Test
    void ofADirectoryThatWasEmptiedAreEmptyWhileTheUcmIsAway() throws Exception {
        monitor();
        fixture.ucm.listings.put("monitor", "Directory,Filename\n");
        monitor();
        fixture.ucm.away = FaultKind.UNREACHABLE;

        assertThat(text(monitor())).isEqualTo("Directory,Filename\n");
        assertThat(RecordingsFixture.files(folder)).hasSize(1);
    }

    @Test
    void areKeptOfTheDirectoriesThatWereAskedForLast() throws Exception {
        for (int i = 0; i < 1_000; i++) {
            fixture.ucm.listings.put("d" + i, CSV);
            fixture.recordings.contents(FakeUcm.SITE, "d" + i);
        }
        fixture.ucm.away = FaultKind.UNREACHABLE;

        assertThat(RecordingsFixture.files(folder)).hasSize(RecordingCache.MOST_LISTINGS);
        assertThat(fixture.recordings.contents(FakeUcm.SITE, "d999")).isPresent();
        assertThatThrownBy(() -> fixture.recordings.contents(FakeUcm.SITE, "d0"))
                .isInstanceOf(UcmFault.class);
    }

    @Test
    void countTowardsTheBoundAndNotAsRecordings() throws Exception {
        monitor();
        assertThat(fixture.cache.bytes()).isEqualTo(CSV.getBytes(StandardCharsets.UTF_8).length);
        assertThat(fixture.cache.recordings("branch-a").getCount()).isZero();
    }
}
