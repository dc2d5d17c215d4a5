package io.ucmbilling.billing.query;

import java.time.ZoneId;

/**
 * A parameter that a resource knows.
 *
 * @param several whether it takes a list, by commas or by repetition; else a second one is refused
 */
public record Parameter<T>(String name, ValueFormat<T> format, boolean several) {
    private static final int MOST_ITEMS = 1000;

    /** How many items a page has. */
    public static final Parameter<Integer> LIMIT = one("limit", Formats.number(1, MOST_ITEMS));

    /** Where a page begins, as the page before said in {@code next}. */
    public static final Parameter<String> CURSOR = one("cursor", Formats.text());

    /** The begin of a period, inclusive. */
    public static final Parameter<PeriodBound> FROM = one("from", Formats.bound());

    /** The end of a period, exclusive. */
    public static final Parameter<PeriodBound> TO = one("to", Formats.bound());

    /** The zone in which days begin and end. */
    public static final Parameter<ZoneId> ZONE = one("zone", Formats.zone());

    public static <T> Parameter<T> one(String name, ValueFormat<T> format) {
        return new Parameter<>(name, format, false);
    }

    public static <T> Parameter<T> several(String name, ValueFormat<T> format) {
        return new Parameter<>(name, format, true);
    }
}
