package io.ucmbilling.calls.call;

/** End of a call (contract N4). */
public enum CallStatus {
    /** A person answered. */
    ANSWERED,
    /** A voicemail box answered. */
    VOICEMAIL,
    /** The caller gave up, or nobody was there. */
    NO_ANSWER,
    BUSY,
    FAILED,
    UNKNOWN
}
