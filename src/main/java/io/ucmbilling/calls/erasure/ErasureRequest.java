package io.ucmbilling.calls.erasure;

import io.ucmbilling.calls.view.CallFilter;
import org.jspecify.annotations.Nullable;

/**
 * Request of an administrator to erase all calls that match.
 *
 * @param filter not masked
 * @param actor who asks, as the audit names them
 * @param address where the request came from; null: from nowhere outside
 * @param expected how many calls the asker was told that there are; null: they were not told
 */
public record ErasureRequest(
        CallFilter filter,
        String actor,
        @Nullable String address,
        @Nullable Long expected) {
    public ErasureRequest {
        if (filter.numbersMasked()) {
            throw new IllegalArgumentException(
                    "filter of an erasure: found one of a client from whom numbers are hidden, expected one that sees"
                            + " them");
        }
    }
}
