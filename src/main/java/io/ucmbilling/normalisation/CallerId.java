package io.ucmbilling.normalisation;

import org.jspecify.annotations.Nullable;

/**
 * Name and number inside {@code clid}, such as {@code "Farrow, Otto" <1031>}. The name may itself hold quotes and angle
 * brackets ({@code gen1/clid-special.csv}), so the number is the text in the last brackets.
 */
public record CallerId(@Nullable String name, @Nullable String number) {

    public static CallerId of(String clid) {
        String text = clid.strip();
        int open = text.lastIndexOf('<');
        if (open < 0 || !text.endsWith(">")) {
            return text.startsWith("\"") ? new CallerId(name(text), null) : new CallerId(null, orNull(text));
        }
        return new CallerId(name(text.substring(0, open).strip()), orNull(text.substring(open + 1, text.length() - 1)));
    }

    private static @Nullable String name(String quoted) {
        boolean inQuotes = quoted.length() >= 2 && quoted.startsWith("\"") && quoted.endsWith("\"");
        return orNull(inQuotes ? quoted.substring(1, quoted.length() - 1) : quoted);
    }

    static @Nullable String orNull(String text) {
        return text.isEmpty() ? null : text;
    }
}
