package io.ucmbilling.billing.query;

import java.util.Optional;

/** The parameters of the feed of changes (billing contract B3). */
public final class FeedParameters {
    /** The value that stands for the end of the feed as it is. */
    public static final String NOW = "now";

    /** What {@code after} may be. */
    public static final String EXPECTED_AFTER =
            "next of an answer of this feed, unaltered, or now; or no such parameter";

    private static final int LONGEST_WAIT_SECONDS = 30;

    /** Where to go on. */
    public static final Parameter<String> AFTER = Parameter.one("after", position())
            .described(
                    "Where to go on: next of the answer before, whatever its filters, or now: the end of the feed as it"
                            + " is. Without it: from the beginning.");

    /** Seconds to wait for a change. */
    public static final Parameter<Integer> WAIT = Parameter.one("wait", Formats.number(0, LONGEST_WAIT_SECONDS))
            .described(
                    "If there is nothing, the answer comes as soon as there is something, at the latest after so many"
                            + " seconds. Without it: at once.");

    private FeedParameters() {}

    private static ValueFormat<String> position() {
        return new ValueFormat<>(
                EXPECTED_AFTER,
                value -> Optional.of(value).filter(text -> text.equals(NOW) || SignedBytes.isWellFormed(text)));
    }
}
