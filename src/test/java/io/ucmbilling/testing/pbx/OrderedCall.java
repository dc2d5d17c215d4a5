package io.ucmbilling.testing.pbx;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A call that somebody orders instead of chance; it has just ended when it is made.
 *
 * @param caller an extension, or an outside number of an inbound or external call
 * @param callee the same for the other side
 * @param trunk 1 or 2, of the outside side
 * @param ringing until it was answered, or given up
 * @param talking 0 if it was not answered
 * @param recorded counts only if it was answered, and since generation 2
 * @param transferTo the extension to which an answered call is handed over, where it lasts as long again; null: none
 */
public record OrderedCall(
        Direction direction,
        Outcome outcome,
        String caller,
        String callee,
        int trunk,
        Duration ringing,
        Duration talking,
        boolean recorded,
        @Nullable String transferTo) {

    /** Which sides are outside. */
    public enum Direction {
        INTERNAL,
        INBOUND,
        OUTBOUND,
        EXTERNAL;

        boolean isFromOutside() {
            return this == INBOUND || this == EXTERNAL;
        }

        boolean isToOutside() {
            return this == OUTBOUND || this == EXTERNAL;
        }
    }

    /** How it ended. */
    public enum Outcome {
        ANSWERED,
        NO_ANSWER,
        BUSY,
        FAILED
    }

    boolean isAnswered() {
        return outcome == Outcome.ANSWERED;
    }
}
