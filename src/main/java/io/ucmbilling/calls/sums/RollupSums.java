package io.ucmbilling.calls.sums;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The statements that roll up one period: each rollup is made of the next shorter one, and the shortest of the sums by hours, of the
 * sums by part of days, or of calls.
 *
 * @param site its number, or {@link Rollup#FLEET}
 * @param begin the second since 1970 at which the period begins
 */
record RollupSums(short site, long begin) {
    private static final String INTO =
            "INSERT INTO " + Rollup.TABLE + " (site, dimension, hours, slot, part, direction, status, calls, answered,"
                    + " duration, billable, wait, max_wait) SELECT %d, '%s', %d, %s AS begin, ";

    private static final String SUMMED =
            " AS kept, u.direction, u.status, sum(u.calls), sum(u.answered), sum(u.duration),"
                    + " sum(u.billable), sum(u.wait), max(u.max_wait) FROM ";

    private static final String COUNTED =
            " AS kept, c.direction, c.status, count(*), count(*) FILTER (WHERE c.status = 'A'),"
                    + " 0, 0, 0, NULL FROM call AS c WHERE c.wait IS NOT NULL AND c.site = %d AND c.month IN (%s)";

    private static final String GROUPED = " GROUP BY begin, kept, direction, status";

    /** Returns the statements, in the order in which they are to be run. What was rolled up before goes first. */
    List<String> statements() {
        List<Rollup> longestFirst = Rollup.all(site == Rollup.FLEET);
        return longestFirst.reversed().stream()
                .flatMap(rollup -> Stream.of(
                        "DELETE FROM " + Rollup.TABLE + " AS u WHERE u.site = " + site + " AND " + rollup.condition()
                                + during("u.slot"),
                        insert(rollup, shorter(longestFirst, rollup))))
                .toList();
    }

    private static Optional<Rollup> shorter(List<Rollup> longestFirst, Rollup rollup) {
        return longestFirst.stream()
                .filter(other -> other.dimension() == rollup.dimension())
                .filter(other -> other.slot().compareTo(rollup.slot()) < 0)
                .findFirst();
    }

    private String insert(Rollup rollup, Optional<Rollup> shorter) {
        if (shorter.isPresent()) {
            return into(rollup, "u.slot") + "u.part" + SUMMED + Rollup.TABLE + " AS u WHERE u.site = " + site + " AND "
                    + shorter.get().condition() + during("u.slot") + GROUPED;
        }
        Optional<UsageTable> table = UsageTable.of(rollup.dimension());
        if (table.isEmpty()) {
            return into(rollup, "c.started_at") + WaitingTimeBounds.bucket("c.wait") + "::text"
                    + COUNTED.formatted(site, months()) + during("c.started_at") + GROUPED;
        }
        if (table.get() == UsageTable.SLOT) {
            return into(rollup, "u.slot") + "''" + SUMMED + UsageTable.SLOT.coarse() + " AS u WHERE " + sites("u.site")
                    + during("u.slot") + GROUPED;
        }
        return into(rollup, "p.slot") + "u.part" + SUMMED + PartSums.TABLE + " AS p" + PartSums.ROWS
                + " WHERE p.dimension = '" + rollup.dimension() + "' AND " + sites("p.site") + during("p.slot")
                + GROUPED;
    }

    private String sites(String column) {
        return column + (site == Rollup.FLEET ? " = ANY (ARRAY(SELECT id FROM site))" : " = " + site);
    }

    private String into(Rollup rollup, String time) {
        Duration slot = rollup.slot();
        String begins = "to_timestamp(floor(extract(epoch FROM %1$s) / %2$d) * %2$d)".formatted(time, slot.toSeconds());
        return INTO.formatted(site, rollup.dimension(), slot.toHours(), begins);
    }

    private String during(String time) {
        return " AND %1$s >= to_timestamp(%2$d) AND %1$s < to_timestamp(%3$d)"
                .formatted(time, begin, begin + RollupPeriods.LENGTH.toSeconds());
    }

    private String months() {
        Instant from = Instant.ofEpochSecond(begin);
        return CallMonths.of(from, from.plus(RollupPeriods.LENGTH)).stream()
                .map(LocalDate::toString)
                .collect(Collectors.joining("', '", "'", "'"));
    }
}
