package io.ucmbilling.recording;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.ucmbilling.testing.SettableClock;
import io.ucmbilling.ucm.site.UcmFault;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Phaser;
import java.util.concurrent.Semaphore;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The cache's part of the room on a folder, before a UCM of the test's, and short words for what tests do with it. */
final class CacheRoom implements AutoCloseable {
    static final Instant NOW = Instant.parse("2026-05-20T12:00:00Z");

    final FakeUcm ucm;
    final SettableClock clock;
    final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    final RecordingCache cache;
    final FetchedRecordings recordings;
    final Finder finder;
    final Fetch.Room fetching;
    final Flights flights;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Phaser fetches = new Phaser(1);

    CacheRoom(Path folder, FakeUcm ucm, SettableClock clock, long maxBytes, @Nullable Duration maxAge) {
        this.ucm = ucm;
        this.clock = clock;
        RecordingCounters counters = new RecordingCounters(meters);
        cache = new RecordingCache(new RecordingCache.Bounds(folder, maxBytes, maxAge), counters, clock);
        finder = new Finder(ucm, clock);
        fetching = new Fetch.Room(finder, cache, new RecentTrouble(clock), counters, clock);
        flights = new Flights(fetching, this::inThread);
        recordings = new FetchedRecordings(fetching, new Listings(ucm, cache, clock), flights);
    }

    private void inThread(Runnable fetch) {
        fetches.register();
        threads.execute(() -> {
            try {
                fetch.run();
            } finally {
                fetches.arriveAndDeregister();
            }
        });
    }

    /** Until no fetch is on its way. */
    void landed() {
        fetches.arriveAndAwaitAdvance();
    }

    static CacheRoom on(Path folder) {
        return of(folder, 1 << 20);
    }

    static CacheRoom of(Path folder, long maxBytes) {
        return new CacheRoom(folder, new FakeUcm(), new SettableClock(NOW), maxBytes, null);
    }

    /** Another replica on the same folder, before the same UCM. */
    CacheRoom replica(Path folder) {
        return new CacheRoom(folder, ucm, clock, 1 << 20, null);
    }

    static RecordingName monitor(String file) {
        return new RecordingName("monitor", file);
    }

    Optional<Recording> open(String file) throws UcmFault {
        return recordings.open(FakeUcm.SITE, monitor(file));
    }

    /** All its bytes, once it has come whole; null: there is none. */
    byte @Nullable [] read(String file) throws UcmFault, IOException {
        Optional<Recording> opened = open(file);
        if (opened.isEmpty()) {
            return null;
        }
        try (Recording recording = opened.get()) {
            return bytes(recording);
        } finally {
            landed();
        }
    }

    static byte[] bytes(Recording recording) throws UcmFault, IOException {
        ByteArrayOutputStream to = new ByteArrayOutputStream();
        recording.copy(0, recording.length(), to);
        return to.toByteArray();
    }

    boolean isCached(String file) {
        return recordings.isCached(FakeUcm.SITE, monitor(file));
    }

    double count(String counter) {
        return meters.counter("gateway.recordings." + counter, "site", "branch-a")
                .count();
    }

    static byte[] noise(int length, long seed) {
        byte[] bytes = new byte[length];
        new Random(seed).nextBytes(bytes);
        return bytes;
    }

    /** A WAV whose header tells a length; the right one is that of the whole. */
    static byte[] wave(int length, int told) {
        byte[] bytes = noise(length, length);
        ByteBuffer.wrap(bytes)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put("RIFF".getBytes(StandardCharsets.ISO_8859_1))
                .putInt(told - 8)
                .put("WAVE".getBytes(StandardCharsets.ISO_8859_1));
        return bytes;
    }

    /** Every file in the folder, by its name. */
    static List<Path> files(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return List.of();
        }
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(path -> Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS))
                    .sorted()
                    .toList();
        }
    }

    /** Whatever waits at the UCM's gate may pass. */
    @Override
    public void close() {
        Semaphore gate = ucm.gate;
        if (gate != null) {
            gate.release(1_000_000);
        }
        threads.close();
    }
}
