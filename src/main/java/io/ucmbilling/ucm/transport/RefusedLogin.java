package io.ucmbilling.ucm.transport;

import io.ucmbilling.ucm.site.FaultKind;
import io.ucmbilling.ucm.site.UcmFault;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Memory, for a while, of a login that a site refused, so that recordings, which many ask for at one time, do not lock
 * the account (contract U1). What polling is refused counts as well. Polling itself does not look here: it waits by
 * {@code gateway.collection.login-backoff}. Safe for use by several threads.
 */
public final class RefusedLogin {
    public static final Duration MEMORY = Duration.ofMinutes(10);

    private final Clock clock;
    private volatile @Nullable Refusal last;

    private record Refusal(FaultKind kind, String message, Instant until) {}

    public RefusedLogin(Clock clock) {
        this.clock = clock;
    }

    /**
     * Remembers a sign-in's fault for as long as its kind asks for. One that says nothing about the next try is not.
     */
    UcmFault remember(UcmFault fault) {
        Duration pause = switch (fault.kind().retry()) {
            case LOGIN_BACKOFF -> MEMORY;
            case AS_TOLD -> fault.retryAfter();
            case BACKOFF -> null;
        };
        if (pause != null) {
            Instant until = clock.instant().plus(pause.compareTo(MEMORY) < 0 ? pause : MEMORY);
            last = new Refusal(fault.kind(), String.valueOf(fault.getMessage()), until);
        }
        return fault;
    }

    /** Forgets it: the credentials are right. */
    void forget() {
        last = null;
    }

    /**
     * Checks that nothing is remembered. Called before anything is sent for a recording.
     *
     * @throws UcmFault of the kind remembered, if that is too short ago
     */
    public void check() throws UcmFault {
        Refusal refusal = last;
        if (refusal != null && clock.instant().isBefore(refusal.until())) {
            throw new UcmFault(
                    refusal.kind(), refusal.message() + "; not tried again for a recording before " + refusal.until());
        }
    }
}
