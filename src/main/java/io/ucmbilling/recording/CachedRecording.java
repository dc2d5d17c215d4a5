package io.ucmbilling.recording;

import io.ucmbilling.recording.cache.GrowingFile;
import io.ucmbilling.recording.download.RecordingRequest;
import io.ucmbilling.ucm.site.FaultKind;
import io.ucmbilling.ucm.site.UcmFault;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** A recording read from a file of the cache, whole or growing. If that fails it goes on with one past the cache. */
final class CachedRecording implements Recording {
    private static final int PIECE = 1 << 16;

    private final RecordingRequest request;
    private final GrowingFile file;
    private final boolean isSame;
    private final DownloadContext context;
    private final Label label;
    private @Nullable Recording passed;
    private boolean closed;

    /**
     * @param file joined; left when this is closed
     * @param isSame whether the UCM's own is the same for sure, to be gone on with if the disk fails
     */
    CachedRecording(RecordingRequest request, GrowingFile file, boolean isSame, DownloadContext context) {
        this.request = request;
        this.file = file;
        this.isSame = isSame;
        this.context = context;
        this.label = Label.of(request, file.length(), file.startedAt());
    }

    @Override
    public Label label() {
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
        Recording other = passed == null ? bypass() : passed;
        passed = other;
        other.copy(from, count, to);
    }

    private Recording bypass() throws UcmFault {
        if (!isSame) {
            throw request.fault(FaultKind.BROKEN_OFF, "the disk failed while it was read");
        }
        return PassThroughRecording.open(request, label.length(), context)
                .orElseThrow(() -> request.fault(FaultKind.DRIFTED, "vanished while it was read"));
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
