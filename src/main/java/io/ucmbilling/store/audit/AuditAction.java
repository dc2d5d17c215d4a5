package io.ucmbilling.store.audit;

import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What was done. The names are stored. One that an older release does not know is stored beside a word that it knows, so that its pages
 * still show the entry.
 */
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
    MAILING("COLLECTION"),
    /** Somebody signed in to the report, or tried to. */
    SIGN_IN,
    /** Somebody signed out of the report. */
    SIGN_OUT;

    private final String stored;

    AuditAction() {
        this.stored = name();
    }

    AuditAction(String known) {
        this.stored = known;
    }

    /** Returns the word that each release knows. */
    String stored() {
        return stored;
    }

    /** Returns the name, if it is not what {@link #stored} says; else null. */
    @Nullable
    String act() {
        return stored.equals(name()) ? null : name();
    }

    /** @param act null, or a name that this release may not know, of a later one */
    static AuditAction of(String stored, @Nullable String act) {
        return Stream.of(values())
                .filter(action -> action.name().equals(act))
                .findFirst()
                .orElseGet(() -> valueOf(stored));
    }
}
