package io.ucmbilling.recording;

import io.ucmbilling.recording.OpenRecording.Label;
import io.ucmbilling.ucm.site.Site;
import java.time.Instant;

/** A recording that somebody asks for, and under what the cache keeps it. */
record RecordingRequest(Site site, RecordingName name, CacheKey key) {

    static RecordingRequest of(Site site, RecordingName name) {
        return new RecordingRequest(site, name, CacheKey.of(site.id(), Candidates.canonical(name)));
    }

    /** A name with an epoch in it stands for one recording for ever; any other may be given again, as voicemail's are. */
    boolean isForEver() {
        return Candidates.epoch(name).isPresent();
    }

    /** A tag is the same for every fetch of a recording whose name is for ever, else for this one alone. */
    Label label(long length, Instant fetchedAt) {
        String detail = isForEver() ? Long.toString(length) : length + "." + fetchedAt.toEpochMilli();
        return new Label(key.tag(detail), Candidates.epoch(name).orElse(fetchedAt), fetchedAt);
    }
}
