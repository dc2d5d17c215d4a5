package io.ucmbilling.calls.usage;

import io.ucmbilling.calls.table.UsageTable;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Which calls are added up from which table, so that each call is in one slot alone.
 *
 * <ol>
 *   <li>A long slot of UTC that no begin of a slot of the zone cuts is taken from the sums by long slots.
 *   <li>One that is cut is taken from the sums by quarters of an hour. If many are cut, all are taken from these.
 *   <li>A quarter that is cut is taken from the calls. Of today's zones none cuts one, of those of 1900 many do.
 * </ol>
 *
 * @param from where whole quarters begin; null: everywhere
 * @param to where they end; null: nowhere
 * @param cutSlots the long slots that are cut
 * @param cutQuarters the quarters that are cut
 * @param quartersAlone whether long slots are not worth it
 */
record UsageCuts(
        @Nullable Instant from,
        @Nullable Instant to,
        SortedSet<Instant> cutSlots,
        SortedSet<Instant> cutQuarters,
        boolean quartersAlone) {
    /** One cut slot costs as much as that many whole ones. */
    private static final int COST = 8;

    /**
     * @param begins of the slots that are asked for
     * @param slot the length of the long slots
     */
    static UsageCuts of(@Nullable Instant from, @Nullable Instant to, Collection<Instant> begins, Duration slot) {
        SortedSet<Instant> all = new TreeSet<>(begins);
        if (from != null) {
            all.add(from);
        }
        if (to != null) {
            all.add(to);
        }
        SortedSet<Instant> slots = cut(all, slot);
        boolean many = !slots.isEmpty()
                && (long) slots.size() * COST
                        > Duration.between(all.first(), all.last()).dividedBy(slot);
        return new UsageCuts(
                from == null ? null : atOrAfter(from, UsageTable.QUARTER),
                to == null ? null : atOrBefore(to, UsageTable.QUARTER),
                slots,
                cut(all, UsageTable.QUARTER),
                many);
    }

    private static SortedSet<Instant> cut(Collection<Instant> begins, Duration slot) {
        SortedSet<Instant> cut = new TreeSet<>();
        for (Instant begin : begins) {
            Instant before = atOrBefore(begin, slot);
            if (!before.equals(begin)) {
                cut.add(before);
            }
        }
        return cut;
    }

    static Instant atOrBefore(Instant instant, Duration slot) {
        return Instant.ofEpochSecond(UsageTable.begin(instant.getEpochSecond(), slot));
    }

    static Instant atOrAfter(Instant instant, Duration slot) {
        Instant before = atOrBefore(instant, slot);
        return before.equals(instant) ? before : before.plus(slot);
    }
}
