package io.ucmbilling.recording.cache;

import io.ucmbilling.ucm.site.FaultKind;
import io.ucmbilling.ucm.site.UcmFault;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * A file that one thread writes while any number of readers read it, each at its own pace. Its {@link FileState}s:
 *
 * <ol>
 *   <li>{@code Opening}: readers {@link #join} and wait. The file ends as {@code Missing} if the UCM does not have it.
 *   <li>{@code Growing}, from {@link #begin} on if the length is known: {@link #read} gives the first bytes from memory, so
 *       that nobody waits for the disk, the others from the disk, so that memory grows neither with the file nor with its
 *       readers. It blocks at the end of what has come.
 *   <li>{@code Whole}, from {@link #finish} on: all bytes can be read, whether the cache keeps the file or not.
 *   <li>{@code Failed}: the download broke for good. Readers read what had come, then get the fault.
 *   <li>{@code Uncacheable}: there is no space or no disk for it. Readers read what had come, then go on by themselves.
 * </ol>
 *
 * The last four are final: nobody joins the file any more. What it holds is given back when the last reader has left. All
 * readers share one descriptor. An interrupt of one of them closes it for all, but comes only when the gateway stops.
 */
public final class GrowingFile {
    private final Clock clock;
    private final Instant startedAt;
    private FileState state = new FileState.Opening();
    private long length = -1;
    private long readable;
    private byte[] head = {};
    private @Nullable PartFile part;
    private @Nullable FileChannel disk;
    private Runnable whenLeft = () -> {};
    private int readers;
    private Instant leftAt;

    public GrowingFile(Clock clock) {
        this(clock, clock.instant());
    }

    private GrowingFile(Clock clock, Instant startedAt) {
        this.clock = clock;
        this.startedAt = startedAt;
        this.leftAt = startedAt;
    }

    /**
     * Returns a whole file of the cache, with one reader.
     *
     * @param whenLeft run when the reader has left
     */
    static GrowingFile of(CachedFile cached, FileChannel disk, Runnable whenLeft, Clock clock) {
        GrowingFile file = new GrowingFile(clock, cached.fetchedAt());
        file.readers = 1;
        file.disk = disk;
        file.whenLeft = whenLeft;
        file.become(new FileState.Whole(cached.length(), cached.sha256()));
        return file;
    }

    /** Returns when its download began. */
    public Instant startedAt() {
        return startedAt;
    }

    /** Returns the length of the whole file in bytes; -1: not known yet. */
    public synchronized long length() {
        return length;
    }

    /** Returns the SHA-256 of the whole file, 32 bytes; null: it is not whole. */
    public synchronized byte @Nullable [] sha256() {
        return state instanceof FileState.Whole whole ? HexFormat.of().parseHex(whole.sha256()) : null;
    }

    /** Tells whether nothing comes any more. */
    public synchronized boolean isOver() {
        return state.isFinal();
    }

    /** Adds a reader, who is to {@link #leave} later; false: the file is over, and nobody was added. */
    public synchronized boolean join() {
        if (state.isFinal()) {
            return false;
        }
        readers++;
        return true;
    }

    /** Takes a reader away. What the file holds is given back with the last one. */
    public synchronized void leave() {
        readers--;
        leftAt = clock.instant();
        letGo();
    }

    /** Tells whether nobody has read it for so long. */
    public synchronized boolean isLeftFor(Duration time) {
        return readers == 0 && leftAt.plus(time).isBefore(clock.instant());
    }

    /**
     * Waits until it is known what comes of the file.
     *
     * @throws UcmFault of kind INTERNAL if the thread is interrupted
     */
    public FileState awaitBegin() throws UcmFault {
        return awaitState(() -> !(state instanceof FileState.Opening));
    }

    /** Waits for a final state, as {@link #awaitBegin} does. */
    public FileState awaitEnd() throws UcmFault {
        return awaitState(() -> state.isFinal());
    }

    private synchronized FileState awaitState(BooleanSupplier reached) throws UcmFault {
        try {
            await(reached);
            return state;
        } catch (InterruptedIOException e) {
            throw new UcmFault(FaultKind.INTERNAL, "recording: interrupted while waiting for it", e);
        }
    }

    private synchronized void await(BooleanSupplier reached) throws InterruptedIOException {
        try {
            while (!reached.getAsBoolean()) {
                wait();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while waiting for a recording");
        }
    }

    /** Tells whether {@link #read} would not have to wait. */
    public synchronized boolean isReadable(long position) {
        return readable > position || state.isFinal();
    }

    /**
     * Reads bytes from a position on. Waits until one of them has come.
     *
     * @return how many came into the buffer; none or negative: no more do, this way
     * @throws UcmFault if the download broke for good before they came
     * @throws IOException if the disk fails, or if the thread is interrupted
     */
    public int read(long position, ByteBuffer into) throws IOException, UcmFault {
        FileChannel channel;
        synchronized (this) {
            await(() -> isReadable(position));
            if (readable <= position) {
                return nothing();
            }
            int count = (int) Math.min(into.remaining(), readable - position);
            into.limit(into.position() + count);
            if (position < head.length) {
                int fromHead = (int) Math.min(count, head.length - position);
                into.put(head, (int) position, fromHead);
                return fromHead;
            }
            channel = disk;
        }
        return channel == null ? -1 : channel.read(into, position);
    }

    private int nothing() throws UcmFault {
        if (state instanceof FileState.Failed(UcmFault fault)) {
            throw fault;
        }
        return -1;
    }

    /**
     * Begins to write. If the length is not known yet, readers go on waiting for {@link #finish}.
     *
     * @param wholeLength in bytes; negative: not known yet
     * @param first the bytes that may be read already. They are in memory, and are written once more
     * @return false: the cache has no space for it
     */
    public boolean begin(RecordingCache cache, CacheKey key, long wholeLength, byte[] first) {
        PartFile reserved = PartFile.reserve(cache, key, wholeLength).orElse(null);
        synchronized (this) {
            part = reserved;
            if (reserved != null && wholeLength >= 0) {
                length = wholeLength;
                head = first;
                readable = first.length;
                become(new FileState.Growing());
            }
        }
        return reserved != null;
    }

    /** Writes the next bytes. They can be read at once. */
    public void write(byte[] bytes, int offset, int count) throws IOException {
        PartFile written = part();
        written.write(bytes, offset, count);
        FileChannel opened = disk == null ? written.open() : disk;
        synchronized (this) {
            disk = opened;
            readable = state instanceof FileState.Growing ? Math.max(readable, written.length()) : 0;
            notifyAll();
        }
    }

    /** Throws away what was written. Only while nobody may read it. */
    public void restart() throws IOException {
        part().restart();
    }

    /**
     * Ends the file as whole: all readers have it, whether the disk takes the last step or not.
     *
     * @param keep whether the cache is to keep it; if not, it goes with its last reader
     * @param sha256 of all bytes that were written
     * @return whether the cache keeps it
     */
    public boolean finish(boolean keep, byte[] sha256) {
        PartFile written = part();
        String digest = HexFormat.of().formatHex(sha256);
        Optional<Runnable> published = keep ? written.publish(digest, startedAt) : Optional.empty();
        synchronized (this) {
            whenLeft = published.orElse(written::drop);
            become(new FileState.Whole(written.length(), digest));
        }
        return published.isPresent();
    }

    private PartFile part() {
        return Objects.requireNonNull(part, "not begun");
    }

    /** Ends the file in another way, its part dropped; false: it had ended already. For the writing thread. */
    public boolean end(FileState last) {
        if (isOver()) {
            return false;
        }
        try {
            if (part != null) {
                part.drop();
            }
        } finally {
            become(last);
        }
        return true;
    }

    private synchronized void become(FileState next) {
        if (next instanceof FileState.Whole whole) {
            length = whole.length();
            readable = length;
        }
        state = next;
        notifyAll();
        letGo();
    }

    private synchronized void letGo() {
        if (readers > 0 || !state.isFinal()) {
            return;
        }
        whenLeft.run();
        whenLeft = () -> {};
        try {
            if (disk != null) {
                disk.close();
            }
        } catch (IOException e) {
            // It was only read.
        }
    }
}
