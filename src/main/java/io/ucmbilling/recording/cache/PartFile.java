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

/** A file of the cache while one thread writes it. It is made on the disk with its first byte; it ends published or dropped. */
final class PartFile {
    private static final Logger LOG = LoggerFactory.getLogger(PartFile.class);

    private final Reservation reservation;
    private long length;
    private @Nullable OnDisk onDisk;

    PartFile(Reservation reservation) {
        this.reservation = reservation;
    }

    private record OnDisk(Path path, FileChannel out) {}

    /** Returns how many bytes have been written. */
    long length() {
        return length;
    }

    /** @throws IOException if the disk does not take them, or if the cache has no space for them */
    void write(byte[] bytes, int offset, int count) throws IOException {
        reservation.growTo(length + count);
        try {
            FileChannel out = onDisk().out();
            ByteBuffer buffer = ByteBuffer.wrap(bytes, offset, count);
            while (buffer.hasRemaining()) {
                out.write(buffer);
            }
        } catch (IOException e) {
            reservation.failed(e);
            throw e;
        }
        length += count;
    }

    private OnDisk onDisk() throws IOException {
        OnDisk made = onDisk;
        if (made == null) {
            Path path = reservation.newPart();
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
        try {
            try (FileChannel out = onDisk().out()) {
                out.force(true);
            }
            return Optional.of(reservation.publish(onDisk().path(), length, sha256, fetchedAt));
        } catch (IOException e) {
            LOG.debug("a file was not kept", e);
            reservation.failed(e);
            drop();
            return Optional.empty();
        }
    }

    /** Throws it away and gives its space back. */
    void drop() {
        reservation.cancel();
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
