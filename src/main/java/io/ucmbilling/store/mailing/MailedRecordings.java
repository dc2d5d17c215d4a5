package io.ucmbilling.store.mailing;

/** What a mail has of the recordings of its calls. */
public enum MailedRecordings {
    NONE,
    /** A ZIP of them; if it would be too large, a list of links. */
    ATTACHED
}
