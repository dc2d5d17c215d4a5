package io.ucmbilling.recording;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A file of the cache on its way: written by one thread, read by any number as far as it has come. It is made on the disk with
 * its first byte.
 */
final class Part {
    private static final long STEP = 1 << 20;

    private final RecordingCache cache;
    private final CacheKey key;
    private MessageDigest digest = Sha256.start();
    private long length;
    private long reserved;
    private @Nullable OnDisk onDisk;
    private @Nullable CachedFile published;

    /** @param reserved bytes of room */
    Part(RecordingCache cache, CacheKey key, long reserved) {
        this.cache = cache;
        this.key = key;
        this.reserved = reserved;
    }

    private record OnDisk(Path path, FileChannel out) {}

    /** There is no room for more of it; nothing is wrong with the disk. */
    static final class NoRoomException extends IOException {
        private static final long serialVersionUID = 1L;

        NoRoomException() {
            super("no room under gateway.recordings.max-size");
        }
    }

    /** Bytes written so far. */
    long length() {
        return length;
    }

    /** SHA-256 of them. */
    byte[] sha256() {
        return Sha256.soFar(digest);
    }

    void write(byte[] bytes, int count) throws IOException {
        try {
            if (length + count > reserved) {
                reserveMore(Math.max(STEP, length + count - reserved));
            }
            FileChannel out = onDisk().out();
            ByteBuffer buffer = ByteBuffer.wrap(bytes, 0, count);
            while (buffer.hasRemaining()) {
                out.write(buffer);
            }
        } catch (NoRoomException e) {
            throw e;
        } catch (IOException e) {
            cache.failed(e);
            throw e;
        }
        digest.update(bytes, 0, count);
        length += count;
    }

    private OnDisk onDisk() throws IOException {
        OnDisk made = onDisk;
        return made == null ? make() : made;
    }

    private synchronized OnDisk make() throws IOException {
        Path path = cache.newPart(key);
        OnDisk made = new OnDisk(
                path, FileChannel.open(path, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)));
        onDisk = made;
        return made;
    }

    private void reserveMore(long bytes) throws NoRoomException {
        if (!cache.reserve(bytes)) {
            throw new NoRoomException();
        }
        reserved += bytes;
    }

    /** Begins anew; for a part that nobody reads yet. */
    void restart() throws IOException {
        if (onDisk != null) {
            onDisk.out().truncate(0);
        }
        digest = Sha256.start();
        length = 0;
    }

    /** For one reader of bytes that were written; stays readable when the part is published or dropped. */
    synchronized FileChannel open() throws IOException {
        if (published != null) {
            return cache.channel(published);
        }
        if (onDisk == null) {
            throw new NoSuchFileException(key.toString(), null, "nothing was written");
        }
        return FileChannel.open(onDisk.path(), Set.<OpenOption>of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS));
    }

    /**
     * Makes it a whole file of the cache; afterwards it is closed, published or not.
     *
     * @return held; release it
     */
    CacheIndex.Entry publish(Instant fetchedAt) throws IOException {
        try {
            try (FileChannel out = onDisk().out()) {
                out.force(true);
            }
            return publish(new CachedFile(key, length, HexFormat.of().formatHex(sha256()), fetchedAt));
        } catch (IOException e) {
            cache.failed(e);
            drop();
            throw e;
        }
    }

    private synchronized CacheIndex.Entry publish(CachedFile file) throws IOException {
        CacheIndex.Entry entry = cache.publish(onDisk().path(), file, reserved);
        published = file;
        return entry;
    }

    /** Throws it away. */
    void drop() {
        cache.unreserve(reserved);
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
