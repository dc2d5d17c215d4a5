package io.ucmbilling.store.row;

import java.util.Collections;
import java.util.HashSet;
import java.util.Set;

/** Set of the natural keys of legs that were read. It is opaque outside this room. Not safe for use by several threads. */
public final class LegKeys {
    private final Set<LegKey> keys = new HashSet<>();

    /** Adds those of a page. */
    public void add(PreparedLegs page) {
        page.legs().forEach(leg -> keys.add(leg.key()));
    }

    /** Forgets all. */
    public void clear() {
        keys.clear();
    }

    /** How many there are; the same twice counts once. */
    public int size() {
        return keys.size();
    }

    public boolean isEmpty() {
        return keys.isEmpty();
    }

    /** Returns all of them. */
    public Set<LegKey> all() {
        return Collections.unmodifiableSet(keys);
    }

    public boolean contains(LegKey key) {
        return keys.contains(key);
    }
}
