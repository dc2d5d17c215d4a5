package io.ucmbilling.recording.cache;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A file of the cache while one thread writes it, with the space reserved for it under the cache's bound. It is made on the disk
 * with its first byte. It ends published or dropped.
 */
final class PartFile {
    private static final Logger LOG = LoggerFactory.getLogger(PartFile.class);

    /** A file of unknown length takes space in such steps, in bytes. */
    private static final long STEP = 1 << 20;

    private final RecordingCache cache;
    private final CacheKey key;
    private long reserved;
    private long length;
    private @Nullable OnDisk onDisk;

    private PartFile(RecordingCache cache, CacheKey key, long reserved) {
        this.cache = cache;
        this.key = key;
        this.reserved = reserved;
    }

    private record OnDisk(Path path, FileChannel out) {}

    /**
     * Reserves space for a file.
     *
     * @param length of the whole file in bytes; negative: not known yet, space is reserved as it grows
     * @return empty: the file cannot be kept
     */
    static Optional<PartFile> reserve(RecordingCache cache, CacheKey key, long length) {
        long bytes = Math.max(0, length);
        return cache.takesFiles() && cache.reserve(bytes)
                ? Optional.of(new PartFile(cache, key, bytes))
                : Optional.empty();
    }

    long length() {
        return length;
    }

    /** @throws IOException if the disk does not take them, or if the cache has no space for them */
    void write(byte[] bytes, int offset, int count) throws IOException {
        growTo(length + count);
        try {
            FileChannel out = onDisk().out();
            ByteBuffer buffer = ByteBuffer.wrap(bytes, offset, count);
            while (buffer.hasRemaining()) {
                out.write(buffer);
            }
        } catch (IOException e) {
            cache.trouble.failed(e);
            throw e;
        }
        length += count;
    }

    private void growTo(long bytes) throws IOException {
        long more = bytes <= reserved ? 0 : Math.max(STEP, bytes - reserved);
        if (more > 0 && !cache.reserve(more)) {
            throw new IOException("no room under gateway.recordings.max-size");
        }
        reserved += more;
    }

    private OnDisk onDisk() throws IOException {
        OnDisk made = onDisk;
        if (made == null) {
            Path path = cache.folder.newPart(key);
            made = new OnDisk(
                    path, FileChannel.open(path, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)));
            onDisk = made;
        }
        return made;
    }

    /** Throws away what was written, to begin at the first byte again. */
    void restart() throws IOException {
        if (onDisk != null) {
            onDisk.out().truncate(0);
        }
        length = 0;
    }

    /** Opens what is written for reading. It stays readable if the part is published or dropped. */
    FileChannel open() throws IOException {
        return FileChannel.open(
                onDisk().path(), Set.<OpenOption>of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS));
    }

    /**
     * Makes it a whole file of the cache, or drops it if the disk does not take it.
     *
     * @param sha256 of all its bytes, 64 lower-case hex digits
     * @return to be run once, when nobody reads it any more: until then it is not thrown away. Empty: it was dropped
     */
    Optional<Runnable> publish(String sha256, Instant fetchedAt) {
        if (cache.isErased(key)) {
            drop();
            return Optional.empty();
        }
        try {
            try (FileChannel out = onDisk().out()) {
                out.force(true);
            }
            CachedFile file = new CachedFile(key, length, sha256, fetchedAt);
            Runnable release = cache.publish(onDisk().path(), file, reserved);
            reserved = 0;
            return Optional.of(release);
        } catch (IOException e) {
            LOG.debug("a file was not kept", e);
            cache.trouble.failed(e);
            drop();
            return Optional.empty();
        }
    }

    /** Throws it away and gives its space back. */
    void drop() {
        cache.index.unreserve(reserved);
        reserved = 0;
        if (onDisk == null) {
            return;
        }
        try (FileChannel _ = onDisk.out()) {
            Files.deleteIfExists(onDisk.path());
        } catch (IOException e) {
            // It is removed as a dead part later.
        }
    }
}
