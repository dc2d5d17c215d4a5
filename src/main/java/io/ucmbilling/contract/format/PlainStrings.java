package io.ucmbilling.contract.format;

import io.ucmbilling.contract.Field;
import io.ucmbilling.contract.page.PageBounds;
import io.ucmbilling.contract.page.PageBytes;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The strings of a JSON page that are ASCII without escapes, which almost all are. They are text as they stand, so the parser
 * need not decode them. Legs that follow each other share most of their values: of each field the last one is remembered, and
 * one that stands there again is held once.
 */
final class PlainStrings {
    private final byte[] body;
    private final boolean sound;
    private final int[] begin = new int[Field.values().length];
    private final int[] end = new int[begin.length];
    private final @Nullable String[] texts = new @Nullable String[begin.length];

    PlainStrings(PageBytes bytes) {
        this.body = bytes.given();
        this.sound = bytes.isSound();
    }

    /**
     * Returns the text of a known field's string.
     *
     * @param from the place of its opening quote
     * @return null: it is not plain, or too long
     */
    @Nullable
    String text(Field field, int from) {
        if (!sound) {
            return null;
        }
        int at = field.ordinal();
        int length = end[at] - begin[at];
        if (length > 0
                && length <= body.length - from
                && Arrays.equals(body, from, from + length, body, begin[at], end[at])) {
            return texts[at];
        }
        int close = closingQuote(from);
        if (close < 0) {
            return null;
        }
        begin[at] = from;
        end[at] = close + 1;
        texts[at] = new String(body, from + 1, close - from - 1, StandardCharsets.ISO_8859_1);
        return texts[at];
    }

    /** Returns the place of the closing quote; negative: something in front of it is not plain, or it is too far. */
    private int closingQuote(int from) {
        int most = Math.min(body.length, from + PageBounds.LONGEST_VALUE);
        for (int at = from + 1; at < most; at++) {
            if (body[at] == '"') {
                return at;
            }
            if (body[at] < 0 || body[at] == '\\') {
                return -1;
            }
        }
        return -1;
    }
}
