package io.ucmbilling.calls.usage;

import java.util.Comparator;

/**
 * Value of a key.
 *
 * @param number of a time its order, which of hourOfWeek is the value too; else 0
 * @param text as it is shown
 */
public record UsageValue(long number, String text) implements Comparable<UsageValue> {
    private static final Comparator<UsageValue> ORDER =
            Comparator.comparingLong(UsageValue::number).thenComparing(UsageValue::text);

    static UsageValue of(String text) {
        return new UsageValue(0, text);
    }

    @Override
    public int compareTo(UsageValue other) {
        return ORDER.compare(this, other);
    }
}
