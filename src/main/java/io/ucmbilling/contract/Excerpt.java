package io.ucmbilling.contract;

/** Excerpts of what was found, for messages: enough to recognise it, too little to hold a whole phone number. */
public final class Excerpt {
    private static final int SHOWN = 4;
    private static final int LONGEST = 300;

    private Excerpt() {}

    /** Returns the first characters and the length. */
    public static String of(String value) {
        int length = value.codePointCount(0, value.length());
        if (length == 0) {
            return "nothing";
        }
        String shown = value.substring(0, value.offsetByCodePoints(0, Math.min(SHOWN, length)));
        String dots = length > SHOWN ? "… (" + length + " characters)" : "";
        return "'" + printable(shown) + "'" + dots;
    }

    /**
     * Returns a sentence or name that may quote what was found: on one line, not long, at most three digits of each
     * number.
     */
    public static String masked(String message) {
        String beginning = message.substring(0, Math.min(LONGEST, message.length()));
        return printable(beginning).replaceAll("([0-9]{3})[0-9]+", "$1…");
    }

    private static String printable(String text) {
        return text.replaceAll("[\\p{Cntrl}\\p{Cs}\\x{2028}\\x{2029}]", " ");
    }
}
