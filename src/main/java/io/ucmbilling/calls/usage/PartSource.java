package io.ucmbilling.calls.usage;

import io.ucmbilling.calls.sums.CallMonths;
import io.ucmbilling.calls.sums.PartDays;
import io.ucmbilling.calls.sums.PartSums;
import io.ucmbilling.calls.sums.UsageTable;
import io.ucmbilling.calls.view.CallFilter;
import io.ucmbilling.store.database.Sql;
import java.time.Duration;
import java.util.Collection;
import java.util.List;

/**
 * Sums by part of the days that are summed up, and the calls of the days that have changed since.
 *
 * @param table what parts are
 * @param sites numbers of those whose rows are read
 */
record PartSource(UsageTable table, Collection<Short> sites) implements UsageSource {
    private static final String DAYS = " AND d.slot > range.low - interval '24 hours' AND d.slot < range.high";

    /** The calls of a day may be kept under its month or as misdated. */
    private static final String CALLS =
            " FROM " + PartDays.TABLE + " AS d CROSS JOIN LATERAL (SELECT date_trunc('month',"
                    + " d.slot, 'UTC') AT TIME ZONE 'UTC' UNION SELECT DATE '" + CallMonths.MISDATED
                    + "') AS m (month) CROSS JOIN LATERAL (SELECT * FROM call WHERE call.site = d.site"
                    + " AND call.month = m.month::date AND call.started_at >= greatest(d.slot, range.low)"
                    + " AND call.started_at < least(d.slot + interval '24 hours', range.high) OFFSET 0) AS c";

    @Override
    public Duration slot() {
        return UsageTable.QUARTER;
    }

    @Override
    public List<TimeRange> wrong() {
        return List.of();
    }

    @Override
    public void add(Sql sql, UsageColumns columns, CallFilter filter, List<TimeRange> ranges) {
        UsageSource.addRanges(sql.add("SELECT part.* FROM "), ranges);
        sql.add(" CROSS JOIN LATERAL (SELECT " + columns.ofParts() + " FROM " + PartDays.TABLE + " AS d JOIN "
                + PartSums.TABLE + " AS p ON p.site = d.site AND p.slot = d.slot AND p.dimension = '"
                + table.dimension() + "'" + PartSums.ROWS + " WHERE d.summed");
        addDays(sql);
        sql.add(" AND " + PartSums.SLOT + " >= range.low AND " + PartSums.SLOT + " < range.high");
        UsageSource.addLetters(sql, "u", filter);
        sql.add(" UNION ALL SELECT " + columns.ofCalls() + CALLS + columns.parts() + " WHERE NOT d.summed");
        addDays(sql);
        UsageSource.addLetters(sql, "c", filter);
        sql.add(") AS part");
    }

    private void addDays(Sql sql) {
        sql.addArray(" AND d.site = ANY (?)", "int2", sites.toArray());
        sql.add(DAYS);
    }
}
