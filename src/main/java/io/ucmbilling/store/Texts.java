package io.ucmbilling.store;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** What a text column can hold of a text: all but NUL and halves of surrogate pairs. */
final class Texts {
    private static final char INSTEAD = '\uFFFD';

    private Texts() {}

    /** The text itself where the database can hold it, which is the same object; else with U+FFFD in place of what it cannot. */
    static String storable(String text) {
        for (int i = 0; i < text.length(); i++) {
            char found = text.charAt(i);
            if ((found == 0 || found >= Character.MIN_SURROGATE) && !storableAt(text, i)) {
                return replaced(text);
            }
        }
        return text;
    }

    private static String replaced(String text) {
        StringBuilder storable = new StringBuilder(text);
        for (int i = 0; i < text.length(); i++) {
            if (!storableAt(text, i)) {
                storable.setCharAt(i, INSTEAD);
            }
        }
        return storable.toString();
    }

    private static boolean storableAt(String text, int i) {
        char found = text.charAt(i);
        return Character.isSurrogate(found) ? pairAt(text, i) : found != 0;
    }

    private static boolean pairAt(String text, int i) {
        return Character.isHighSurrogate(text.charAt(i))
                ? i + 1 < text.length() && Character.isLowSurrogate(text.charAt(i + 1))
                : i > 0 && Character.isHighSurrogate(text.charAt(i - 1));
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JVM has SHA-256", e);
        }
    }
}
