package io.ucmbilling.contract.json;

import java.util.BitSet;

/** The brackets that are open at a place of a JSON text, one bit a level: a text may be nothing but brackets. */
final class OpenBrackets {
    /** Set for an object. */
    private final BitSet levels = new BitSet();

    private int depth;
    private int arrays;

    void clear() {
        depth = 0;
        arrays = 0;
    }

    boolean isEmpty() {
        return depth == 0;
    }

    boolean endWithObject() {
        return depth > 0 && levels.get(depth - 1);
    }

    boolean holdArray() {
        return arrays > 0;
    }

    void add(boolean object) {
        levels.set(depth++, object);
        arrays += object ? 0 : 1;
    }

    /** Closes the innermost of that kind and what is open in it, or all if there is none of that kind. */
    void close(boolean object) {
        boolean found = false;
        while (depth > 0 && !found) {
            found = levels.get(--depth) == object;
            arrays -= levels.get(depth) ? 0 : 1;
        }
    }
}
