package io.ucmbilling.store.row;

import io.ucmbilling.store.intake.Cursors;
import java.util.List;

/** A page's legs, ready to be kept; made by {@link Cursors#prepare}, opaque to everyone else. */
public final class PreparedLegs {
    private final List<EncodedLeg> legs;
    private List<ReadLeg> added = List.of();

    public PreparedLegs(List<EncodedLeg> legs) {
        this.legs = List.copyOf(legs);
    }

    public List<EncodedLeg> legs() {
        return legs;
    }

    /** Those that were new when the page was kept; none before. To be asked by who kept it. */
    public List<ReadLeg> added() {
        return added;
    }

    public void added(List<ReadLeg> added) {
        this.added = List.copyOf(added);
    }

    /** How many there are, repeats included. */
    public int size() {
        return legs.size();
    }
}
