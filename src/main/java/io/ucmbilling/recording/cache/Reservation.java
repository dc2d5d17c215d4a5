package io.ucmbilling.recording.cache;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;

/** Space under the cache's bound for one file while it is written. It ends published or cancelled. For one thread at a time. */
final class Reservation {
    /** A file of unknown length takes space in such steps, in bytes. */
    private static final long STEP = 1 << 20;

    private final RecordingCache cache;
    private final CacheKey key;
    private long bytes;

    private Reservation(RecordingCache cache, CacheKey key, long bytes) {
        this.cache = cache;
        this.key = key;
        this.bytes = bytes;
    }

    /**
     * Reserves space.
     *
     * @param length of the whole file in bytes; negative: not known yet, space is reserved as it grows
     * @return empty: the file cannot be kept
     */
    static Optional<Reservation> of(RecordingCache cache, CacheKey key, long length) {
        long bytes = Math.max(0, length);
        return cache.takesFiles() && cache.reserve(bytes)
                ? Optional.of(new Reservation(cache, key, bytes))
                : Optional.empty();
    }

    /** @throws IOException if there is no space for a file of that length. Nothing is wrong with the disk then */
    void growTo(long length) throws IOException {
        long more = length <= bytes ? 0 : Math.max(STEP, length - bytes);
        if (more > 0 && !cache.reserve(more)) {
            throw new IOException("no room under gateway.recordings.max-size");
        }
        bytes += more;
    }

    /** Returns where the file may be made on the disk. */
    Path newPart() throws IOException {
        return cache.newPart(key);
    }

    /** Notes that the disk failed. */
    void failed(IOException e) {
        cache.failed(e);
    }

    /** Makes a synced part a file of the cache, held until what is returned is run. */
    Runnable publish(Path part, long length, String sha256, Instant fetchedAt) throws IOException {
        Runnable release = cache.publish(part, new CachedFile(key, length, sha256, fetchedAt), bytes);
        bytes = 0;
        return release;
    }

    void cancel() {
        cache.unreserve(bytes);
        bytes = 0;
    }
}
