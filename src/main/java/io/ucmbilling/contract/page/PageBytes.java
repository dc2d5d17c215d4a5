package io.ucmbilling.contract.page;

import io.ucmbilling.contract.Page;
import io.ucmbilling.contract.UnreadableEntry;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import org.apache.commons.codec.digest.DigestUtils;
import org.jspecify.annotations.Nullable;

/**
 * An answer's bytes without a byte order mark, and as text. What no text can hold, a byte that is no well formed UTF-8 and a
 * NUL, reads as U+FFFD (contract U11).
 */
public final class PageBytes implements Page.Text {
    private static final char INSTEAD = '\uFFFD';
    private static final int SHOWN = 60;
    private static final int HASHED_AT_ONCE = 1 << 16;

    private final byte[] given;
    private final int start;
    private final boolean sound;
    private byte @Nullable [] parseable;

    /** @param given the answer's bytes, not to be changed while this lives */
    public PageBytes(byte[] given) {
        this.given = given;
        this.start = given.length >= 3 && given[0] == (byte) 0xEF && given[1] == (byte) 0xBB && given[2] == (byte) 0xBF
                ? 3
                : 0;
        this.sound = Utf8Validation.nextUnsound(given, 0, given.length) == given.length;
    }

    /** Returns the bytes as they came, from {@link #start()} on. */
    public byte[] given() {
        return given;
    }

    /** Returns the bytes with a NUL for each that is not well formed UTF-8, so that every place stays. */
    public byte[] parseable() {
        byte[] made = parseable;
        if (made == null) {
            made = sound ? given : Utf8Validation.wellFormed(given);
            parseable = made;
        }
        return made;
    }

    /** Returns the place behind the byte order mark, if there is one. */
    public int start() {
        return start;
    }

    public int end() {
        return given.length;
    }

    /** Returns whether all of it is text as it stands. */
    public boolean isSound() {
        return sound;
    }

    /** Returns whether a part is text as it stands. */
    public boolean isSound(int from, int to) {
        return sound || Utf8Validation.nextUnsound(given, from, to) == to;
    }

    /** Returns a part as text. */
    public String text(int from, int to) {
        String text = new String(given, from, to - from, StandardCharsets.UTF_8);
        return sound ? text : text.replace('\0', INSTEAD);
    }

    /**
     * Returns a part as it came: NUL and what is no UTF-8 as {@code \xNN}, which any column can hold. A very long one
     * is cut, with its length and digest behind it.
     */
    public String raw(int from, int to) {
        return unreadable(from, to, "").raw();
    }

    /** Makes an entry of a part, with the text that {@link #raw} gives. */
    @Override
    public UnreadableEntry unreadable(int from, int to, String reason) {
        String raw = escaped(from, Math.min(to, from + PageBounds.LONGEST_RAW));
        if (to - from <= PageBounds.LONGEST_RAW && raw.length() <= PageBounds.LONGEST_RAW) {
            return new UnreadableEntry(raw, reason);
        }
        int end = Math.min(raw.length(), PageBounds.LONGEST_RAW);
        end -= Character.isHighSurrogate(raw.charAt(end - 1)) ? 1 : 0;
        UnreadableEntry.Cut cut = new UnreadableEntry.Cut(to - from, sha256(from, to));
        String told = "… (cut from " + cut.length() + " bytes, SHA-256 " + cut.sha256() + ")";
        return new UnreadableEntry(raw.substring(0, end) + told, reason, cut);
    }

    private String escaped(int from, int to) {
        if (isSound(from, to)) {
            return new String(given, from, to - from, StandardCharsets.UTF_8);
        }
        StringBuilder raw = new StringBuilder(to - from + 64);
        int at = from;
        while (at < to) {
            int wrong = Utf8Validation.nextUnsound(given, at, to);
            if (wrong > at) {
                raw.append(new String(given, at, wrong - at, StandardCharsets.UTF_8));
            }
            if (wrong < to) {
                raw.append("\\x");
                HexFormat.of().toHexDigits(raw, given[wrong]);
            }
            at = wrong + 1;
        }
        return raw.toString();
    }

    /** Returns the bytes of which {@link #raw} makes that text. If {@code \x} in it came as such, they are its own. */
    public static byte[] bytes(String raw) {
        byte[] bytes = raw.getBytes(StandardCharsets.UTF_8);
        if (!raw.contains("\\x")) {
            return bytes;
        }
        byte[] unescaped = new byte[bytes.length];
        int length = 0;
        for (int at = 0; at < bytes.length; at++) {
            boolean escape = ByteSearch.startsWith(bytes, at, bytes.length - 2, "\\x")
                    && Character.digit(bytes[at + 2], 16) >= 0
                    && Character.digit(bytes[at + 3], 16) >= 0;
            unescaped[length++] = escape
                    ? (byte) HexFormat.fromHexDigits(new String(bytes, at + 2, 2, StandardCharsets.US_ASCII))
                    : bytes[at];
            at += escape ? 3 : 0;
        }
        byte[] found = Arrays.copyOf(unescaped, length);
        return new PageBytes(found).raw(0, length).equals(raw) ? found : bytes;
    }

    /** Returns how the body begins, for a message: its first 60 characters on one line. */
    public String beginning() {
        String beginning =
                escaped(start, Math.min(given.length, start + 4 * SHOWN)).replaceAll("\\s+", " ");
        if (beginning.isBlank()) {
            return "nothing";
        }
        int end = beginning.offsetByCodePoints(0, Math.min(SHOWN, beginning.codePointCount(0, beginning.length())));
        return "'" + beginning.substring(0, end) + "'";
    }

    /** Gives up if the thread is interrupted: the whole of a long answer may have to be hashed. */
    private String sha256(int from, int to) {
        MessageDigest digest = DigestUtils.getSha256Digest();
        for (int at = from; at < to; at += HASHED_AT_ONCE) {
            PageBounds.checkInterruption();
            digest.update(given, at, Math.min(HASHED_AT_ONCE, to - at));
        }
        return HexFormat.of().formatHex(digest.digest());
    }
}
