package io.ucmbilling.billing.query;

import java.time.ZoneId;
import java.util.Optional;

/**
 * A parameter that a resource knows.
 *
 * @param several whether it takes a list, by commas or by repetition; else a second one is refused
 * @param description what it does, for the OpenAPI document; may be empty
 */
public record Parameter<T>(String name, ValueFormat<T> format, boolean several, String description) {
    private static final int MOST_ITEMS = 1000;

    /** How many items a page has. */
    public static final Parameter<Integer> LIMIT =
            one("limit", Formats.number(1, MOST_ITEMS)).described("How many items a page has; 100 if it is not given.");

    /** Where a page begins, as the page before said in {@code next}. */
    public static final Parameter<String> CURSOR = one(
                    "cursor",
                    new ValueFormat<>(
                            Cursors.EXPECTED, value -> Optional.of(value).filter(SignedBytes::isWellFormed)))
            .described("Next of the page before. The same filters, order and zone go with it, limit may differ.");

    /** The begin of a period, inclusive. */
    public static final Parameter<PeriodBound> FROM = one("from", Formats.bound())
            .described(
                    "Begin of the period, inclusive: an RFC 3339 instant with offset, in which + is sent as %2B, or a"
                            + " date, which stands for its first instant in the zone. Without it: from the beginning.");

    /** The end of a period, exclusive. */
    public static final Parameter<PeriodBound> TO =
            one("to", Formats.bound()).described("End of the period, exclusive, as from. Without it: without an end.");

    /** The zone in which days begin and end. */
    public static final Parameter<ZoneId> ZONE = one("zone", Formats.zone())
            .described("The zone of dates, a name of the tz database. UTC if it is not given.");

    public static <T> Parameter<T> one(String name, ValueFormat<T> format) {
        return new Parameter<>(name, format, false, "");
    }

    public static <T> Parameter<T> several(String name, ValueFormat<T> format) {
        return new Parameter<>(name, format, true, "");
    }

    public Parameter<T> described(String text) {
        return new Parameter<>(name, format, several, text);
    }

    /** Returns the same parameter with another format of its values. */
    public Parameter<T> with(ValueFormat<T> other) {
        return new Parameter<>(name, other, several, description);
    }
}
