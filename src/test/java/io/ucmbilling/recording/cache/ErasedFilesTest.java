package io.ucmbilling.recording.cache;

import static io.ucmbilling.recording.RecordingsFixture.files;
import static io.ucmbilling.recording.RecordingsFixture.monitor;
import static io.ucmbilling.recording.RecordingsFixture.noise;
import static org.assertj.core.api.Assertions.assertThat;

import io.ucmbilling.recording.FakeUcm;
import io.ucmbilling.recording.RecordingsFixture;
import io.ucmbilling.recording.download.RecordingRequest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A recording that was erased is neither given nor taken any more. */
class ErasedFilesTest {
    private static final String ERASED = "auto-1779278400-1000-1001.wav";
    private static final String OTHER = "auto-1779278401-1000-1001.wav";
    private static final byte[] BYTES = noise(1_000, 1);

    @TempDir
    Path folder;

    private RecordingsFixture fixture;

    @BeforeEach
    void open() {
        fixture = RecordingsFixture.on(folder);
        fixture.ucm.files.put("monitor/" + ERASED, BYTES);
        fixture.ucm.files.put("monitor/" + OTHER, BYTES);
    }

    @AfterEach
    void close() {
        fixture.close();
    }

    private static CacheKey key(String file) {
        return RecordingRequest.of(FakeUcm.SITE, monitor(file)).key();
    }

    @Test
    void leaveTheDiskAndAreNotFetchedAgain() throws Exception {
        assertThat(fixture.read(ERASED)).isEqualTo(BYTES);
        assertThat(fixture.read(OTHER)).isEqualTo(BYTES);
        fixture.cache.erase(List.of(key(ERASED)));

        assertThat(files(folder)).hasSize(1);
        assertThat(fixture.isCached(ERASED)).isFalse();
        assertThat(fixture.read(ERASED)).isNull();
        assertThat(fixture.read("2026-05/" + ERASED)).isNull();
        assertThat(fixture.read(OTHER)).isEqualTo(BYTES);
        assertThat(files(folder)).hasSize(1);
    }

    /** A download that was under way when it was erased is not kept. */
    @Test
    void areNotKeptIfTheyWereOnTheirWay() throws Exception {
        GrowingFile file = new GrowingFile(fixture.clock);
        assertThat(file.begin(fixture.cache, key(ERASED), BYTES.length, BYTES)).isTrue();
        file.write(BYTES, 0, BYTES.length);
        fixture.cache.erase(List.of(key(ERASED)));

        assertThat(file.finish(true, new byte[32])).isFalse();
        assertThat(files(folder)).isEmpty();
        assertThat(fixture.cache.bytes()).isZero();
    }

    /** A listing names them, so none that was kept is left, and a new one leaves them out. All other bytes stay. */
    @Test
    void areLeftOutOfListings() throws Exception {
        String other = "monitor,2026-05/" + OTHER + "\r\nmonitor,ä";
        fixture.ucm.listings.put("monitor", "Directory,Filename\nmonitor,2026-05/" + ERASED + "\n" + other);
        fixture.recordings.contents(FakeUcm.SITE, "monitor");
        assertThat(files(folder)).hasSize(1);
        fixture.cache.erase(List.of(key(ERASED)));

        assertThat(files(folder)).isEmpty();
        assertThat(new String(
                        fixture.recordings
                                .contents(FakeUcm.SITE, "monitor")
                                .orElseThrow()
                                .csv(),
                        StandardCharsets.UTF_8))
                .isEqualTo("Directory,Filename\n" + other);
    }
}
