package io.ucmbilling.contract;

/** Text without a NUL or half of a surrogate pair: what any text column can hold (contract U11). */
public final class StorableText {
    private static final char INSTEAD = '\uFFFD';

    private StorableText() {}

    /** Returns the text itself if it is storable, else with U+FFFD in place of each character that is not. */
    public static String of(String text) {
        int wrong = nextWrong(text, 0);
        if (wrong == text.length()) {
            return text;
        }
        StringBuilder storable = new StringBuilder(text);
        while (wrong < text.length()) {
            storable.setCharAt(wrong, INSTEAD);
            wrong = nextWrong(text, wrong + 1);
        }
        return storable.toString();
    }

    public static boolean isStorable(String text) {
        return nextWrong(text, 0) == text.length();
    }

    private static int nextWrong(String text, int from) {
        for (int at = from; at < text.length(); at++) {
            char found = text.charAt(at);
            if (found == 0
                    || (found >= Character.MIN_SURROGATE && Character.isSurrogate(found) && !isPaired(text, at))) {
                return at;
            }
        }
        return text.length();
    }

    private static boolean isPaired(String text, int at) {
        return Character.isHighSurrogate(text.charAt(at))
                ? at + 1 < text.length() && Character.isLowSurrogate(text.charAt(at + 1))
                : at > 0 && Character.isHighSurrogate(text.charAt(at - 1));
    }
}
