package io.ucmbilling.recording;

import io.ucmbilling.recording.cache.GrowingFile;
import io.ucmbilling.ucm.site.UcmFault;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** A recording read from a file of the cache, whole or growing. If that fails it goes on with one past the cache. */
final class CachedRecording implements Recording {
    private static final int PIECE = 1 << 16;

    private final GrowingFile file;
    private final RecordingLabel label;
    private final Bypass bypass;
    private @Nullable Recording passed;
    private boolean closed;

    /** The way past the cache to the same recording. */
    @FunctionalInterface
    interface Bypass {
        Recording open() throws UcmFault;
    }

    /** @param file joined; left when this is closed */
    CachedRecording(GrowingFile file, RecordingLabel label, Bypass bypass) {
        this.file = file;
        this.label = label;
        this.bypass = bypass;
    }

    @Override
    public RecordingLabel label() {
        return label;
    }

    @Override
    public byte @Nullable [] sha256() {
        return file.sha256();
    }

    @Override
    public void copy(long from, long count, OutputStream to) throws IOException, UcmFault {
        long end = from + count;
        long position = from;
        ByteBuffer piece = ByteBuffer.allocate((int) Math.min(PIECE, count));
        while (position < end) {
            if (!file.isReadable(position)) {
                to.flush();
            }
            int came = read(piece.clear().limit((int) Math.min(piece.capacity(), end - position)), position);
            if (came <= 0) {
                pass(position, end - position, to);
                return;
            }
            to.write(piece.array(), 0, came);
            if (position == from && file.sha256() == null) {
                to.flush(); // What comes behind it comes at the UCM's pace.
            }
            position += came;
        }
    }

    /** Returns how many bytes came; none or negative: no more do, this way. */
    private int read(ByteBuffer into, long position) throws IOException, UcmFault {
        try {
            return file.read(position, into);
        } catch (IOException e) {
            if (Thread.currentThread().isInterrupted()) {
                throw e;
            }
            return 0;
        }
    }

    private void pass(long from, long count, OutputStream to) throws IOException, UcmFault {
        Recording other = passed == null ? bypass.open() : passed;
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
            file.leave();
        }
    }
}
