package io.ucmbilling.calls.usage;

import io.ucmbilling.calls.call.CallStatus;
import io.ucmbilling.calls.query.CallConditions;
import io.ucmbilling.calls.query.SiteNumbers;
import io.ucmbilling.calls.table.UsageTable;
import io.ucmbilling.calls.view.CallFilter;
import io.ucmbilling.store.database.Sql;
import io.ucmbilling.store.database.Timestamps;
import io.ucmbilling.store.row.LegCodes;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The statement that adds up. Its pieces have the same columns, from the sums by long slots, by quarters and from the calls; their rows
 * are grouped by the number of the slot of time that they lie in, and by the other keys.
 *
 * @param sites those whose calls are added up
 */
record UsageStatement(UsageQuestion question, UsageSlots slots, SiteNumbers sites) {
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
        sql.addArray("[width_bucket(slot, CAST(? AS timestamptz[]))]", "timestamptz", texts(slots.begins()));
    }

    private void addPieces(Sql sql, @Nullable UsageKey part) {
        CallFilter filter = question.filter();
        if (!filter.isOfSums()) {
            addCalls(sql, part);
            return;
        }
        UsageColumns sums = UsageColumns.by(part);
        UsageCuts cuts = UsageCuts.of(
                filter.from(), filter.to(), slots.begins(), sums.table().coarseSlot());
        addQuarters(sql, sums, cuts);
        if (!cuts.quartersAlone()) {
            sql.add(" UNION ALL ");
            addLongSlots(sql, sums, cuts);
        }
        if (!cuts.cutQuarters().isEmpty()) {
            sql.addArray(
                    " UNION ALL SELECT calls.* FROM unnest(CAST(? AS timestamptz[])) AS cut (slot) CROSS JOIN LATERAL"
                            + " (",
                    "timestamptz",
                    texts(cuts.cutQuarters()));
            addCalls(sql, part);
            sql.add(" AND c.started_at >= cut.slot AND c.started_at < cut.slot + interval '15 minutes') AS calls");
        }
    }

    private void addQuarters(Sql sql, UsageColumns sums, UsageCuts cuts) {
        sql.add("SELECT " + sums.ofSums() + " FROM " + sums.table().fine() + " AS u WHERE ");
        addConditions(sql, cuts.from(), cuts.to());
        addWithout(sql, cuts.cutQuarters());
        if (!cuts.quartersAlone()) {
            sql.addArray(
                    " AND u.slot = ANY (CAST(? AS timestamptz[]))",
                    "timestamptz",
                    cuts.cutSlots().stream()
                            .flatMap(slot -> quarters(slot, sums.table().coarseSlot()))
                            .map(UsageStatement::text)
                            .toArray());
        }
    }

    private static Stream<Instant> quarters(Instant slot, Duration length) {
        return Stream.iterate(slot, at -> at.isBefore(slot.plus(length)), at -> at.plus(UsageTable.QUARTER));
    }

    private void addLongSlots(Sql sql, UsageColumns sums, UsageCuts cuts) {
        Instant from = question.filter().from();
        Instant to = question.filter().to();
        sql.add("SELECT " + sums.ofSums() + " FROM " + sums.table().coarse() + " AS u WHERE ");
        addConditions(
                sql,
                from == null ? null : UsageCuts.atOrAfter(from, sums.table().coarseSlot()),
                to == null ? null : UsageCuts.atOrBefore(to, sums.table().coarseSlot()));
        addWithout(sql, cuts.cutSlots());
    }

    private static void addWithout(Sql sql, Collection<Instant> cut) {
        if (!cut.isEmpty()) {
            sql.addArray(" AND u.slot <> ALL (CAST(? AS timestamptz[]))", "timestamptz", texts(cut));
        }
    }

    private void addConditions(Sql sql, @Nullable Instant from, @Nullable Instant to) {
        sql.addArray("u.site = ANY (?)", "int2", sites.names().keySet().toArray());
        addPeriod(sql, "u.slot", from, to);
        CallConditions.addLetters(
                sql, "u.direction", question.filter().directions().stream().map(LegCodes::of));
        CallConditions.addLetters(
                sql, "u.status", question.filter().statuses().stream().map(CallStatus::letter));
    }

    private static void addPeriod(Sql sql, String column, @Nullable Instant from, @Nullable Instant to) {
        if (from != null) {
            sql.addLiteral(" AND " + column + " >= CAST(? AS timestamptz)", text(from));
        }
        if (to != null) {
            sql.addLiteral(" AND " + column + " < CAST(? AS timestamptz)", text(to));
        }
    }

    private void addCalls(Sql sql, @Nullable UsageKey part) {
        UsageColumns sums = UsageColumns.by(part);
        sql.add("SELECT " + sums.ofCalls() + " FROM call AS c" + sums.parts() + " WHERE ");
        new CallConditions(question.filter(), sites).add(sql);
    }

    private static Object[] texts(Collection<Instant> instants) {
        return instants.stream().map(UsageStatement::text).toArray();
    }

    private static String text(Instant instant) {
        return Objects.requireNonNull(Timestamps.text(instant));
    }
}
