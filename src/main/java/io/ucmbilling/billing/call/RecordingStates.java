package io.ucmbilling.billing.call;

import java.util.Map;
import java.util.Set;

/** Source of what is known of recordings. It never asks a UCM. */
@FunctionalInterface
public interface RecordingStates {
    /**
     * A recording.
     *
     * @param site the site's id
     * @param name the base name
     */
    record SiteRecording(String site, String name) {}

    /** Returns the states of recordings; of one that is left out nothing is known. */
    Map<SiteRecording, RecordingState> of(Set<SiteRecording> recordings);
}
