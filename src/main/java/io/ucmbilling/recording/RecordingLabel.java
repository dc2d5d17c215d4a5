package io.ucmbilling.recording;

import io.ucmbilling.recording.download.RecordingRequest;
import io.ucmbilling.recording.name.Candidates;
import java.time.Instant;

/**
 * What is known of a recording before its first byte is read.
 *
 * @param length of the whole file in bytes
 * @param tag a strong tag without quotes: the same bytes have the same one, others another
 * @param startedAt the recording's start if its name has an epoch (contract U12), else when it was fetched
 * @param lastModified when it was fetched: a recording may have grown since an earlier fetch
 */
public record RecordingLabel(long length, String tag, Instant startedAt, Instant lastModified) {

    /** A tag is the same for every fetch of a recording whose name is for ever, else for this one alone. */
    static RecordingLabel of(RecordingRequest request, long length, Instant fetchedAt) {
        String detail = request.isForEver() ? Long.toString(length) : length + "." + fetchedAt.toEpochMilli();
        Instant startedAt = Candidates.epoch(request.name()).orElse(fetchedAt);
        return new RecordingLabel(length, request.key().tag(detail), startedAt, fetchedAt);
    }
}
