package io.ucmbilling.recording;

import static io.ucmbilling.recording.RecordingsFixture.noise;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ucmbilling.recording.cache.CacheKey;
import io.ucmbilling.recording.cache.FileState;
import io.ucmbilling.recording.cache.GrowingFile;
import io.ucmbilling.recording.download.RecordingRequest;
import io.ucmbilling.ucm.site.FaultKind;
import io.ucmbilling.ucm.site.UcmFault;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SingleFlightTest {
    private static final String NAME = "auto-1779278400-1000-12025550101.wav";
    private static final int LENGTH = 200_000;

    @TempDir
    Path folder;

    private RecordingsFixture fixture;
    private Semaphore gate;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    @BeforeEach
    void open() {
        fixture = RecordingsFixture.on(folder);
        gate = new Semaphore(0);
        fixture.ucm.gate = gate;
        fixture.ucm.files.put("monitor/" + NAME, noise(LENGTH, 1));
    }

    @AfterEach
    void close() {
        gate.release(1_000_000);
        threads.close();
        fixture.close();
    }

    @Test
    void fetchesOnceForTwoHundredWhoAsk() throws Exception {
        CountDownLatch begun = new CountDownLatch(200);
        List<Future<byte[]>> readers = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            readers.add(threads.submit(() -> {
                try (Recording recording = fixture.open(NAME).orElseThrow()) {
                    begun.countDown();
                    return RecordingsFixture.bytes(recording);
                }
            }));
        }
        gate.release(1);
        begun.await();
        gate.release(1_000_000);
        for (Future<byte[]> reader : readers) {
            assertThat(reader.get()).isEqualTo(noise(LENGTH, 1));
        }
        assertThat(fixture.ucm.opened).hasSize(1);
        assertThat(fixture.count("fetches")).isEqualTo(1);
    }

    @Test
    void joinsThoseWhoAskForItByItsOtherName() throws Exception {
        gate.release(1);
        try (Recording one = fixture.open(NAME).orElseThrow();
                Recording other = fixture.open("2026-05/" + NAME).orElseThrow()) {
            gate.release(1_000_000);
            assertThat(RecordingsFixture.bytes(other)).isEqualTo(RecordingsFixture.bytes(one));
        }
        assertThat(fixture.ucm.opened).hasSize(1);
    }

    @Test
    void givesWhatHasComeBeforeTheRestComes() throws Exception {
        gate.release(1);
        ByteArrayOutputStream first = new ByteArrayOutputStream();
        try (Recording recording = fixture.open(NAME).orElseThrow()) {
            assertThat(recording.label().length()).isEqualTo(LENGTH);
            assertThat(recording.sha256()).isNull();
            recording.copy(0, 1000, first);
            gate.release(1_000_000);
            recording.copy(1000, LENGTH - 1000, first);
        }
        assertThat(first.toByteArray()).isEqualTo(noise(LENGTH, 1));
    }

    @Test
    void givesTheRestOfWhatLandedMeanwhile() throws Exception {
        gate.release(1);
        ByteArrayOutputStream to = new ByteArrayOutputStream();
        try (Recording recording = fixture.open(NAME).orElseThrow()) {
            recording.copy(0, 1000, to);
            gate.release(1_000_000);
            fixture.landed();
            recording.copy(1000, LENGTH - 1000, to);
        }
        assertThat(to.toByteArray()).isEqualTo(noise(LENGTH, 1));
        assertThat(fixture.ucm.opened).hasSize(1);
    }

    /** All has come; only its name of a whole file cannot be given. */
    @Test
    void givesTheRestWhetherTheDiskTakesTheLastStepOrNot() throws Exception {
        gate.release(2);
        ByteArrayOutputStream to = new ByteArrayOutputStream();
        try (Recording recording = fixture.open(NAME).orElseThrow()) {
            recording.copy(0, 1000, to);
            await().until(() -> !RecordingsFixture.files(folder).isEmpty());
            Path inner =
                    requireNonNull(RecordingsFixture.files(folder).getFirst().getParent());
            Files.createDirectories(inner.resolve(wholeName()).resolve("in the way"));
            gate.release(1_000_000);
            fixture.landed();
            assertThat(fixture.cache.isInTrouble()).isTrue();
            recording.copy(1000, LENGTH - 1000, to);
        }
        assertThat(to.toByteArray()).isEqualTo(noise(LENGTH, 1));
        assertThat(fixture.ucm.opened).hasSize(1);
    }

    private String wholeName() throws Exception {
        String sha256 =
                HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(noise(LENGTH, 1)));
        CacheKey key = RecordingRequest.of(FakeUcm.SITE, RecordingsFixture.monitor(NAME))
                .key();
        String fetchedAt = Long.toString(fixture.clock.millis());
        return String.join(".", key.site(), key.digest(), Integer.toString(LENGTH), sha256, fetchedAt, "rec");
    }

    /** It throws away the first one's file. */
    @Test
    void givesTheRestWhenAnotherReplicaPublishesTheSame() throws Exception {
        gate.release(1);
        ByteArrayOutputStream to = new ByteArrayOutputStream();
        try (RecordingsFixture replica = fixture.replica(folder);
                Recording one = fixture.open(NAME).orElseThrow()) {
            one.copy(0, 1000, to);
            fixture.clock.advance(Duration.ofMillis(5));
            Future<Recording> opening = threads.submit(() -> replica.open(NAME).orElseThrow());
            gate.release(LENGTH / 1000 * 2);
            fixture.landed();
            opening.get().close();
            replica.landed();
            fixture.ucm.away = FaultKind.UNREACHABLE;
            one.copy(1000, LENGTH - 1000, to);
        }
        assertThat(to.toByteArray()).isEqualTo(noise(LENGTH, 1));
    }

    @Test
    void countsNoReaderThatWasInterrupted() throws Exception {
        Thread first = Thread.ofVirtual().start(() -> openAndClose(fixture));
        await().until(() -> !fixture.ucm.opened.isEmpty());
        Thread second = Thread.ofVirtual().start(() -> openAndClose(fixture));
        await().until(() -> second.getState() == Thread.State.WAITING);
        second.interrupt();
        second.join();
        gate.release(1_000_000);
        first.join();
        fixture.landed();
        for (int i = 1; i < 7; i++) {
            String other = NAME.replace("1000", "100" + i);
            fixture.ucm.files.put("monitor/" + other, noise(LENGTH, i));
            fixture.read(other);
        }
        assertThat(fixture.isCached(NAME)).as("thrown away for the others").isFalse();
    }

    private static void openAndClose(RecordingsFixture fixture) {
        try (Recording recording = fixture.open(NAME).orElseThrow()) {
            assertThat(recording.label().length()).isEqualTo(LENGTH);
        } catch (UcmFault e) {
            assertThat(e.kind()).isEqualTo(FaultKind.INTERNAL);
        }
    }

    @Test
    void givesTheRoomBackWhateverFails() throws Exception {
        gate.release(1);
        try (Recording recording = fixture.open(NAME).orElseThrow()) {
            fixture.ucm.gate = new Semaphore(0) {
                @Override
                public void acquireUninterruptibly() {
                    throw new InternalError("as it happens");
                }
            };
            gate.release(1_000_000);
            assertThat(fault(recording, OutputStream.nullOutputStream()).kind()).isEqualTo(FaultKind.INTERNAL);
        }
        fixture.landed();
        assertThat(fixture.cache.bytes()).isZero();
        assertThat(RecordingsFixture.files(folder)).isEmpty();
    }

    @Test
    void tellsReadersThatTheGatewayStops() throws Exception {
        gate.release(1_000_000);
        SharedDownloads stopped = new SharedDownloads(fixture.downloading, fetch -> {
            throw new RejectedExecutionException("stopped");
        });
        GrowingFile file = stopped.join(RecordingRequest.of(FakeUcm.SITE, RecordingsFixture.monitor(NAME)), null)
                .orElseThrow();
        assertThat(file.awaitEnd())
                .isInstanceOfSatisfying(
                        FileState.Failed.class,
                        failed -> assertThat(failed.fault().kind()).isEqualTo(FaultKind.INTERNAL));
        assertThat(RecordingsFixture.files(folder)).isEmpty();
    }

    @Test
    void goesOnForThoseWhoStayAndToTheEndForNobody() throws Exception {
        gate.release(1);
        try (Recording stays = fixture.open(NAME).orElseThrow()) {
            fixture.open(NAME).orElseThrow().close();
            gate.release(10);
            stays.copy(0, 5000, OutputStream.nullOutputStream());
        }
        gate.release(1_000_000);
        fixture.landed();
        assertThat(fixture.isCached(NAME)).isTrue();
    }

    @Test
    void endsByItselfWhenAllHaveLeftForLong() throws Exception {
        gate.release(1);
        fixture.open(NAME).orElseThrow().close();
        fixture.clock.advance(SharedDownload.LEFT_ALONE.plusSeconds(1));
        gate.release(1);
        fixture.landed();
        assertThat(fixture.isCached(NAME)).isFalse();
        assertThat(RecordingsFixture.files(folder)).isEmpty();
    }

    @Test
    void tellsEveryReaderOfAFetchThatBrokeForGood() throws Exception {
        fixture.ucm.breaks.addAll(List.of(1500, 1500, 1500, 1500, 1500));
        gate.release(1);
        try (Recording one = fixture.open(NAME).orElseThrow();
                Recording other = fixture.open(NAME).orElseThrow()) {
            gate.release(1_000_000);
            for (Recording recording : List.of(one, other)) {
                ByteArrayOutputStream to = new ByteArrayOutputStream();
                assertThat(fault(recording, to).kind()).isEqualTo(FaultKind.BROKEN_OFF);
                assertThat(to.size()).isLessThan(LENGTH);
            }
        }
        fixture.landed();
        assertThat(fixture.count("broken")).isEqualTo(1);
    }

    private static UcmFault fault(Recording recording, OutputStream to) throws IOException {
        try {
            recording.copy(0, recording.label().length(), to);
            throw new AssertionError("served as whole");
        } catch (UcmFault e) {
            return e;
        }
    }

    /** A reader that has read the part goes on past the cache when the disk fails. */
    @Test
    void readsOnWhenItsFileIsCutShortOnTheDisk() throws Exception {
        gate.release(1_000_000);
        fixture.read(NAME);
        try (Recording recording = fixture.open(NAME).orElseThrow()) {
            try (FileChannel file =
                    FileChannel.open(RecordingsFixture.files(folder).getFirst(), StandardOpenOption.WRITE)) {
                file.truncate(100);
            }
            assertThat(RecordingsFixture.bytes(recording)).isEqualTo(noise(LENGTH, 1));
        }
    }
}
