package io.ucmbilling.contract;

import org.jspecify.annotations.Nullable;

/**
 * A record on a page that cannot be read, while its neighbours can (contract N9).
 *
 * @param raw the text as it came, never empty; bytes that are no UTF-8 stand as {@code \xNN}
 * @param reason what was found and what was expected, for people
 * @param cut what is told of the whole text, if {@code raw} is its beginning alone; null: it is the whole text
 */
public record UnreadableEntry(
        String raw, String reason, @Nullable Cut cut) implements PageEntry {

    /**
     * Length and digest of a text that is too long to be kept.
     *
     * @param length of the whole text in bytes, as it came
     * @param sha256 of these bytes, 64 hex digits
     */
    public record Cut(long length, String sha256) {}

    public UnreadableEntry(String raw, String reason) {
        this(raw, reason, null);
    }
}
