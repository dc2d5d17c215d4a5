package io.ucmbilling.collection.walk;

import io.ucmbilling.contract.Page;
import java.util.List;

/**
 * The outline of a page, as a walk needs it: how many items, and which legs in which order.
 *
 * @param items places of the outermost array
 * @param legs the identities of the legs, in their order
 */
record PageOutline(int items, List<LegIdentity> legs) {

    static PageOutline of(Page page) {
        return new PageOutline(
                page.items(), page.entries().stream().map(LegIdentity::of).toList());
    }

    /** Returns whether the leg at that place is of the same call as the one before it. */
    boolean inMidCall(int index) {
        String session = legs.get(index).session();
        return index > 0
                && !session.isEmpty()
                && session.equals(legs.get(index - 1).session());
    }

    boolean isEmpty() {
        return size() == 0;
    }

    /** Returns how many items or legs there are, whichever are more. */
    int size() {
        return Math.max(items, legs.size());
    }

    /** Returns where the other page's first leg stands here; -1: nowhere. */
    int indexOfFirst(PageOutline other) {
        return other.legs.isEmpty() ? -1 : legs.indexOf(other.legs.getFirst());
    }

    /** Returns whether this page begins with the other page's legs from that one on, as far as both reach. */
    boolean continues(PageOutline other, int from) {
        int shared = Math.min(other.legs.size() - from, legs.size());
        return legs.subList(0, shared).equals(other.legs.subList(from, from + shared));
    }
}
