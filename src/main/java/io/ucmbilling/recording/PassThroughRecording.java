package io.ucmbilling.recording;

import io.ucmbilling.recording.download.RecordingRequest;
import io.ucmbilling.recording.download.UcmDownload;
import io.ucmbilling.ucm.site.FaultKind;
import io.ucmbilling.ucm.site.UcmFault;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A recording streamed from the UCM to one reader, without any file: the cache has no space for it, or no disk. */
record PassThroughRecording(Label label, UcmDownload download) implements Recording {

    /**
     * Opens a recording.
     *
     * @param expected the length that a reader knows who has begun already; negative: nobody has
     * @return empty: the UCM does not have it
     * @throws UcmFault also of kind MALFORMED: nothing tells its length, or it has another one
     */
    static Optional<Recording> open(RecordingRequest request, long expected, DownloadContext context) throws UcmFault {
        Optional<UcmDownload> found = context.finder().open(request);
        if (found.isEmpty()) {
            return Optional.empty();
        }
        long length = found.get().length();
        if (length < 0 || (expected >= 0 && length != expected)) {
            found.get().close();
            throw request.fault(
                    FaultKind.MALFORMED,
                    "length: found " + (length < 0 ? "none" : length) + ", expected "
                            + (expected < 0 ? "one, as it is not kept" : expected));
        }
        context.countPassedThrough(request.site().id());
        return Optional.of(new PassThroughRecording(
                Label.of(request, length, context.clock().instant()), found.get()));
    }

    @Override
    public byte @Nullable [] sha256() {
        return null;
    }

    @Override
    public void copy(long from, long count, OutputStream to) throws IOException, UcmFault {
        download.seek(from);
        download.read(from + count, to::write);
    }

    @Override
    public void rest() {
        close();
    }

    @Override
    public void close() {
        download.close();
    }
}
