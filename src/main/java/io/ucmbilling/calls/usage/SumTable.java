package io.ucmbilling.calls.usage;

import io.ucmbilling.calls.sums.Rollup;
import io.ucmbilling.calls.sums.RollupPeriods;
import io.ucmbilling.calls.view.CallFilter;
import io.ucmbilling.store.database.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * Table of sums, or a part of it, which the statement names {@code u}.
 *
 * @param condition what its rows fulfil, beside that on the site
 * @param sites numbers of those whose rows are read
 * @param slot length of its slots
 * @param wrong stretches of time in which its sums are not right, in their order
 */
record SumTable(String name, String condition, Collection<Short> sites, Duration slot, List<TimeRange> wrong)
        implements UsageSource {
    /** Returns those of what is rolled up that may be believed. */
    static List<SumTable> rolledUp(Connection connection, List<Rollup> rollups, Collection<Short> sites)
            throws SQLException {
        List<SumTable> tables = new ArrayList<>();
        if (!rollups.isEmpty()) {
            RollupPeriods.unsummed(connection, sites).ifPresent(unsummed -> {
                List<TimeRange> wrong = unsummed.stream()
                        .sorted()
                        .map(begin -> TimeRange.slot(begin, RollupPeriods.LENGTH))
                        .toList();
                for (Rollup rollup : rollups) {
                    tables.add(new SumTable(Rollup.TABLE, rollup.condition(), sites, rollup.slot(), wrong));
                }
            });
        }
        return tables;
    }

    @Override
    public void add(Sql sql, UsageColumns columns, CallFilter filter, List<TimeRange> ranges) {
        add(sql, columns.ofSums(name), filter, ranges);
    }

    /** Adds the statement that reads columns of it of some stretches of time, in one scan of the index for each and each site. */
    void add(Sql sql, String columns, CallFilter filter, List<TimeRange> ranges) {
        sql.add("SELECT " + columns + " FROM ");
        if (ranges.size() == 1) {
            sql.add(name + " AS u WHERE ");
            addConditions(sql, filter);
            TimeRange range = ranges.getFirst();
            sql.addLiteral(" AND u.slot >= CAST(? AS timestamptz)", range.fromText());
            sql.addLiteral(" AND u.slot < CAST(? AS timestamptz)", range.toText());
        } else {
            UsageSource.addRanges(sql, ranges);
            sql.add(" CROSS JOIN LATERAL (SELECT * FROM " + name + " AS u WHERE ");
            addConditions(sql, filter);
            sql.add(" AND u.slot >= range.low AND u.slot < range.high OFFSET 0) AS u");
        }
    }

    private void addConditions(Sql sql, CallFilter filter) {
        sql.addArray("u.site = ANY (?)", "int2", sites.toArray());
        sql.add(" AND " + condition);
        UsageSource.addLetters(sql, "u", filter);
    }
}
