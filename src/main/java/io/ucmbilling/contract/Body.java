package io.ucmbilling.contract;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * An answer's bytes, made safe to parse: without a byte order mark, and with a NUL in place of each byte that is not well
 * formed UTF-8, so that every offset stays and the value it stands in is found out by its NUL.
 */
final class Body {
    private static final long NON_ASCII = 0x8080_8080_8080_8080L;

    private final byte[] given;
    private final byte[] bytes;
    private final int start;

    Body(byte[] given) {
        this.given = given;
        this.start = given.length >= 3 && given[0] == (byte) 0xEF && given[1] == (byte) 0xBB && given[2] == (byte) 0xBF
                ? 3
                : 0;
        this.bytes = wellFormed(given);
    }

    /** The bytes to parse, from {@link #start()} on. */
    byte[] bytes() {
        return bytes;
    }

    /** Behind the byte order mark, if there is one. */
    int start() {
        return start;
    }

    int end() {
        return bytes.length;
    }

    /** A part as text to parse. */
    String text(int from, int to) {
        return new String(bytes, from, to - from, StandardCharsets.UTF_8);
    }

    /** A part as it came, for quarantine: NUL and what is no UTF-8 as {@code \xNN}, which any column can hold. */
    String raw(int from, int to) {
        StringBuilder raw = new StringBuilder(to - from);
        int at = from;
        while (at < to) {
            int length = given[at] == 0 ? 0 : sequence(given, at);
            if (length == 0) {
                raw.append(String.format(Locale.ROOT, "\\x%02x", given[at]));
                at++;
            } else {
                raw.append(new String(given, at, length, StandardCharsets.UTF_8));
                at += length;
            }
        }
        return raw.toString();
    }

    /** How the body begins, for a message: its first 60 characters on one line. */
    String beginning() {
        String beginning = raw(start, Math.min(bytes.length, start + 240)).replaceAll("\\s+", " ");
        if (beginning.isBlank()) {
            return "nothing";
        }
        int end = beginning.offsetByCodePoints(0, Math.min(60, beginning.codePointCount(0, beginning.length())));
        return "'" + beginning.substring(0, end) + "'";
    }

    /**
     * Why the value cannot be kept, or null: a NUL or half of a surrogate pair, neither of which a database text holds. A
     * NUL also stands for what was no UTF-8.
     */
    static @Nullable String fault(String value) {
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c == 0) {
                return "found a NUL or a byte that is no UTF-8, expected text";
            }
            if (Character.isSurrogate(c)) {
                if (i + 1 == value.length() || !Character.isSurrogatePair(c, value.charAt(i + 1))) {
                    return "found half of a surrogate pair, expected text";
                }
                i++;
            }
        }
        return null;
    }

    private static byte[] wellFormed(byte[] given) {
        int wrong = nextWrong(given, 0);
        if (wrong == given.length) {
            return given;
        }
        byte[] bytes = given.clone();
        while (wrong < given.length) {
            bytes[wrong] = 0;
            wrong = nextWrong(given, wrong + 1);
        }
        return bytes;
    }

    /** The next byte that begins no well formed sequence, or the end. */
    private static int nextWrong(byte[] bytes, int from) {
        int at = nextNonAscii(bytes, from);
        while (at < bytes.length) {
            int length = sequence(bytes, at);
            if (length == 0) {
                return at;
            }
            at = nextNonAscii(bytes, at + length);
        }
        return at;
    }

    private static int nextNonAscii(byte[] bytes, int from) {
        ByteBuffer words = ByteBuffer.wrap(bytes);
        int at = from;
        while (at + Long.BYTES <= bytes.length && (words.getLong(at) & NON_ASCII) == 0) {
            at += Long.BYTES;
        }
        while (at < bytes.length && bytes[at] >= 0) {
            at++;
        }
        return at;
    }

    /** The length of the well formed sequence at that place (RFC 3629: no overlong form, no surrogate), or 0. */
    private static int sequence(byte[] bytes, int at) {
        int lead = bytes[at] & 0xFF;
        if (lead < 0x80) {
            return 1;
        }
        int length = lead >= 0xC2 && lead < 0xE0 ? 2 : (lead & 0xF0) == 0xE0 ? 3 : lead >= 0xF0 && lead <= 0xF4 ? 4 : 0;
        if (length == 0 || at + length > bytes.length) {
            return 0;
        }
        int value = lead & (0xFF >> (length + 1));
        for (int i = 1; i < length; i++) {
            if ((bytes[at + i] & 0xC0) != 0x80) {
                return 0;
            }
            value = (value << 6) | (bytes[at + i] & 0x3F);
        }
        boolean overlong = (length == 3 && value < 0x800) || (length == 4 && value < 0x1_0000);
        boolean none = value > Character.MAX_CODE_POINT || (value >= 0xD800 && value <= 0xDFFF);
        return overlong || none ? 0 : length;
    }
}
