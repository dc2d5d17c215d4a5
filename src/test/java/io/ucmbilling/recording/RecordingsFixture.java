package io.ucmbilling.recording;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.ucmbilling.recording.cache.RecordingCache;
import io.ucmbilling.recording.download.RecentTrouble;
import io.ucmbilling.recording.download.RecordingFinder;
import io.ucmbilling.recording.name.RecordingName;
import io.ucmbilling.recording.standing.RecordingOutcomes;
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

/** The recordings on a folder, before a UCM of the test's, and short words for what tests do with them. */
public final class RecordingsFixture implements AutoCloseable {
    public static final Instant NOW = Instant.parse("2026-05-20T12:00:00Z");

    public final FakeUcm ucm;
    public final SettableClock clock;
    final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    public final RecordingCache cache;
    public final Recordings recordings;
    public final Prefetcher prefetcher;
    final DownloadContext downloading;
    public final RecordingOutcomes outcomes;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Phaser fetches = new Phaser(1);

    public RecordingsFixture(Path folder, FakeUcm ucm, SettableClock clock, long maxBytes, @Nullable Duration maxAge) {
        this.ucm = ucm;
        this.clock = clock;
        cache = new RecordingCache(new RecordingCache.Bounds(folder, maxBytes, maxAge), meters, clock);
        RecentTrouble trouble = new RecentTrouble(clock);
        RecordingFinder finder = new RecordingFinder(ucm, trouble);
        downloading = new DownloadContext(finder, cache, trouble, meters, clock);
        outcomes = new RecordingOutcomes(clock);
        SharedDownloads downloads = new SharedDownloads(downloading, this::inThread);
        recordings = new CachedRecordings(downloading, new Listings(ucm, cache, clock), downloads, outcomes);
        prefetcher = new Prefetcher(downloading, downloads);
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
    public void landed() {
        fetches.arriveAndAwaitAdvance();
    }

    public static RecordingsFixture on(Path folder) {
        return of(folder, 1 << 20);
    }

    public static RecordingsFixture of(Path folder, long maxBytes) {
        return new RecordingsFixture(folder, new FakeUcm(), new SettableClock(NOW), maxBytes, null);
    }

    /** Another replica on the same folder, before the same UCM. */
    public RecordingsFixture replica(Path folder) {
        return new RecordingsFixture(folder, ucm, clock, 1 << 20, null);
    }

    public static RecordingName monitor(String file) {
        return new RecordingName("monitor", file);
    }

    public Optional<Recording> open(String file) throws UcmFault {
        return recordings.open(FakeUcm.SITE, monitor(file));
    }

    /** All its bytes, once it has come whole; null: there is none. */
    public byte @Nullable [] read(String file) throws UcmFault, IOException {
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

    public static byte[] bytes(Recording recording) throws UcmFault, IOException {
        ByteArrayOutputStream to = new ByteArrayOutputStream();
        recording.copy(0, recording.label().length(), to);
        return to.toByteArray();
    }

    public boolean isCached(String file) {
        return recordings.isCached(FakeUcm.SITE, monitor(file));
    }

    public double count(String counter) {
        return meters.counter("gateway.recordings." + counter, "site", "branch-a")
                .count();
    }

    public static byte[] noise(int length, long seed) {
        byte[] bytes = new byte[length];
        new Random(seed).nextBytes(bytes);
        return bytes;
    }

    /** A WAV whose header tells a length; the right one is that of the whole. */
    public static byte[] wave(int length, int told) {
        byte[] bytes = noise(length, length);
        ByteBuffer.wrap(bytes)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put("RIFF".getBytes(StandardCharsets.ISO_8859_1))
                .putInt(told - 8)
                .put("WAVE".getBytes(StandardCharsets.ISO_8859_1));
        return bytes;
    }

    /** Every file in the folder, by its name. */
    public static List<Path> files(Path folder) throws IOException {
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
