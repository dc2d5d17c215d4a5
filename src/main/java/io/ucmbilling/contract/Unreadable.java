package io.ucmbilling.contract;

/**
 * A record on a page that cannot be read, while its neighbours can (contract N9).
 *
 * @param raw the text as it came, never empty; bytes that are no UTF-8 stand as {@code \xNN}
 * @param reason what was found and what was expected, for people
 */
public record Unreadable(String raw, String reason) implements Entry {

    /** The bytes of which such a raw text was made. */
    public static byte[] bytes(String raw) {
        return Body.bytes(raw);
    }
}
