package io.ucmbilling.contract.query;

import io.ucmbilling.contract.Excerpt;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.commons.codec.DecoderException;
import org.apache.commons.codec.net.URLCodec;
import org.jspecify.annotations.Nullable;

/**
 * The variables of a query and of a form body, in their order, and what breaks the rules about writing them (contract S2).
 * Broken ones are left out, so that the others can still be looked at.
 */
final class RequestParameters {
    /**
     * One variable, decoded.
     *
     * @param value null if its escapes are broken
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

    /** Returns the first thing that is wrong, or null. */
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

    /** Returns the text with its escapes resolved and {@code +} as a space; null: an escape is broken or gives no UTF-8. */
    static @Nullable String decode(String raw) {
        try {
            ByteBuffer bytes = StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(raw));
            byte[] decoded = URLCodec.decodeUrl(Arrays.copyOf(bytes.array(), bytes.limit()));
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(decoded))
                    .toString();
        } catch (CharacterCodingException | DecoderException e) {
            return null;
        }
    }
}
