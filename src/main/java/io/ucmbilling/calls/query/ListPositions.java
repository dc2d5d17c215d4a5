package io.ucmbilling.calls.query;

import java.util.Comparator;
import java.util.UUID;

/** The order of positions: by startedAt, then by id. */
final class ListPositions {
    /** The order of ids: that of their bytes, and so of their digits (rule C2). Java's own compares signed halves. */
    private static final Comparator<UUID> IDS = Comparator.comparing(
                    UUID::getMostSignificantBits, Long::compareUnsigned)
            .thenComparing(UUID::getLeastSignificantBits, Long::compareUnsigned);

    private static final Comparator<ListPosition> ORDER =
            Comparator.comparing(ListPosition::startedAt).thenComparing(ListPosition::id, IDS);

    private ListPositions() {}

    static Comparator<ListPosition> in(CallOrder order) {
        return order == CallOrder.EARLIEST_FIRST ? ORDER : ORDER.reversed();
    }
}
