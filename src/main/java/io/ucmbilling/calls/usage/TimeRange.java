package io.ucmbilling.calls.usage;

import io.ucmbilling.calls.sums.UsageTable;
import io.ucmbilling.store.database.Timestamps;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * Stretch of time.
 *
 * @param from inclusive; {@link Instant#MIN}: no bound
 * @param to exclusive; {@link Instant#MAX}: no bound
 */
record TimeRange(Instant from, Instant to) {
    /** Returns the slot that begins there. */
    static TimeRange slot(Instant begin, Duration length) {
        return new TimeRange(begin, begin.plus(length));
    }

    /** Returns the begin as PostgreSQL reads it. */
    String fromText() {
        return text(from);
    }

    /** Returns the end as PostgreSQL reads it. */
    String toText() {
        return text(to);
    }

    private static String text(Instant instant) {
        if (instant.equals(Instant.MIN)) {
            return "-infinity";
        }
        return instant.equals(Instant.MAX) ? "infinity" : Objects.requireNonNull(Timestamps.text(instant));
    }

    boolean isEmpty() {
        return !from.isBefore(to);
    }

    /** Returns what lies in whole slots of that length, which may be nothing. */
    TimeRange whole(Duration slot) {
        return new TimeRange(
                from.equals(Instant.MIN) ? from : atOrAfter(from, slot),
                to.equals(Instant.MAX) ? to : atOrBefore(to, slot));
    }

    /**
     * Returns what some ranges have that others have not.
     *
     * @param ranges in their order, none overlapping, none empty; so is what is returned
     * @param others in the order of their begins
     */
    static List<TimeRange> without(List<TimeRange> ranges, List<TimeRange> others) {
        List<TimeRange> rest = new ArrayList<>();
        int next = 0;
        for (TimeRange range : ranges) {
            Instant from = range.from;
            while (next < others.size() && !others.get(next).to.isAfter(from)) {
                next++;
            }
            for (int i = next; i < others.size() && others.get(i).from.isBefore(range.to); i++) {
                add(rest, new TimeRange(from, others.get(i).from));
                from = others.get(i).to.isAfter(from) ? others.get(i).to : from;
            }
            add(rest, new TimeRange(from, range.to));
        }
        return rest;
    }

    private static void add(List<TimeRange> ranges, TimeRange range) {
        if (!range.isEmpty()) {
            ranges.add(range);
        }
    }

    static Instant atOrBefore(Instant instant, Duration slot) {
        return Instant.ofEpochSecond(UsageTable.begin(instant.getEpochSecond(), slot));
    }

    static Instant atOrAfter(Instant instant, Duration slot) {
        Instant before = atOrBefore(instant, slot);
        return before.equals(instant) ? before : before.plus(slot);
    }
}
