package io.ucmbilling.billing.query;

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

    public static <T> Parameter<T> one(String name, ValueFormat<T> format) {
        return new Parameter<>(name, format, false);
    }

    public static <T> Parameter<T> several(String name, ValueFormat<T> format) {
        return new Parameter<>(name, format, true);
    }
}
