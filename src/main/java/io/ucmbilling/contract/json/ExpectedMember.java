package io.ucmbilling.contract.json;

import io.ucmbilling.contract.Field;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What is expected of a member of JSON objects, by what was read of it last: its value, and what stands behind it up to the next
 * value. Both are kept as places in the page's bytes. A guess is compared byte by byte before it counts.
 */
final class ExpectedMember {
    final String name;
    /** The field of that name; null: no known generation has it. */
    final @Nullable Field field;

    private int valueFrom;
    private int valueTo;
    private @Nullable String value;

    private @Nullable ExpectedMember next;
    private int behindFrom;
    private int behindTo;

    ExpectedMember(String name) {
        this.name = name;
        this.field = Field.named(name);
    }

    /**
     * Takes note of its value, a string.
     *
     * @param from behind its opening quote
     * @param to behind its closing quote
     */
    void holds(String value, int from, int to) {
        this.value = value;
        valueFrom = from;
        valueTo = to;
    }

    /** Returns its last value if that stands there again; null: another stands there. */
    @Nullable
    String valueAgain(byte[] body, int from) {
        return standsAgain(body, from, valueFrom, valueTo) ? value : null;
    }

    int valueLength() {
        return valueTo - valueFrom;
    }

    /**
     * Takes note of what follows.
     *
     * @param from behind its value
     * @param to behind the opening quote of the next member's
     */
    void isFollowedBy(ExpectedMember next, int from, int to) {
        this.next = next;
        behindFrom = from;
        behindTo = to;
    }

    /** Returns the member that follows, if all up to its value stands there again; null: something else stands there. */
    @Nullable
    ExpectedMember nextAgain(byte[] body, int from) {
        return standsAgain(body, from, behindFrom, behindTo) ? next : null;
    }

    int lengthBehind() {
        return behindTo - behindFrom;
    }

    private static boolean standsAgain(byte[] body, int at, int from, int to) {
        return to - from <= body.length - at && Arrays.equals(body, at, at + to - from, body, from, to);
    }
}
