package io.ucmbilling.store.audit;

/** What was done. The names are stored. */
public enum AuditAction {
    /** A recording, or a part of it, was sent. */
    RECORDING,
    /** A record was shown as the UCM gave it. */
    RAW_RECORD,
    /** An administrator asked for days to be read again. */
    COLLECTION,
    /** Calls, legs and recordings were erased. */
    ERASURE,
    /** A setting by which reports are mailed was made, changed or deleted, or somebody asked for its mail. */
    MAILING,
    /** Somebody signed in to the report, or tried to. */
    SIGN_IN,
    /** Somebody signed out of the report. */
    SIGN_OUT
}
