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
record PassThroughRecording(RecordingLabel label, UcmDownload download) implements Recording {

    /**
     * Opens it.
     *
     * @return empty: the UCM does not have it
     * @throws UcmFault also of kind MALFORMED: nothing tells its length
     */
    static Optional<Recording> open(RecordingRequest request, DownloadContext context) throws UcmFault {
        Optional<UcmDownload> found = context.finder().open(request);
        return found.isPresent() ? Optional.of(of(request, found.get(), -1, context)) : Optional.empty();
    }

    /** Opens it for a reader that has begun already, and knows the length. */
    static Recording reopen(RecordingRequest request, long length, DownloadContext context) throws UcmFault {
        UcmDownload found = context.finder()
                .open(request)
                .orElseThrow(() -> fault(request, FaultKind.DRIFTED, "vanished while it was read"));
        return of(request, found, length, context);
    }

    /** @param expected the length that is known; negative: none is yet */
    private static Recording of(RecordingRequest request, UcmDownload found, long expected, DownloadContext context)
            throws UcmFault {
        long length = found.length();
        if (length < 0 || (expected >= 0 && length != expected)) {
            found.close();
            throw fault(
                    request,
                    FaultKind.MALFORMED,
                    "length: found " + (length < 0 ? "none" : length) + ", expected "
                            + (expected < 0 ? "one, as it is not kept" : expected));
        }
        context.counters().passedThrough(request.site().id());
        return new PassThroughRecording(
                RecordingLabel.of(request, length, context.clock().instant()), found);
    }

    private static UcmFault fault(RecordingRequest request, FaultKind kind, String what) {
        return new UcmFault(kind, "site " + request.site().id() + ": recording: " + what);
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
