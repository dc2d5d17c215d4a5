package io.ucmbilling.recording;

import io.ucmbilling.ucm.site.UcmFault;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A recording read from a file of the cache, whole or growing. Where that fails it goes on with the UCM's own. */
final class OpenRecording implements Recording {
    private static final int CHUNK = 1 << 16;

    private final Arrival arrival;
    private final Bytes bytes;
    private final Label label;
    private final Bypass bypass;
    private final Runnable release;
    private @Nullable Recording passed;
    private boolean closed;

    /** What a recording is labelled with. */
    record Label(String tag, Instant startedAt, Instant lastModified) {}

    /** Opens the same recording past the cache, of that length. */
    @FunctionalInterface
    interface Bypass {
        Recording open(long length) throws UcmFault;
    }

    /** @param release called once, when it is closed; it closes what the bytes are read from */
    OpenRecording(Arrival arrival, Bytes bytes, Label label, Bypass bypass, Runnable release) {
        this.arrival = arrival;
        this.bytes = bytes;
        this.label = label;
        this.bypass = bypass;
        this.release = release;
    }

    @Override
    public long length() {
        return arrival.length();
    }

    @Override
    public String tag() {
        return label.tag();
    }

    @Override
    public byte @Nullable [] sha256() {
        return arrival.sha256();
    }

    @Override
    public Instant startedAt() {
        return label.startedAt();
    }

    @Override
    public Instant lastModified() {
        return label.lastModified();
    }

    @Override
    public void copy(long from, long count, OutputStream to) throws IOException, UcmFault {
        long end = from + count;
        long position = from;
        ByteBuffer chunk = ByteBuffer.allocate((int) Math.min(CHUNK, count));
        while (position < end) {
            if (!arrival.hasBeyond(position)) {
                to.flush();
            }
            int came = read(chunk, position, end);
            if (came <= 0) {
                pass(position, end - position, to);
                return;
            }
            to.write(chunk.array(), 0, came);
            if (position == from && arrival.sha256() == null) {
                to.flush(); // What comes behind it comes at the UCM's pace.
            }
            position += came;
        }
    }

    /** How many bytes came; none: no more do, this way. */
    private int read(ByteBuffer chunk, long position, long end) throws IOException, UcmFault {
        long readable = await(position);
        if (readable < 0) {
            return 0;
        }
        chunk.clear().limit((int) Math.min(chunk.capacity(), Math.min(readable, end) - position));
        try {
            return bytes.read(chunk, position);
        } catch (IOException e) {
            if (Thread.currentThread().isInterrupted()) {
                throw e;
            }
            return 0;
        }
    }

    private long await(long position) throws UcmFault, InterruptedIOException {
        try {
            return arrival.awaitBeyond(position);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while waiting for a recording");
        }
    }

    private void pass(long from, long count, OutputStream to) throws IOException, UcmFault {
        Recording other = passed == null ? bypass.open(length()) : passed;
        passed = other;
        other.copy(from, count, to);
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            if (passed != null) {
                passed.close();
            }
            release.run();
        }
    }
}
