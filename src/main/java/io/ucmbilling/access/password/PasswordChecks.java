package io.ucmbilling.access.password;

import io.ucmbilling.access.ConcurrencyLimit;
import java.util.Optional;

/**
 * Checks passwords, two at one time at most, so that no flood of sign-ins takes the machine from those who collect. One address has at
 * most one of the two turns, so that a flood from there keeps nobody else waiting.
 */
public final class PasswordChecks {
    private static final int AT_ONE_TIME = 2;

    private final ConcurrencyLimit turns = new ConcurrencyLimit(AT_ONE_TIME);

    /**
     * Returns whether that is the password; empty: no turn came within five seconds.
     *
     * @param peer address of who asks
     */
    public Optional<Boolean> check(PasswordHash hash, String password, String peer) {
        if (!turns.begin(peer)) {
            return Optional.empty();
        }
        try {
            return Optional.of(hash.matches(password));
        } finally {
            turns.end(peer);
        }
    }
}
