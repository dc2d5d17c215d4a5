package io.ucmbilling.calls.usage;

import io.ucmbilling.calls.query.CallConditions;
import io.ucmbilling.calls.query.SiteNumbers;
import io.ucmbilling.calls.view.CallFilter;
import io.ucmbilling.store.database.Sql;
import io.ucmbilling.store.database.Timestamps;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The statement that adds up. Its pieces have the same columns, from tables of sums and from the calls; their rows are grouped by the number of the slot of time that they lie in, and by the other keys.
 *
 * @param sites those whose calls are added up
 * @param sources tables of sums, in the order in which they are asked; none: all comes from the calls
 */
record UsageStatement(UsageQuestion question, UsageSlots slots, SiteNumbers sites, List<UsageSource> sources) {
    /** The group's number of time, site, direction, status and part come first; those that are not asked for are null. */
    Sql sql() {
        UsageKey part = question.part().orElse(null);
        Sql sql = new Sql().add("SELECT ");
        addTime(sql);
        sql.add(" AS at, " + column(UsageKey.SITE, "site") + ", " + column(UsageKey.DIRECTION, "direction") + ", "
                + column(UsageKey.STATUS, "status") + ", " + (part == null ? "NULL" : "part")
                + ", coalesce(sum(calls), 0)::bigint, coalesce(sum(answered), 0)::bigint,"
                + " coalesce(sum(duration), 0)::bigint, coalesce(sum(billable), 0)::bigint,"
                + " coalesce(sum(wait), 0)::bigint, max(max_wait) FROM (");
        addPieces(sql, part);
        sql.add(") AS pieces");
        String groups = Stream.concat(
                        question.timeKeys().isEmpty() ? Stream.of() : Stream.of("1"),
                        question.keys().stream().filter(key -> !key.isTime()).map(UsageStatement::group))
                .collect(Collectors.joining(", "));
        return groups.isEmpty() ? sql : sql.add(" GROUP BY " + groups);
    }

    private static String group(UsageKey key) {
        return key.isPart() ? "part" : key.text();
    }

    private String column(UsageKey key, String name) {
        return question.keys().contains(key) ? name : "NULL";
    }

    private void addTime(Sql sql) {
        if (question.timeKeys().isEmpty()) {
            sql.add("NULL");
            return;
        }
        sql.addArray("(CAST(? AS integer[]))", "int4", slots.numbers().toArray());
        sql.addArray(
                "[width_bucket(slot, CAST(? AS timestamptz[]))]",
                "timestamptz",
                slots.begins().stream().map(Timestamps::text).toArray());
    }

    private void addPieces(Sql sql, @Nullable UsageKey part) {
        CallFilter filter = question.filter();
        if (!filter.isOfSums()) {
            addCalls(sql, part);
            return;
        }
        UsageColumns sums = UsageColumns.by(part);
        UsageCuts cuts = UsageCuts.of(filter.from(), filter.to(), slots.begins());
        String between = "";
        for (UsageSource source : sources) {
            List<TimeRange> ranges = cuts.take(source.slot(), source.wrong());
            if (!ranges.isEmpty()) {
                source.add(sql.add(between), sums, filter, ranges);
                between = " UNION ALL ";
            }
        }
        if (!cuts.left().isEmpty() || between.isEmpty()) {
            sql.add(between + "SELECT calls.* FROM ");
            UsageSource.addRanges(sql, cuts.left());
            sql.add(" CROSS JOIN LATERAL (");
            addCalls(sql, part);
            sql.add(" AND c.started_at >= range.low AND c.started_at < range.high) AS calls");
        }
    }

    private void addCalls(Sql sql, @Nullable UsageKey part) {
        UsageColumns sums = UsageColumns.by(part);
        sql.add("SELECT " + sums.ofCalls() + " FROM call AS c" + sums.parts() + " WHERE ");
        new CallConditions(question.filter(), sites).add(sql);
    }
}
