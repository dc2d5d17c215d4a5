package io.ucmbilling.contract.json;

import io.ucmbilling.contract.page.OversizedPageException;
import io.ucmbilling.contract.page.PageBounds;
import io.ucmbilling.contract.page.PageBytes;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Split of a JSON array into its items without reading them, so that one broken item does not spoil the others. On
 * valid JSON it cuts where JSON does. On broken JSON it finds back as soon as it can:
 *
 * <ol>
 *   <li>A quote ends a string only where a comma, colon or closing bracket follows; any other is taken for an unescaped
 *       quote inside. So an odd quote or a stray backslash costs its own item, and the next at most.
 *   <li>An object that opens inside an object, but not behind a colon, is the next item: the one before was not closed. So
 *       does the array's end close an item that is still open.
 * </ol>
 *
 * None of this can happen within the beginning of a valid page, so a page that was cut off has no end here.
 */
final class JsonItemSplit {
    /** A part of the body, its end exclusive. */
    record Span(int from, int to) {}

    private final byte[] bytes;
    private final PageBounds bounds;
    private final List<Span> spans = new ArrayList<>();
    private final OpenBrackets open = new OpenBrackets();
    private int at;

    private JsonItemSplit(byte[] bytes, int at, PageBounds bounds) {
        this.bytes = bytes;
        this.at = at;
        this.bounds = bounds;
    }

    /**
     * Returns the items of an array.
     *
     * @param from behind the opening bracket
     * @return null if the body ends before the array
     */
    static @Nullable JsonItemSplit of(PageBytes pageBytes, int from, PageBounds bounds) throws OversizedPageException {
        JsonItemSplit items = new JsonItemSplit(pageBytes.given(), from, bounds.anew());
        return items.cut() ? items : null;
    }

    List<Span> spans() {
        return spans;
    }

    /** Returns the place of the closing bracket. */
    int end() {
        return at;
    }

    private boolean cut() throws OversizedPageException {
        while (true) {
            at = afterSpace(at);
            if (at >= bytes.length) {
                return false;
            }
            if (bytes[at] == ']') {
                return true;
            }
            if (bytes[at] == ',') {
                at++;
                continue;
            }
            int from = at;
            boolean ended = (bytes[at] == '{' || bytes[at] == '[') ? structure() : scalar();
            if (!ended) {
                return false;
            }
            bounds.item();
            spans.add(new Span(from, trimmed(from)));
        }
    }

    /** Goes behind an object or array. A broken one is left at the place at which it breaks. */
    private boolean structure() {
        open.clear();
        byte before = 0;
        while (at < bytes.length) {
            bounds.step();
            byte here = bytes[at];
            boolean nextItem = here == '{' && open.endWithObject() && before != ':';
            boolean stray = here == ']' && !open.holdArray();
            boolean arrayEnds = stray && isFollowedBy(",}", at + 1);
            if (nextItem || arrayEnds) {
                return true;
            }
            switch (here) {
                case '{', '[' -> open.add(here == '{');
                case '}' -> open.close(true);
                case ']' -> {
                    if (!stray) {
                        open.close(false);
                    }
                }
                case '"' -> {
                    if (!string()) {
                        return false;
                    }
                }
                default -> {}
            }
            at = here == '"' ? at : at + 1;
            if (open.isEmpty()) {
                return true;
            }
            before = isSpace(here) ? before : here;
        }
        return false;
    }

    private boolean scalar() {
        do {
            bounds.step();
            if (bytes[at] == '"') {
                if (!string()) {
                    return false;
                }
            } else {
                at++;
            }
        } while (at < bytes.length && ",]{".indexOf(bytes[at]) < 0);
        return at < bytes.length;
    }

    /** Goes behind a string's closing quote. */
    private boolean string() {
        int i = at + 1;
        while (i < bytes.length) {
            bounds.step();
            if (bytes[i] == '"') {
                int next = afterSpace(i + 1);
                if (next >= bytes.length) {
                    return false;
                }
                if (",:}]".indexOf(bytes[next]) >= 0) {
                    at = i + 1;
                    return true;
                }
            }
            i += bytes[i] == '\\' ? 2 : 1;
        }
        return false;
    }

    private boolean isFollowedBy(String signs, int from) {
        int next = afterSpace(from);
        return next < bytes.length && signs.indexOf(bytes[next]) >= 0;
    }

    private int trimmed(int from) {
        int to = at;
        while (to > from + 1 && (isSpace(bytes[to - 1]) || bytes[to - 1] == ',')) {
            to--;
        }
        return to;
    }

    private int afterSpace(int from) {
        int i = from;
        while (i < bytes.length && isSpace(bytes[i])) {
            i++;
        }
        return i;
    }

    private static boolean isSpace(byte b) {
        return b == ' ' || b == '\n' || b == '\r' || b == '\t';
    }
}
