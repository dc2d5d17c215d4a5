package io.ucmbilling.contract.json;

import io.ucmbilling.contract.StorableText;
import io.ucmbilling.contract.page.OversizedPageException;
import io.ucmbilling.contract.page.PageBounds;
import io.ucmbilling.contract.page.PageBytes;
import io.ucmbilling.contract.page.RecordAssembly;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reader of the ordinary items of a JSON page without a parser: objects of strings, whole numbers and nulls, which may stand in
 * each other and in lists, as UCMs write them. It knows nothing else. If there is any doubt a parser has to read the page.
 *
 * <p>It is fast since records that follow each other are written alike, see {@link ExpectedMember}.
 */
final class OrdinaryItems {
    private static final int DEEPEST = 8;
    /** Both quotes count. */
    private static final int LONGEST_PLAIN = PageBounds.LONGEST_VALUE - 2;

    /** Enough for all fields, and for the keys under which a long call keeps its legs. */
    private static final int MOST_NAMES = 300;

    private final PageBytes pageBytes;
    private final byte[] body;
    private final JsonParsers texts;
    private final PageBounds bounds;
    private final RecordAssembly records;
    private final JsonCursor cursor;
    private final Map<String, ExpectedMember> members = new HashMap<>();
    /** By depth, what stands in front of the first member of an object. */
    private final ExpectedMember[] beginnings = new ExpectedMember[DEEPEST];

    private int depth;

    OrdinaryItems(PageBytes pageBytes, JsonParsers texts, PageBounds bounds, RecordAssembly records) {
        this.pageBytes = pageBytes;
        this.body = pageBytes.given();
        this.texts = texts;
        this.bounds = bounds;
        this.records = records;
        this.cursor = new JsonCursor(body);
        for (int i = 0; i < DEEPEST; i++) {
            beginnings[i] = new ExpectedMember("");
        }
    }

    /**
     * Reads the items of an array.
     *
     * @param from behind its opening bracket
     * @return the place of its closing bracket; negative: in doubt
     */
    int read(int from) throws OversizedPageException {
        cursor.at = from;
        return objects(true) ? cursor.at - 1 : -1;
    }

    /** Reads objects to behind the closing bracket of their array. Returns false if in doubt, as the methods below do. */
    private boolean objects(boolean items) throws OversizedPageException {
        if (cursor.skip(']')) {
            return true;
        }
        do {
            if (items) {
                records.item();
            }
            if (!cursor.skip('{') || !object("")) {
                return false;
            }
        } while (cursor.skip(','));
        return cursor.skip(']');
    }

    /** Reads an object from behind its opening bracket. */
    private boolean object(String name) throws OversizedPageException {
        if (depth == DEEPEST) {
            return false;
        }
        records.open(name, false, cursor.at - 1);
        ExpectedMember beginning = beginnings[depth++];
        ExpectedMember before = beginning;
        while (before != null) {
            bounds.step();
            ExpectedMember next = before.nextAgain(body, cursor.at);
            if (next != null) {
                cursor.at += before.lengthBehind();
                before = string(next) ? next : null;
            } else if (cursor.skip('}')) {
                depth--;
                records.close(cursor.at);
                return true;
            } else {
                before = member(before, before == beginning);
            }
        }
        return false;
    }

    /** Reads a member, and what divides it from the one before. Returns null if in doubt. */
    private @Nullable ExpectedMember member(ExpectedMember before, boolean first) throws OversizedPageException {
        int behind = cursor.at;
        String name = first || cursor.skip(',') ? cursor.name() : null;
        if (name == null) {
            return null;
        }
        ExpectedMember member = members.computeIfAbsent(name, ExpectedMember::new);
        boolean isString = cursor.skip('"');
        if (isString) {
            before.isFollowedBy(member, behind, cursor.at);
        }
        boolean read = isString ? string(member) : otherValue(member);
        return read && members.size() <= MOST_NAMES ? member : null;
    }

    private boolean otherValue(ExpectedMember member) throws OversizedPageException {
        if (cursor.skip('{')) {
            return object(member.name);
        }
        if (cursor.skip('[')) {
            records.open(member.name, true, cursor.at - 1);
            boolean read = objects(false);
            if (read) {
                records.close(cursor.at);
            }
            return read;
        }
        if (cursor.skipNull()) {
            return true;
        }
        String number = cursor.number();
        if (number != null) {
            records.field(member.field, member.name, number, null);
        }
        return number != null;
    }

    /** Reads a string from behind its opening quote. */
    private boolean string(ExpectedMember member) throws OversizedPageException {
        int from = cursor.at;
        String value = member.valueAgain(body, from);
        if (value != null) {
            cursor.at += member.valueLength();
        } else {
            int to = JsonStrings.plainEnd(body, from);
            if (to >= body.length || body[to] != '"' || to - from > LONGEST_PLAIN || !pageBytes.isSound(from, to)) {
                return otherString(member);
            }
            value = new String(body, from, to - from, StandardCharsets.UTF_8);
            cursor.at = to + 1;
            member.holds(value, from, cursor.at);
        }
        records.field(member.field, member.name, value, null);
        return true;
    }

    /** Reads a string with escapes, or with what no text can hold. */
    private boolean otherString(ExpectedMember member) throws OversizedPageException {
        int from = cursor.at - 1;
        int to = JsonStrings.end(body, from);
        if (to == body.length || to - from > PageBounds.LONGEST_VALUE) {
            return false;
        }
        String value = texts.string(pageBytes, from, to);
        cursor.at = to;
        if (StorableText.isStorable(value)) {
            member.holds(value, from + 1, to);
            records.field(member.field, member.name, value, null);
        } else {
            String raw = pageBytes.raw(from + 1, to - 1);
            records.field(member.field, member.name, texts.decoded(pageBytes, from, to), raw);
        }
        return true;
    }
}
