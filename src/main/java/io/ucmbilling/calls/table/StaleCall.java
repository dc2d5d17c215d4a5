package io.ucmbilling.calls.table;

import io.ucmbilling.calls.source.CallKey;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Note that a call is stale: legs of it have changed since it was made.
 *
 * @param number of the note
 * @param commit the storing transaction that changed them; 0: they were stored before calls were made
 * @param former the other session under which legs of this one are, or were, kept: without a session of their own and with it;
 *     null: none
 * @param erased whether legs were erased, so that nothing of what the call showed may stay
 */
record StaleCall(
        long number, long commit, CallKey key, @Nullable String former, boolean erased) {
    /** Returns the call of its former session alone; empty: it has none. */
    Optional<CallKey> formerCall() {
        return Optional.ofNullable(former).map(session -> new CallKey(key.site(), session));
    }
}
