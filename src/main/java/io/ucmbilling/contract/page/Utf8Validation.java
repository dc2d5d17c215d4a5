package io.ucmbilling.contract.page;

import java.nio.ByteBuffer;

/** Search for bytes that are no well formed UTF-8 (RFC 3629: no overlong form, no surrogate), in one run over them. */
final class Utf8Validation {
    private static final long HIGH_BITS = 0x8080_8080_8080_8080L;
    private static final long ONES = 0x0101_0101_0101_0101L;

    private Utf8Validation() {}

    /** Returns the bytes with a NUL for each that belongs to no well formed sequence, or themselves if all do. */
    static byte[] wellFormed(byte[] given) {
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

    private static int nextWrong(byte[] bytes, int from) {
        int at = nextUnsound(bytes, from, bytes.length);
        while (at < bytes.length && bytes[at] == 0) {
            at = nextUnsound(bytes, at + 1, bytes.length);
        }
        return at;
    }

    /** Returns the next byte that is a NUL or begins no well formed sequence within the part, or its end. */
    static int nextUnsound(byte[] bytes, int from, int to) {
        int at = plain(bytes, from, to);
        while (at < to) {
            int length = bytes[at] == 0 ? 0 : sequence(bytes, at, to);
            if (length == 0) {
                return at;
            }
            at = plain(bytes, at + length, to);
        }
        return to;
    }

    /** Goes behind what is plain ASCII without a NUL, a word at a time. */
    private static int plain(byte[] bytes, int from, int to) {
        ByteBuffer words = ByteBuffer.wrap(bytes);
        int at = from;
        while (at + Long.BYTES <= to && isPlain(words.getLong(at))) {
            at += Long.BYTES;
        }
        while (at < to && bytes[at] > 0) {
            at++;
        }
        return at;
    }

    /**
     * Returns whether no byte of the word has its high bit or is 0: subtracting one borrows into the high bit of a 0.
     */
    private static boolean isPlain(long word) {
        return ((word | (word - ONES)) & HIGH_BITS) == 0;
    }

    /** Returns the length of the well formed sequence at that place, or 0. */
    private static int sequence(byte[] bytes, int at, int to) {
        int lead = bytes[at] & 0xFF;
        if (lead < 0x80) {
            return 1;
        }
        int length = lead >= 0xC2 && lead < 0xE0 ? 2 : (lead & 0xF0) == 0xE0 ? 3 : lead >= 0xF0 && lead <= 0xF4 ? 4 : 0;
        if (length == 0 || at + length > to) {
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
