package io.ucmbilling.calls.usage;

import io.ucmbilling.calls.call.CallStatus;
import io.ucmbilling.calls.query.CallConditions;
import io.ucmbilling.calls.query.SiteNumbers;
import io.ucmbilling.calls.sums.PartDays;
import io.ucmbilling.calls.sums.Rollup;
import io.ucmbilling.calls.sums.UsageTable;
import io.ucmbilling.calls.view.CallFilter;
import io.ucmbilling.store.database.Sql;
import io.ucmbilling.store.row.LegCodes;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** Where sums are read from. Each call of the stretches of time that are asked for is in its rows once, with each of its parts. */
sealed interface UsageSource permits SumTable, PartSource {
    /** Returns the length of its slots, of which it gives whole ones alone. */
    Duration slot();

    /** Returns stretches of time in which its sums are not right, in their order. */
    List<TimeRange> wrong();

    /** Adds the statement that reads some stretches of time. */
    void add(Sql sql, UsageColumns columns, CallFilter filter, List<TimeRange> ranges);

    /**
     * Returns those of a table, in the order in which they are to be asked: what is rolled up of it first.
     *
     * @param ofFleet whether sums over all sites together will do
     */
    static List<UsageSource> of(Connection connection, UsageTable table, SiteNumbers sites, boolean ofFleet)
            throws SQLException {
        Collection<Short> numbers = sites.names().keySet();
        List<UsageSource> sources = new ArrayList<>(
                SumTable.rolledUp(connection, Rollup.of(table, ofFleet), ofFleet ? List.of(Rollup.FLEET) : numbers));
        PartDays.Standing standing = table == UsageTable.SLOT ? PartDays.Standing.OLDER : PartDays.standing(connection);
        if (standing == PartDays.Standing.BELIEVED) {
            sources.add(new PartSource(table, numbers));
        } else if (standing == PartDays.Standing.OLDER) {
            sources.add(new SumTable(table.coarse(), "true", numbers, table.coarseSlot(), List.of()));
            sources.add(new SumTable(table.fine(), "true", numbers, UsageTable.QUARTER, List.of()));
        }
        return sources;
    }

    /** Adds what the filter asks of direction and status. */
    static void addLetters(Sql sql, String row, CallFilter filter) {
        CallConditions.addLetters(
                sql, row + ".direction", filter.directions().stream().map(LegCodes::of));
        CallConditions.addLetters(
                sql, row + ".status", filter.statuses().stream().map(CallStatus::letter));
    }

    /** Adds a table of the ranges. */
    static void addRanges(Sql sql, List<TimeRange> ranges) {
        sql.addArray(
                "unnest(CAST(? AS timestamptz[])",
                "timestamptz",
                ranges.stream().map(TimeRange::fromText).toArray());
        sql.addArray(
                ", CAST(? AS timestamptz[])) AS range (low, high)",
                "timestamptz",
                ranges.stream().map(TimeRange::toText).toArray());
    }
}
