package io.ucmbilling.calls.usage;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which calls are added up from which table, so that each call is in one slot alone. Tables are asked one after the other, that with the
 * longest slots first. Each takes what it can of what the others before it have left:
 *
 * <ol>
 *   <li>A slot of UTC in which no slot that is asked for begins or ends. If many are cut, the table is not worth it.
 *   <li>Not one that its sums are not right of, see {@link io.ucmbilling.calls.sums.RollupPeriods}.
 *   <li>What is left at last is added up from the calls. Of today's zones none cuts a quarter of an hour, of those of 1900 many do.
 * </ol>
 */
final class UsageCuts {
    /** One cut slot costs as much as that many whole ones. */
    private static final int COST = 4;

    /** Slots that are cut by the ends of the period are not many, however short it is. */
    private static final int ENDS = 2;

    private final List<Instant> bounds;
    private List<TimeRange> left;

    private UsageCuts(List<Instant> bounds, TimeRange all) {
        this.bounds = bounds;
        this.left = all.isEmpty() ? List.of() : List.of(all);
    }

    /**
     * Begins with all of a period.
     *
     * @param from null: it has no begin
     * @param to null: it has no end
     * @param begins of the slots that are asked for, in their order
     */
    static UsageCuts of(@Nullable Instant from, @Nullable Instant to, List<Instant> begins) {
        List<Instant> bounds = new ArrayList<>(begins.size() + 2);
        if (from != null) {
            bounds.add(from);
        }
        bounds.addAll(begins);
        if (to != null) {
            bounds.add(to);
        }
        return new UsageCuts(bounds, new TimeRange(from == null ? Instant.MIN : from, to == null ? Instant.MAX : to));
    }

    /**
     * Takes the whole slots of that length.
     *
     * @param wrong what must not be taken, in its order
     */
    List<TimeRange> take(Duration slot, List<TimeRange> wrong) {
        List<TimeRange> cut = cut(slot);
        if (cut.size() > ENDS && (long) cut.size() * COST > length().dividedBy(slot)) {
            return List.of();
        }
        List<TimeRange> whole = left.stream()
                .map(range -> range.whole(slot))
                .filter(range -> !range.isEmpty())
                .toList();
        List<TimeRange> taken = TimeRange.without(TimeRange.without(whole, cut), wrong);
        left = TimeRange.without(left, taken);
        return taken;
    }

    private Duration length() {
        return Duration.between(bounds.getFirst(), bounds.getLast());
    }

    /** Returns the slots that a bound cuts. */
    private List<TimeRange> cut(Duration slot) {
        List<TimeRange> cut = new ArrayList<>();
        for (Instant bound : bounds) {
            Instant before = TimeRange.atOrBefore(bound, slot);
            if (!before.equals(bound) && (cut.isEmpty() || cut.getLast().from().isBefore(before))) {
                cut.add(TimeRange.slot(before, slot));
            }
        }
        return cut;
    }

    /** Returns what no table has taken. */
    List<TimeRange> left() {
        return List.copyOf(left);
    }
}
