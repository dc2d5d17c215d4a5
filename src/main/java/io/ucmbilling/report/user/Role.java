package io.ucmbilling.report.user;

/** What somebody may do (report contract R1). Each role may do what those before it may. */
public enum Role {
    /** Sees calls, without recordings. */
    VIEWER,
    /** Hears recordings, too. */
    LISTENER,
    /** Deletes, has reports mailed, reads the audit, has days collected again. */
    ADMINISTRATOR;

    /** Returns whether this role may do all that the other one may. */
    public boolean includes(Role other) {
        return compareTo(other) >= 0;
    }
}
