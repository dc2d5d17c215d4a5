package io.ucmbilling.collection.walk;

import io.ucmbilling.contract.CdrRecord;
import io.ucmbilling.contract.Field;
import io.ucmbilling.contract.Page;
import io.ucmbilling.contract.PageEntry;
import io.ucmbilling.contract.UnreadableEntry;
import java.util.List;

/**
 * The outline of a page, as a walk needs it: how many items, and which legs in which order.
 *
 * @param items places of the outermost array
 * @param legs one mark a leg, equal for equal legs
 */
public record PageOutline(int items, List<Mark> legs) {

    /** The values that tell legs apart. A leg that cannot be read has its text alone. */
    public record Mark(String session, String uniqueid, String acctId, String start) {}

    public static PageOutline of(Page page) {
        return new PageOutline(
                page.items(), page.entries().stream().map(PageOutline::mark).toList());
    }

    public static Mark mark(PageEntry entry) {
        return switch (entry) {
            case CdrRecord record ->
                new Mark(
                        record.text(Field.SESSION),
                        record.text(Field.UNIQUEID),
                        record.text(Field.ACCT_ID),
                        record.text(Field.START));
            case UnreadableEntry unreadable -> new Mark("", unreadable.raw(), "", "");
        };
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
