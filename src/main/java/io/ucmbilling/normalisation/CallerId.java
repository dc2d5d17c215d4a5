package io.ucmbilling.normalisation;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Name and number inside {@code clid}, such as {@code "Farrow, Otto" <1031>}. The name may itself hold quotes and angle
 * brackets ({@code gen1/clid-special.csv}), so the number is the text in the last brackets. A long one is cut: then there is no
 * number, and the name may lack its closing quote (contract U11, N7).
 */
public record CallerId(@Nullable String name, @Nullable String number) {

    /** A name whose quotes were opened, cut inside them or behind them. */
    private static final Pattern CUT = Pattern.compile("(?s)\"(?:(.*)\"\\s*<[^<>\"]*|(.*?)\"?)");

    public static CallerId of(String clid) {
        String text = clid.strip();
        int open = text.lastIndexOf('<');
        if (open < 0 || !text.endsWith(">")) {
            return cut(text);
        }
        return new CallerId(name(text.substring(0, open).strip()), orNull(text.substring(open + 1, text.length() - 1)));
    }

    private static CallerId cut(String text) {
        Matcher cut = CUT.matcher(text);
        if (!cut.matches()) {
            return new CallerId(null, orNull(text));
        }
        return new CallerId(orNull(cut.group(1) == null ? cut.group(2) : cut.group(1)), null);
    }

    private static @Nullable String name(String quoted) {
        boolean inQuotes = quoted.length() >= 2 && quoted.startsWith("\"") && quoted.endsWith("\"");
        return orNull(inQuotes ? quoted.substring(1, quoted.length() - 1) : quoted);
    }

    static @Nullable String orNull(String text) {
        return text.isEmpty() ? null : text;
    }
}
