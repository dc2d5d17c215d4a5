package io.ucmbilling.calls.view;

import java.util.Comparator;

/**
 * Number or extension that is looked for (billing contract B2).
 *
 * @param text the number whole, or the part of it that is known; not empty
 */
public record NumberMatch(String text, Kind kind) implements Comparable<NumberMatch> {
    private static final String ANY = "*";

    private static final Comparator<NumberMatch> ORDER =
            Comparator.comparing(NumberMatch::text).thenComparing(NumberMatch::kind);

    /** Which part of a number its text is. */
    public enum Kind {
        WHOLE,
        BEGINNING,
        /** Any part. No index serves these, and the REST view has none. */
        ANYWHERE
    }

    /** Reads it as REST clients write it: a {@code *} at the end, behind at least one character, stands for any end. */
    public static NumberMatch parse(String written) {
        boolean prefix = hasAnyEnd(written);
        return new NumberMatch(prefix ? withoutEnd(written) : written, prefix ? Kind.BEGINNING : Kind.WHOLE);
    }

    /**
     * Reads it as people write it into a form: what a number begins with; or a {@code *} and, behind it, what stands anywhere in it. A
     * {@code *} at the end, behind at least one character, says nothing more.
     *
     * @param written not empty
     */
    public static NumberMatch parsePartial(String written) {
        boolean anywhere = written.length() > 1 && written.startsWith(ANY);
        String rest = anywhere ? written.substring(1) : written;
        return new NumberMatch(hasAnyEnd(rest) ? withoutEnd(rest) : rest, anywhere ? Kind.ANYWHERE : Kind.BEGINNING);
    }

    private static boolean hasAnyEnd(String written) {
        return written.length() > 1 && written.endsWith(ANY);
    }

    private static String withoutEnd(String written) {
        return written.substring(0, written.length() - 1);
    }

    /** Returns whether that number is looked for. */
    public boolean matches(String number) {
        return switch (kind) {
            case WHOLE -> number.equals(text);
            case BEGINNING -> number.startsWith(text);
            case ANYWHERE -> number.contains(text);
        };
    }

    @Override
    public int compareTo(NumberMatch other) {
        return ORDER.compare(this, other);
    }
}
