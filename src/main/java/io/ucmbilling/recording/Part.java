package io.ucmbilling.recording;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Set;

/** A file of the cache on its way: written by one thread, read by any number as far as it has come. */
final class Part {
    private static final long STEP = 1 << 20;

    private final RecordingCache cache;
    private final CacheKey key;
    private final Path path;
    private final FileChannel out;
    private MessageDigest digest = Sha256.start();
    private long length;
    private long reserved;

    Part(RecordingCache cache, CacheKey key, Path path, long reserved) throws IOException {
        this.cache = cache;
        this.key = key;
        this.path = path;
        this.reserved = reserved;
        this.out = FileChannel.open(path, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE));
    }

    /** There is no room for more of it; nothing is wrong with the disk. */
    static final class NoRoomException extends IOException {
        private static final long serialVersionUID = 1L;

        NoRoomException() {
            super("no room under gateway.recordings.max-size");
        }
    }

    Path path() {
        return path;
    }

    long reserved() {
        return reserved;
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

    private void reserveMore(long bytes) throws NoRoomException {
        if (!cache.reserve(bytes)) {
            throw new NoRoomException();
        }
        reserved += bytes;
    }

    /** Begins anew; for a part that nobody reads yet. */
    void restart() throws IOException {
        out.truncate(0);
        digest = Sha256.start();
        length = 0;
    }

    /** For one reader, from wherever it wants; stays readable when the part is published or dropped. */
    FileChannel open() throws IOException {
        return FileChannel.open(path, Set.<OpenOption>of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS));
    }

    /**
     * Makes it a whole file of the cache; afterwards it is closed, published or not.
     *
     * @return held; release it
     */
    CacheIndex.Entry publish(Instant fetchedAt) throws IOException {
        try (out) {
            out.force(true);
            return cache.publish(
                    this, new CachedFile(key, length, HexFormat.of().formatHex(sha256()), fetchedAt));
        } catch (IOException e) {
            cache.failed(e);
            drop();
            throw e;
        }
    }

    /** Throws it away. */
    void drop() {
        cache.unreserve(reserved);
        reserved = 0;
        try (out) {
            Files.deleteIfExists(path);
        } catch (IOException e) {
            // It is removed as a dead part later.
        }
    }
}
