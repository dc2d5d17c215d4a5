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
        SOURCE('s'),
        DESTINATION('d');

        private final char letter;

        End(char letter) {
            this.letter = letter;
        }

        /** Returns the letter under which it is kept. */
        public char letter() {
            return letter;
        }

        public static End of(char letter) {
            return letter == SOURCE.letter ? SOURCE : DESTINATION;
        }
    }

    /** Returns the name, else the token; empty: neither is known. */
    public String label() {
        if (name != null) {
            return name;
        }
        return token == null ? "" : token;
    }
}
