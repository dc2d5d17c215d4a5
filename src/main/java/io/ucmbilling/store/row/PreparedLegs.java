package io.ucmbilling.store.row;

import java.util.List;

/** A page's legs, ready to be kept. Opaque outside the store. */
public record PreparedLegs(List<EncodedLeg> legs) {
    public PreparedLegs {
        legs = List.copyOf(legs);
    }

    /** How many there are, repeats included. */
    public int size() {
        return legs.size();
    }
}
