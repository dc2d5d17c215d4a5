package io.ucmbilling.calls.call;

import org.jspecify.annotations.Nullable;

/**
 * Trunk of a call (rule C7).
 *
 * @param token null: the channel shows none
 * @param name as of the call; null: unnamed
 */
public record CallTrunk(
        End end, @Nullable String token, @Nullable String name) {

    /** End of a leg at which a trunk is. */
    public enum End {
        SOURCE,
        DESTINATION
    }

    /** Returns the name, else the token; empty: neither is known. */
    public String label() {
        if (name != null) {
            return name;
        }
        return token == null ? "" : token;
    }
}
