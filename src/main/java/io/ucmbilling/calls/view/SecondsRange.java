package io.ucmbilling.calls.view;

import org.jspecify.annotations.Nullable;

/**
 * Range of a length in seconds, both bounds inclusive. A length that is not known is in no range that has a bound.
 *
 * @param least 0 or more; null: no bound
 * @param most 0 or more; null: no bound
 */
public record SecondsRange(
        @Nullable Integer least, @Nullable Integer most) {
    public static final SecondsRange ANY = new SecondsRange(null, null);

    public boolean isBounded() {
        return least != null || most != null;
    }
}
