package io.ucmbilling.billing.call;

/** What is known of a recording (billing contract B2), without asking its UCM. */
public enum RecordingState {
    /** It was not asked for yet. */
    UNKNOWN,
    /** The UCM had it when it was last asked. */
    AVAILABLE,
    /** The gateway has it. */
    CACHED,
    /** The UCM had it no longer. */
    MISSING,
    /** The UCM could not be asked. */
    UNREACHABLE
}
