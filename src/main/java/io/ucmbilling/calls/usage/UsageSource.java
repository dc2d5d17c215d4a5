package io.ucmbilling.calls.usage;

import io.ucmbilling.calls.call.CallStatus;
import io.ucmbilling.calls.query.CallConditions;
import io.ucmbilling.calls.query.SiteNumbers;
import io.ucmbilling.calls.sums.Rollup;
import io.ucmbilling.calls.sums.RollupPeriods;
import io.ucmbilling.calls.sums.UsageTable;
import io.ucmbilling.calls.view.CallFilter;
import io.ucmbilling.store.database.Sql;
import io.ucmbilling.store.database.Timestamps;
import io.ucmbilling.store.row.LegCodes;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * Table of sums, or a part of it, which the statement names {@code u}.
 *
 * @param condition what its rows fulfil, beside that on the site
 * @param sites numbers of those whose rows are read
 * @param slot length of its slots
 * @param wrong stretches of time in which its sums are not right, in their order
 */
record UsageSource(String table, String condition, Collection<Short> sites, Duration slot, List<TimeRange> wrong) {
    /**
     * Returns those of a table, in the order in which they are to be asked: what is rolled up of it first.
     *
     * @param ofFleet whether sums over all sites together will do
     */
    static List<UsageSource> of(Connection connection, UsageTable table, SiteNumbers sites, boolean ofFleet)
            throws SQLException {
        Collection<Short> numbers = sites.names().keySet();
        List<UsageSource> sources =
                rolledUp(connection, Rollup.of(table, ofFleet), ofFleet ? List.of(Rollup.FLEET) : numbers);
        sources.add(new UsageSource(table.coarse(), "true", numbers, table.coarseSlot(), List.of()));
        sources.add(new UsageSource(table.fine(), "true", numbers, UsageTable.QUARTER, List.of()));
        return sources;
    }

    /** Returns those of them that may be believed. */
    static List<UsageSource> rolledUp(Connection connection, List<Rollup> rollups, Collection<Short> sites)
            throws SQLException {
        List<UsageSource> sources = new ArrayList<>();
        if (!rollups.isEmpty()) {
            RollupPeriods.unsummed(connection, sites).ifPresent(unsummed -> {
                List<TimeRange> wrong = unsummed.stream()
                        .sorted()
                        .map(begin -> TimeRange.slot(begin, RollupPeriods.LENGTH))
                        .toList();
                for (Rollup rollup : rollups) {
                    sources.add(new UsageSource(Rollup.TABLE, rollup.condition(), sites, rollup.slot(), wrong));
                }
            });
        }
        return sources;
    }

    /** Adds the statement that reads columns of it of some stretches of time, in one scan of the index for each and each site. */
    void add(Sql sql, String columns, CallFilter filter, List<TimeRange> ranges) {
        sql.add("SELECT " + columns + " FROM ");
        if (ranges.size() == 1) {
            sql.add(table + " AS u WHERE ");
            addConditions(sql, filter);
            TimeRange range = ranges.getFirst();
            sql.addLiteral(" AND u.slot >= CAST(? AS timestamptz)", text(range.from()));
            sql.addLiteral(" AND u.slot < CAST(? AS timestamptz)", text(range.to()));
        } else {
            addRanges(sql, ranges);
            sql.add(" CROSS JOIN LATERAL (SELECT * FROM " + table + " AS u WHERE ");
            addConditions(sql, filter);
            sql.add(" AND u.slot >= range.low AND u.slot < range.high OFFSET 0) AS u");
        }
    }

    private void addConditions(Sql sql, CallFilter filter) {
        sql.addArray("u.site = ANY (?)", "int2", sites.toArray());
        sql.add(" AND " + condition);
        CallConditions.addLetters(
                sql, "u.direction", filter.directions().stream().map(LegCodes::of));
        CallConditions.addLetters(sql, "u.status", filter.statuses().stream().map(CallStatus::letter));
    }

    /** Adds a table of the ranges. */
    static void addRanges(Sql sql, List<TimeRange> ranges) {
        sql.addArray(
                "unnest(CAST(? AS timestamptz[])",
                "timestamptz",
                texts(ranges.stream().map(TimeRange::from)));
        sql.addArray(
                ", CAST(? AS timestamptz[])) AS range (low, high)",
                "timestamptz",
                texts(ranges.stream().map(TimeRange::to)));
    }

    static Object[] texts(Stream<Instant> instants) {
        return instants.map(UsageSource::text).toArray();
    }

    private static String text(Instant instant) {
        if (instant.equals(Instant.MIN)) {
            return "-infinity";
        }
        return instant.equals(Instant.MAX) ? "infinity" : Objects.requireNonNull(Timestamps.text(instant));
    }
}
