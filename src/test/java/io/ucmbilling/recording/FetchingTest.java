package io.ucmbilling.recording;

import static io.ucmbilling.recording.RecordingsFixture.noise;
import static io.ucmbilling.recording.RecordingsFixture.wave;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.ucmbilling.ucm.site.FaultKind;
import io.ucmbilling.ucm.site.UcmFault;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FetchingTest {
    private static final String NAME = "auto-1779278400-1000-12025550101.wav";
    private static final int LENGTH = 60;

    @TempDir
    Path folder;

    private RecordingsFixture fixture;

    @BeforeEach
    void open() {
        fixture = RecordingsFixture.on(folder);
        fixture.ucm.pieces = 7;
    }

    @AfterEach
    void close() {
        fixture.close();
    }

    private void has(byte[] bytes) {
        fixture.ucm.files.put("monitor/" + NAME, bytes);
    }

    @Test
    void asksTheUcmOnceForAFile() throws Exception {
        has(noise(LENGTH, 1));
        assertThat(fixture.read(NAME)).isEqualTo(noise(LENGTH, 1));
        assertThat(fixture.read(NAME)).isEqualTo(noise(LENGTH, 1));
        assertThat(fixture.ucm.opened).containsExactly("monitor/" + NAME + "@0");
        assertThat(fixture.count("requests")).isEqualTo(2);
        assertThat(fixture.count("hits")).isEqualTo(1);
        assertThat(fixture.count("misses")).isEqualTo(1);
        assertThat(fixture.count("bytes")).isEqualTo(LENGTH);
    }

    @Test
    void givesWhatItTellsOfAFileFromTheCacheAsWhileItArrives() throws Exception {
        has(noise(LENGTH, 1));
        try (Recording arriving = fixture.open(NAME).orElseThrow()) {
            fixture.landed();
            try (Recording cached = fixture.open(NAME).orElseThrow()) {
                assertThat(cached.label().tag()).isEqualTo(arriving.label().tag());
                assertThat(cached.label().lastModified())
                        .isEqualTo(arriving.label().lastModified())
                        .isEqualTo("2026-05-20T12:00:00Z");
                assertThat(cached.sha256())
                        .isEqualTo(MessageDigest.getInstance("SHA-256").digest(noise(LENGTH, 1)));
            }
        }
    }

    @Test
    void copiesAnyRange() throws Exception {
        has(noise(LENGTH, 1));
        for (int round = 0; round < 2; round++) {
            try (Recording recording = fixture.open(NAME).orElseThrow()) {
                ByteArrayOutputStream to = new ByteArrayOutputStream();
                recording.copy(20, 30, to);
                recording.copy(0, 0, to);
                assertThat(to.toByteArray()).isEqualTo(Arrays.copyOfRange(noise(LENGTH, 1), 20, 50));
            }
        }
    }

    /** The UCM breaks at each byte; with ranges and without, with Content-Length and without. */
    @ParameterizedTest
    @CsvSource({"true,true", "true,false", "false,true", "false,false"})
    void givesTheWholeFileWhereverTheUcmBreaksOnce(boolean ranges, boolean tellsLength) throws Exception {
        fixture.ucm.ranges = ranges;
        fixture.ucm.tellsLength = tellsLength;
        for (int at = 0; at < LENGTH; at++) {
            String name = "auto-17792784" + (10 + at) + "-1000-1001.wav";
            fixture.ucm.files.put("monitor/" + name, wave(LENGTH, LENGTH));
            fixture.ucm.breaks.add(at);
            assertThat(fixture.read(name)).as("broken at %d", at).isEqualTo(wave(LENGTH, LENGTH));
            assertThat(fixture.isCached(name)).isTrue();
        }
    }

    @Test
    void neverGivesAShortFileForAWholeOneWhereTheUcmBreaksEachTime() throws Exception {
        has(noise(LENGTH, 1));
        fixture.ucm.ranges = false;
        for (int at = 0; at < LENGTH; at++) {
            IntStream.of(at, at, at, at, at).forEach(fixture.ucm.breaks::add);
            UcmFault fault = catchThrowableOfType(UcmFault.class, () -> fixture.read(NAME));
            assertThat(fault.kind()).as("broken at %d", at).isEqualTo(FaultKind.BROKEN_OFF);
            assertThat(fixture.isCached(NAME)).isFalse();
            assertThat(RecordingsFixture.files(folder)).isEmpty();
        }
    }

    @Test
    void goesOnWhereItBroke() throws Exception {
        has(noise(LENGTH, 1));
        fixture.ucm.breaks.addAll(List.of(20, 41));
        fixture.read(NAME);
        assertThat(fixture.ucm.opened)
                .containsExactly("monitor/" + NAME + "@0", "monitor/" + NAME + "@20", "monitor/" + NAME + "@41");
    }

    @Test
    void refusesToJoinTwoLengths() throws Exception {
        has(noise(LENGTH, 1));
        fixture.ucm.breaks.add(20);
        fixture.ucm.gate = new Semaphore(2);
        try (Recording recording = fixture.open(NAME).orElseThrow()) {
            has(noise(LENGTH + 1, 1));
            fixture.ucm.gate.release(1000);
            assertThatThrownBy(() -> RecordingsFixture.bytes(recording))
                    .hasMessageContaining("length: found 61 bytes, expected 60 as before");
        }
        assertThat(fixture.isCached(NAME)).isFalse();
    }

    @Test
    void refusesToJoinTwoContents() throws Exception {
        has(noise(LENGTH, 1));
        fixture.ucm.ranges = false;
        fixture.ucm.breaks.add(20);
        fixture.ucm.gate = new Semaphore(2);
        try (Recording recording = fixture.open(NAME).orElseThrow()) {
            has(noise(LENGTH, 2));
            fixture.ucm.gate.release(1000);
            assertThatThrownBy(() -> RecordingsFixture.bytes(recording)).hasMessageContaining("others than before");
        }
        assertThat(fixture.isCached(NAME)).isFalse();
    }

    @Test
    void leavesAUcmAloneThatRefusesTheLogin() {
        fixture.ucm.away = FaultKind.LOGIN_REFUSED;
        assertThatThrownBy(() -> fixture.read(NAME)).isInstanceOf(UcmFault.class);
        assertThat(fixture.ucm.opened).hasSize(1);
    }

    @Test
    void remembersForAMinuteThatThereIsNone() throws Exception {
        assertThat(fixture.read(NAME)).isNull();
        int asked = fixture.ucm.opened.size();
        has(noise(LENGTH, 1));
        fixture.clock.advance(Duration.ofSeconds(59));
        assertThat(fixture.read(NAME)).isNull();
        assertThat(fixture.ucm.opened).hasSize(asked);
        fixture.clock.advance(Duration.ofSeconds(2));
        assertThat(fixture.read(NAME)).isEqualTo(noise(LENGTH, 1));
    }

    @Test
    void servesFromTheCacheWhileTheUcmIsAway() throws Exception {
        has(noise(LENGTH, 1));
        fixture.read(NAME);
        fixture.ucm.away = FaultKind.UNREACHABLE;
        assertThat(fixture.read(NAME)).isEqualTo(noise(LENGTH, 1));
        assertThatThrownBy(() -> fixture.read("auto-1779278401-1-2.wav")).isInstanceOf(UcmFault.class);
    }

    /** Neither Content-Length nor a header: two readings must agree. */
    @Test
    void readsAFileTwiceWhoseLengthNothingTells() throws Exception {
        fixture.ucm.tellsLength = false;
        has(noise(LENGTH, 1));
        assertThat(fixture.read(NAME)).isEqualTo(noise(LENGTH, 1));
        assertThat(fixture.ucm.opened).hasSize(2);
        assertThat(fixture.isCached(NAME)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"50", "70"})
    void givesNoFileCutByAWrongHeader(int told) throws Exception {
        fixture.ucm.tellsLength = false;
        has(wave(LENGTH, told));
        fixture.clock.advance(Duration.ofDays(2));
        try {
            assertThat(fixture.read(NAME)).isEqualTo(wave(LENGTH, told));
        } catch (UcmFault e) {
            // It had begun to read by the header.
        }
        assertThat(fixture.read(NAME)).isEqualTo(wave(LENGTH, told));
        assertThat(fixture.isCached(NAME)).isTrue();
    }

    @Test
    void keepsNothingThatMayBeRecordedStill() throws Exception {
        has(wave(LENGTH, 44));
        assertThat(fixture.read(NAME)).isEqualTo(wave(LENGTH, 44));
        assertThat(fixture.isCached(NAME)).isFalse();
        assertThat(RecordingsFixture.files(folder)).isEmpty();
        fixture.clock.advance(Duration.ofDays(2));
        fixture.read(NAME);
        assertThat(fixture.isCached(NAME)).isTrue();
    }

    /** Voicemail gives its names again. */
    @Test
    void fetchesANameWithoutAnEpochAnewAfterAWhile() throws Exception {
        fixture.ucm.files.put("monitor/msg0000.wav", noise(LENGTH, 1));
        fixture.read("msg0000.wav");
        fixture.ucm.files.put("monitor/msg0000.wav", noise(LENGTH, 2));
        assertThat(fixture.read("msg0000.wav")).isEqualTo(noise(LENGTH, 1));
        fixture.clock.advance(CachedRecordings.FRESH_FOR.plusSeconds(1));
        assertThat(fixture.read("msg0000.wav")).isEqualTo(noise(LENGTH, 2));
        fixture.clock.advance(CachedRecordings.FRESH_FOR.plusSeconds(1));
        fixture.ucm.away = FaultKind.UNREACHABLE;
        assertThat(fixture.read("msg0000.wav")).isEqualTo(noise(LENGTH, 2));
        assertThat(RecordingsFixture.files(folder)).hasSize(1);
    }

    @Test
    void takesAnEmptyFile() throws Exception {
        has(new byte[0]);
        fixture.clock.advance(Duration.ofDays(2));
        assertThat(fixture.read(NAME)).isEmpty();
        assertThat(fixture.isCached(NAME)).isTrue();
    }

    /** It may have been begun just now. */
    @ParameterizedTest
    @ValueSource(ints = {0, 8, 44})
    void servesWhatHasNoSoundYetButKeepsItNot(int bytes) throws Exception {
        has(Arrays.copyOf(wave(44, 44), bytes));
        assertThat(fixture.read(NAME)).hasSize(bytes);
        assertThat(fixture.isCached(NAME)).isFalse();
        has(wave(LENGTH, LENGTH));
        assertThat(fixture.read(NAME)).isEqualTo(wave(LENGTH, LENGTH));
    }

    /** Voicemail numbers its messages anew: the name may be another one's by now. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void goesOnWithNoOtherMessageOfTheSameNameAndLength(boolean ranges) throws Exception {
        fixture.ucm.ranges = ranges;
        fixture.ucm.pieces = 10;
        fixture.ucm.files.put("monitor/msg0000.wav", noise(LENGTH, 1));
        fixture.ucm.breaks.add(30);
        fixture.ucm.gate = new Semaphore(2);
        try (Recording recording = fixture.open("msg0000.wav").orElseThrow()) {
            fixture.ucm.files.put("monitor/msg0000.wav", noise(LENGTH, 2));
            fixture.ucm.gate.release(1000);
            assertThatThrownBy(() -> RecordingsFixture.bytes(recording)).hasMessageContaining("others than before");
        }
    }

    @Test
    void passesNoOtherMessageOnToWhomItHasBegunOne() throws Exception {
        try (RecordingsFixture full = RecordingsFixture.of(folder, 10)) {
            full.ucm.pieces = 10;
            full.ucm.files.put("monitor/msg0000.wav", noise(LENGTH, 1));
            full.ucm.breaks.addAll(List.of(-1, 30));
            try (Recording recording = full.open("msg0000.wav").orElseThrow()) {
                recording.copy(0, 20, OutputStream.nullOutputStream());
                full.ucm.files.put("monitor/msg0000.wav", noise(LENGTH, 2));
                assertThatThrownBy(() -> recording.copy(20, LENGTH - 20, OutputStream.nullOutputStream()))
                        .hasMessageContaining("others than before");
            }
        }
    }

    @Test
    void passesOnWhatRestedMeanwhile() throws Exception {
        try (RecordingsFixture full = RecordingsFixture.of(folder, 10)) {
            full.ucm.files.put("monitor/" + NAME, noise(LENGTH, 1));
            try (Recording recording = full.open(NAME).orElseThrow()) {
                recording.rest();
                assertThat(RecordingsFixture.bytes(recording)).isEqualTo(noise(LENGTH, 1));
            }
        }
    }
}
