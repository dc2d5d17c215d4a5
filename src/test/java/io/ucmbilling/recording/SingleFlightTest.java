package io.ucmbilling.recording;

import static io.ucmbilling.recording.CacheRoom.noise;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.ucmbilling.ucm.FaultKind;
import io.ucmbilling.ucm.UcmFault;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
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

    private CacheRoom room;
    private Semaphore gate;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    @BeforeEach
    void open() {
        room = CacheRoom.on(folder);
        gate = new Semaphore(0);
        room.ucm.gate = gate;
        room.ucm.files.put("monitor/" + NAME, noise(LENGTH, 1));
    }

    @AfterEach
    void close() {
        gate.release(1_000_000);
        threads.close();
        room.close();
    }

    @Test
    void fetchesOnceForTwoHundredWhoAsk() throws Exception {
        CountDownLatch begun = new CountDownLatch(200);
        List<Future<byte[]>> readers = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            readers.add(threads.submit(() -> {
                try (Recording recording = room.open(NAME).orElseThrow()) {
                    begun.countDown();
                    return CacheRoom.bytes(recording);
                }
            }));
        }
        gate.release(1);
        begun.await();
        gate.release(1_000_000);
        for (Future<byte[]> reader : readers) {
            assertThat(reader.get()).isEqualTo(noise(LENGTH, 1));
        }
        assertThat(room.ucm.opened).hasSize(1);
        assertThat(room.count("fetches")).isEqualTo(1);
    }

    @Test
    void joinsThoseWhoAskForItByItsOtherName() throws Exception {
        gate.release(1);
        try (Recording one = room.open(NAME).orElseThrow();
                Recording other = room.open("2026-05/" + NAME).orElseThrow()) {
            gate.release(1_000_000);
            assertThat(CacheRoom.bytes(other)).isEqualTo(CacheRoom.bytes(one));
        }
        assertThat(room.ucm.opened).hasSize(1);
    }

    @Test
    void givesWhatHasComeBeforeTheRestComes() throws Exception {
        gate.release(1);
        ByteArrayOutputStream first = new ByteArrayOutputStream();
        try (Recording recording = room.open(NAME).orElseThrow()) {
            assertThat(recording.length()).isEqualTo(LENGTH);
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
        try (Recording recording = room.open(NAME).orElseThrow()) {
            recording.copy(0, 1000, to);
            gate.release(1_000_000);
            room.landed();
            recording.copy(1000, LENGTH - 1000, to);
        }
        assertThat(to.toByteArray()).isEqualTo(noise(LENGTH, 1));
        assertThat(room.ucm.opened).hasSize(1);
    }

    @Test
    void tellsReadersThatTheGatewayStops() throws Exception {
        gate.release(1_000_000);
        Flights stopped = new Flights(room.fetching, fetch -> {
            throw new RejectedExecutionException("stopped");
        });
        Flight flight = requireNonNull(stopped.board(Asked.of(FakeUcm.SITE, CacheRoom.monitor(NAME)), null));
        assertThat(flight.fault()).get().extracting(UcmFault::kind).isEqualTo(FaultKind.INTERNAL);
        assertThat(CacheRoom.files(folder)).isEmpty();
    }

    @Test
    void goesOnForThoseWhoStayAndToTheEndForNobody() throws Exception {
        gate.release(1);
        try (Recording stays = room.open(NAME).orElseThrow()) {
            room.open(NAME).orElseThrow().close();
            gate.release(10);
            stays.copy(0, 5000, OutputStream.nullOutputStream());
        }
        gate.release(1_000_000);
        room.landed();
        assertThat(room.isCached(NAME)).isTrue();
    }

    @Test
    void endsByItselfWhenAllHaveLeftForLong() throws Exception {
        gate.release(1);
        room.open(NAME).orElseThrow().close();
        room.clock.advance(Fetch.LEFT_ALONE.plusSeconds(1));
        gate.release(1);
        room.landed();
        assertThat(room.isCached(NAME)).isFalse();
        assertThat(CacheRoom.files(folder)).isEmpty();
    }

    @Test
    void tellsEveryReaderOfAFetchThatBrokeForGood() throws Exception {
        room.ucm.breaks.addAll(List.of(1500, 1500, 1500, 1500, 1500));
        gate.release(1);
        try (Recording one = room.open(NAME).orElseThrow();
                Recording other = room.open(NAME).orElseThrow()) {
            gate.release(1_000_000);
            for (Recording recording : List.of(one, other)) {
                ByteArrayOutputStream to = new ByteArrayOutputStream();
                assertThat(fault(recording, to).kind()).isEqualTo(FaultKind.BROKEN_OFF);
                assertThat(to.size()).isLessThan(LENGTH);
            }
        }
        room.landed();
        assertThat(room.count("broken")).isEqualTo(1);
    }

    private static UcmFault fault(Recording recording, OutputStream to) throws IOException {
        try {
            recording.copy(0, recording.length(), to);
            throw new AssertionError("served as whole");
        } catch (UcmFault e) {
            return e;
        }
    }

    /** A reader that has read the part goes on past the cache when the disk fails. */
    @Test
    void readsOnWhenItsFileIsCutShortOnTheDisk() throws Exception {
        gate.release(1_000_000);
        room.read(NAME);
        try (Recording recording = room.open(NAME).orElseThrow()) {
            try (FileChannel file = FileChannel.open(CacheRoom.files(folder).getFirst(), StandardOpenOption.WRITE)) {
                file.truncate(100);
            }
            assertThat(CacheRoom.bytes(recording)).isEqualTo(noise(LENGTH, 1));
        }
    }
}
