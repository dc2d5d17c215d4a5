package io.ucmbilling.ucm;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Remembers for a while that a site refused the login, so that recordings, which many ask for at one time, do not lock the
 * account (contract U1). What polling is refused counts as well. Polling itself does not look here: it waits by
 * {@code gateway.collection.login-backoff}. Safe for use by several threads.
 */
final class RefusedLogin {
    static final Duration MEMORY = Duration.ofMinutes(10);

    private final Clock clock;
    private volatile @Nullable Refusal last;

    private record Refusal(String message, Instant until) {}

    RefusedLogin(Clock clock) {
        this.clock = clock;
    }

    UcmFault remember(UcmFault fault) {
        last = new Refusal(String.valueOf(fault.getMessage()), clock.instant().plus(MEMORY));
        return fault;
    }

    /** The credentials are right. */
    void forget() {
        last = null;
    }

    /**
     * To call before anything is sent for a recording.
     *
     * @throws UcmFault LOGIN_REFUSED, where that is too short ago
     */
    void check() throws UcmFault {
        Refusal refusal = last;
        if (refusal != null && clock.instant().isBefore(refusal.until())) {
            throw new UcmFault(
                    FaultKind.LOGIN_REFUSED,
                    refusal.message() + "; not tried again for a recording before " + refusal.until());
        }
    }
}
