package io.ucmbilling.contract.query;

import io.ucmbilling.contract.Excerpt;
import java.io.ByteArrayOutputStream;
import java.net.URLEncoder;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The variables of a query and of a form body, in their order, and what breaks the rules about writing them (contract S2).
 * Broken ones are left out, so that the others can still be looked at.
 */
final class RequestParameters {
    /**
     * One variable, decoded.
     *
     * @param value null where its escapes are broken
     */
    record Variable(String name, @Nullable String value) {}

    private final List<Variable> all = new ArrayList<>();
    private @Nullable String fault;

    RequestParameters(@Nullable String query, @Nullable String body) {
        add("query", query == null ? "" : query);
        add("form body", body == null ? "" : body);
    }

    List<Variable> all() {
        return all;
    }

    /** The first thing that is wrong, or null. */
    @Nullable
    String fault() {
        return fault;
    }

    private void add(String place, String raw) {
        if (raw.isEmpty()) {
            return;
        }
        for (String piece : raw.split("&", -1)) {
            if (piece.isEmpty()) {
                wrong(place + ": found '&' at an end or twice in a row, expected one between variables");
            } else {
                add(piece);
            }
        }
    }

    private void add(String piece) {
        int equals = piece.indexOf('=');
        String name = decode(equals < 0 ? piece : piece.substring(0, equals));
        String value = equals < 0 ? "" : decode(piece.substring(equals + 1));
        if (name == null || value == null) {
            String where = name == null ? "a name" : Excerpt.of(name);
            wrong(where + ": found a percent escape that is broken or no UTF-8, expected %XX");
        }
        if (name != null) {
            all.add(new Variable(name, value));
        }
    }

    private void wrong(String reason) {
        fault = fault == null ? reason : fault;
    }

    /** The text with its escapes resolved and {@code +} as a space; null where an escape is broken or gives no UTF-8. */
    static @Nullable String decode(String raw) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(raw.length());
        int at = 0;
        while (at < raw.length()) {
            int c = raw.codePointAt(at);
            if (c == '%') {
                int high = at + 1 < raw.length() ? hex(raw.charAt(at + 1)) : -1;
                int low = at + 2 < raw.length() ? hex(raw.charAt(at + 2)) : -1;
                if (high < 0 || low < 0) {
                    return null;
                }
                bytes.write((high << 4) | low);
                at += 3;
            } else if (c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE) {
                return null;
            } else {
                bytes.writeBytes(Character.toString(c == '+' ? ' ' : c).getBytes(StandardCharsets.UTF_8));
                at += Character.charCount(c);
            }
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes.toByteArray()))
                    .toString();
        } catch (CharacterCodingException e) {
            return null;
        }
    }

    static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    /** Of an ASCII hexadecimal digit; {@link Character#digit} would take those of other scripts too. */
    private static int hex(char c) {
        return c < 0x80 ? Character.digit(c, 16) : -1;
    }
}
