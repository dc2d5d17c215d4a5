package io.ucmbilling.recording.standing;

/** What is known of a recording without asking its UCM. */
public enum RecordingStanding {
    /** Nothing: it was not asked for yet, or long ago. */
    UNKNOWN,
    /** The UCM had it when it was last asked. The gateway does not have it any more. */
    AVAILABLE,
    /** The gateway has it. */
    CACHED,
    /** The UCM had it no longer when it was last asked. */
    MISSING,
    /** It was erased here, and is neither served nor fetched any more. The UCM may still have it. */
    DELETED,
    /** The UCM could not be asked, or did not give it whole, when that was last tried. */
    UNREACHABLE
}
