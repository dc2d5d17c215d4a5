package io.ucmbilling.ucm.site;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Failure of a request or pass at one site, with the kind that decides what follows. The message names the site and
 * what was found and expected, never a password or a cookie.
 */
public final class UcmFault extends Exception {
    private static final long serialVersionUID = 1L;
    private final FaultKind kind;
    private final @Nullable Duration retryAfter;

    public UcmFault(FaultKind kind, String message) {
        this(kind, message, null, null);
    }

    public UcmFault(FaultKind kind, String message, @Nullable Throwable cause) {
        this(kind, message, cause, null);
    }

    public UcmFault(FaultKind kind, String message, @Nullable Throwable cause, @Nullable Duration retryAfter) {
        super(message, cause);
        this.kind = kind;
        this.retryAfter = retryAfter;
    }

    public FaultKind kind() {
        return kind;
    }

    /** Returns how long the UCM asked to wait; null: it did not. */
    public @Nullable Duration retryAfter() {
        return retryAfter;
    }
}
