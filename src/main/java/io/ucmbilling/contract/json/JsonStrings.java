package io.ucmbilling.contract.json;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Strings of JSON as they stand in bytes, found and read without a parser. */
final class JsonStrings {
    private static final VarHandle WORDS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long ONES = 0x0101_0101_0101_0101L;
    private static final long HIGH_BITS = ONES << 7;
    private static final long QUOTES = ONES * '"';
    private static final long BACKSLASHES = ONES * '\\';

    private JsonStrings() {}

    /** Returns the place behind the closing quote of the string whose opening quote is there; the end: none closes it. */
    static int end(byte[] bytes, int from) {
        int at = plainEnd(bytes, from + 1);
        while (at < bytes.length && bytes[at] != '"') {
            at = plainEnd(bytes, at + 2);
        }
        return Math.min(at + 1, bytes.length);
    }

    /** Returns the next place of a quote or backslash; the end or behind it: there is none. A word of bytes is looked at a time. */
    static int plainEnd(byte[] bytes, int from) {
        int at = from;
        while (at <= bytes.length - Long.BYTES) {
            long word = (long) WORDS.get(bytes, at);
            long found = zeros(word ^ QUOTES) | zeros(word ^ BACKSLASHES);
            if (found != 0) {
                return at + Long.numberOfTrailingZeros(found) / Byte.SIZE;
            }
            at += Long.BYTES;
        }
        while (at < bytes.length && bytes[at] != '"' && bytes[at] != '\\') {
            at++;
        }
        return at;
    }

    /** Returns a word whose lowest set bit is in the first byte that is 0 there. Those in the bytes behind it tell nothing. */
    private static long zeros(long word) {
        return (word - ONES) & ~word & HIGH_BITS;
    }

    /** Returns the text of a part in which nothing but quotes, backslashes and slashes is escaped; null: something else is. */
    static @Nullable String unescaped(byte[] bytes, int from, int to) {
        byte[] text = new byte[to - from];
        int length = 0;
        for (int at = from; at < to; at++) {
            if (bytes[at] == '\\' && (++at == to || "\"\\/".indexOf(bytes[at]) < 0)) {
                return null;
            }
            text[length++] = bytes[at];
        }
        return new String(text, 0, length, StandardCharsets.UTF_8);
    }
}
