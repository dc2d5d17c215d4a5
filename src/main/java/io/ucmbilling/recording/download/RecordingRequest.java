package io.ucmbilling.recording.download;

import io.ucmbilling.recording.cache.CacheKey;
import io.ucmbilling.recording.name.Candidates;
import io.ucmbilling.recording.name.RecordingName;
import io.ucmbilling.ucm.site.FaultKind;
import io.ucmbilling.ucm.site.Site;
import io.ucmbilling.ucm.site.UcmFault;

/**
 * Request for one recording of a site, by its name and the directories in which it may lie.
 *
 * @param name as asked
 * @param key the same for all names of the recording
 */
public record RecordingRequest(Site site, RecordingName name, CacheKey key) {

    public static RecordingRequest of(Site site, RecordingName name) {
        RecordingName canonical = Candidates.canonical(name);
        return new RecordingRequest(site, name, CacheKey.of(site.id(), canonical.directory(), canonical.file()));
    }

    /** Tells whether the name stands for one recording for ever: any without an epoch may be given again, as voicemail's are. */
    public boolean isForEver() {
        return Candidates.epoch(name).isPresent();
    }

    public UcmFault fault(FaultKind kind, String what) {
        return new UcmFault(kind, "site " + site.id() + ": recording: " + what);
    }
}
