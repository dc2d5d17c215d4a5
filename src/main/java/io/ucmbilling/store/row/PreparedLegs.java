package io.ucmbilling.store.row;

import java.util.List;

/**
 * A page's legs, ready to be kept. Opaque outside the store.
 *
 * @param asOf number of the storing transaction as of which they were asked for: what was kept by a later one is newer
 */
public record PreparedLegs(List<EncodedLeg> legs, long asOf) {
    public PreparedLegs {
        legs = List.copyOf(legs);
    }

    /** Legs that were asked for now: they are newer than all that is kept. */
    public PreparedLegs(List<EncodedLeg> legs) {
        this(legs, Long.MAX_VALUE);
    }

    /** Returns the same legs as of an earlier storing transaction. */
    public PreparedLegs asOf(long commit) {
        return new PreparedLegs(legs, commit);
    }

    /** How many there are, repeats included. */
    public int size() {
        return legs.size();
    }
}
