package io.ucmbilling.normalisation;

/** Failure to read a record as a leg. The message names the field, what was found and what was expected. */
public final class UnreadableLegException extends Exception {
    private static final long serialVersionUID = 1L;
    private final String reason;

    UnreadableLegException(String field, String found, String expected) {
        this(field + ": found '" + found + "', expected " + expected);
    }

    private UnreadableLegException(String reason) {
        super(reason);
        this.reason = reason;
    }

    /** Returns the message. */
    public String reason() {
        return reason;
    }
}
