package io.ucmbilling.store;

import java.util.List;

/** A page's legs, ready to be kept; made by {@link Cursors#prepare}, opaque to everyone else. */
public final class PreparedLegs {
    private final List<EncodedLeg> legs;

    PreparedLegs(List<EncodedLeg> legs) {
        this.legs = List.copyOf(legs);
    }

    List<EncodedLeg> legs() {
        return legs;
    }

    /** How many there are, repeats included. */
    public int size() {
        return legs.size();
    }
}
