package io.ucmbilling.store.audit;

/** What came of an action. The names are stored. */
public enum AuditOutcome {
    /** It was done. Of what is sent: nothing kept it from being sent, and it is about to be. */
    DONE,
    /** It was not allowed, or asked for wrongly. Nothing was changed or shown. */
    REFUSED,
    /** Sending it ended early. An entry that says DONE came before. */
    BROKEN_OFF,
    /** It was begun and did not come to its end. */
    FAILED
}
