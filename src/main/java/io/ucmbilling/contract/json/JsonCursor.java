package io.ucmbilling.contract.json;

import io.ucmbilling.contract.page.ByteSearch;
import io.ucmbilling.contract.page.PageBounds;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** A place in a JSON text that goes on behind what was expected there, and stays where it is if something else stands there. */
final class JsonCursor {
    private static final int MOST_DIGITS = 18;

    final byte[] body;
    int at;

    JsonCursor(byte[] body) {
        this.body = body;
    }

    /** Goes behind a sign and the space in front of it. Returns false if something else stands there. */
    boolean skip(char sign) {
        int next = behindSpace();
        boolean found = next < body.length && body[next] == sign;
        at = found ? next + 1 : at;
        return found;
    }

    /** Goes behind a null and the space in front of it. Returns false if something else stands there. */
    boolean skipNull() {
        int next = behindSpace();
        boolean found = ByteSearch.startsWith(body, next, body.length, "null");
        at = found ? next + 4 : at;
        return found;
    }

    private int behindSpace() {
        int next = at;
        while (next < body.length && ByteSearch.isSpace(body[next])) {
            next++;
        }
        return next;
    }

    /** Returns a name and goes behind its colon; null: no plain name of ASCII stands there. */
    @Nullable
    String name() {
        int from = skip('"') ? at : body.length;
        int to = from;
        while (to < body.length && body[to] >= ' ' && body[to] != '"' && body[to] != '\\') {
            to++;
        }
        at = Math.min(to + 1, body.length);
        boolean named = to < body.length && body[to] == '"' && to - from <= PageBounds.LONGEST_NAME && skip(':');
        return named ? new String(body, from, to - from, StandardCharsets.ISO_8859_1) : null;
    }

    /** Returns a whole number as it is written, and goes behind it; null: no short one without a sign stands there. */
    @Nullable
    String number() {
        int from = behindSpace();
        at = from;
        while (at < body.length && body[at] >= '0' && body[at] <= '9') {
            at++;
        }
        int digits = at - from;
        boolean number = digits > 0 && digits <= MOST_DIGITS && (digits == 1 || body[from] != '0');
        return number ? new String(body, from, digits, StandardCharsets.ISO_8859_1) : null;
    }
}
