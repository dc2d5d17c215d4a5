package io.ucmbilling.calls.sums;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/**
 * Sums of {@code usage_rollup} of one kind: by a long slot, for each site or for all together. Slots are counted from 1970-01-01 in UTC,
 * and each lies in one period of {@link RollupPeriods}.
 *
 * @param dimension what the parts are, see the column
 * @param ofFleet whether it is of all sites together
 */
public record Rollup(char dimension, boolean ofFleet, Duration slot) {
    /** The site's number of all sites together. */
    public static final short FLEET = 0;

    public static final String TABLE = "usage_rollup";

    private static final char WAITING_TIME = 'W';
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration QUARTER_OF_DAY = Duration.ofHours(6);
    private static final Duration DAY = Duration.ofDays(1);
    private static final Duration WEEK = Duration.ofDays(7);

    /** By waiting time, for each site. The longest slots come first, here and below. */
    public static final List<Rollup> BY_WAITING_TIME =
            List.of(new Rollup(WAITING_TIME, false, WEEK), new Rollup(WAITING_TIME, false, DAY));

    /** Returns those that hold the sums of a table, for each site or for all together. */
    public static List<Rollup> of(UsageTable table, boolean ofFleet) {
        Stream<Duration> slots;
        if (table == UsageTable.SLOT) {
            slots = ofFleet ? Stream.of(QUARTER_OF_DAY, HOUR) : Stream.of();
        } else {
            slots = ofFleet ? Stream.of(RollupPeriods.LENGTH, WEEK) : Stream.of(RollupPeriods.LENGTH);
        }
        return slots.map(slot -> new Rollup(table.dimension(), ofFleet, slot)).toList();
    }

    /** Returns all of one site, or of all together. */
    public static List<Rollup> all(boolean ofFleet) {
        Stream<Rollup> byTable = Stream.of(UsageTable.values()).flatMap(table -> of(table, ofFleet).stream());
        return Stream.concat(byTable, ofFleet ? Stream.of() : BY_WAITING_TIME.stream())
                .toList();
    }

    /** Returns the condition that its rows fulfil, beside that on the site. */
    public String condition() {
        return "dimension = '" + dimension + "' AND hours = " + slot.toHours();
    }
}
