package io.ucmbilling.calls.view;

import java.util.Comparator;

/**
 * Number or extension that is looked for (billing contract B2).
 *
 * @param text the number whole, or what it begins with; not empty
 * @param prefix whether the number only begins so
 */
public record NumberMatch(String text, boolean prefix) implements Comparable<NumberMatch> {
    private static final Comparator<NumberMatch> ORDER =
            Comparator.comparing(NumberMatch::text).thenComparing(NumberMatch::prefix);

    /** Reads it as clients write it: a {@code *} at the end, behind at least one character, stands for any end. */
    public static NumberMatch parse(String written) {
        boolean prefix = written.length() > 1 && written.endsWith("*");
        return new NumberMatch(prefix ? written.substring(0, written.length() - 1) : written, prefix);
    }

    /** Returns whether that number is looked for. */
    public boolean matches(String number) {
        return prefix ? number.startsWith(text) : number.equals(text);
    }

    @Override
    public int compareTo(NumberMatch other) {
        return ORDER.compare(this, other);
    }
}
