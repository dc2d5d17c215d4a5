package io.ucmbilling.recording;

import io.ucmbilling.recording.download.RecordingRequest;
import io.ucmbilling.recording.name.Candidates;
import io.ucmbilling.ucm.site.UcmFault;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** An open recording, whole or still on its way. It stays readable until closed, whatever the cache throws away meanwhile. */
public interface Recording extends AutoCloseable {

    /**
     * What is known of a recording before its first byte is read.
     *
     * @param length of the whole file in bytes
     * @param tag a strong tag without quotes: the same bytes have the same one, others another
     * @param startedAt the recording's start if its name has an epoch (contract U12), else when it was fetched
     * @param lastModified when it was fetched: a recording may have grown since an earlier fetch
     */
    record Label(long length, String tag, Instant startedAt, Instant lastModified) {

        /** Returns a tag that is the same for every fetch of a recording whose name is for ever, else for this one alone. */
        static Label of(RecordingRequest request, long length, Instant fetchedAt) {
            String detail = request.isForEver() ? Long.toString(length) : length + "." + fetchedAt.toEpochMilli();
            Instant startedAt = Candidates.epoch(request.name()).orElse(fetchedAt);
            return new Label(length, request.key().tag(detail), startedAt, fetchedAt);
        }
    }

    Label label();

    /** Returns the SHA-256 of the whole file, 32 bytes; null: it has not all arrived yet. */
    byte @Nullable [] sha256();

    /**
     * Copies bytes of it, waiting for those that have not arrived yet.
     *
     * @param from first byte, inclusive
     * @param count how many; {@code from + count} is at most the length
     * @throws UcmFault if the fetch breaks for good before they have come. Some may have been written
     * @throws IOException from {@code to}
     */
    void copy(long from, long count, OutputStream to) throws IOException, UcmFault;

    /** Gives back what it holds of the UCM, for the time being: whoever has several open reads one at a time. */
    default void rest() {}

    /** Once closed, closing again does nothing. */
    @Override
    void close();
}
