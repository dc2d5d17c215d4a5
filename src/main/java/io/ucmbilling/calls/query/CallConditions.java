package io.ucmbilling.calls.query;

import io.ucmbilling.calls.call.CallStatus;
import io.ucmbilling.calls.view.CallFilter;
import io.ucmbilling.calls.view.NumberMatch;
import io.ucmbilling.calls.view.SecondsRange;
import io.ucmbilling.store.database.Sql;
import io.ucmbilling.store.row.LegCodes;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Conditions of a filter on the table of calls, which the statement names {@code c}.
 *
 * @param sites what the filter's sites are in the table
 */
public record CallConditions(CallFilter filter, SiteNumbers sites) {
    private static final NumberCondition CALLER = new NumberCondition("c.caller_number");
    private static final NumberCondition CALLER_E164 = new NumberCondition("c.caller_e164");
    private static final NumberCondition CALLEE = new NumberCondition("c.callee_number");
    private static final NumberCondition CALLEE_E164 = new NumberCondition("c.callee_e164");
    private static final NumberCondition DIALLED = new NumberCondition("c.dialled_number");
    private static final NumberCondition DIALLED_E164 = new NumberCondition("c.dialled_e164");
    private static final NumberCondition ANSWERED_BY = new NumberCondition("c.answered_by");

    /** Adds all of them behind WHERE. */
    public void add(Sql sql) {
        sites.add(sql, "c.site");
        CallPeriod.of(filter).add(sql);
        addBesideParties(sql);
        addParties(sql);
    }

    /**
     * Adds all of them but the period, behind WHERE.
     *
     * @param parties false: without what is asked of any of the parties, either
     */
    void addBesidePeriod(Sql sql, boolean parties) {
        sites.add(sql, "c.site");
        addBesideParties(sql);
        if (parties) {
            addParties(sql);
        }
    }

    private void addParties(Sql sql) {
        addNumbers(
                sql,
                filter.parties(),
                List.of(CALLER, CALLEE, DIALLED, ANSWERED_BY),
                List.of(CALLER_E164, CALLEE_E164, DIALLED_E164));
    }

    private void addBesideParties(Sql sql) {
        addLetters(sql);
        new TextConditions(filter).add(sql);
        addNumbers(sql, filter.callers(), List.of(CALLER), List.of(CALLER_E164));
        addNumbers(sql, filter.callees(), List.of(CALLEE), List.of(CALLEE_E164));
        addDialled(sql);
        addNumbers(sql, filter.answeredBy(), List.of(ANSWERED_BY), List.of());
        addRange(sql, "c.billable", filter.billable());
        addRange(sql, "c.duration", filter.duration());
        if (filter.recorded() != null) {
            sql.add(" AND " + (filter.recorded() ? "" : "NOT ")
                    + "coalesce(cardinality(array_remove(c.recording_starts, NULL)) > 0, false)");
        }
        new ExtraCondition(filter, sites).add(sql);
    }

    /** Adds what is kept as letters of this house, which need no parameters. */
    private void addLetters(Sql sql) {
        addLetters(sql, "c.direction", filter.directions().stream().map(LegCodes::of));
        addLetters(sql, "c.status", filter.statuses().stream().map(CallStatus::letter));
        if (!filter.kinds().isEmpty()) {
            sql.add(filter.kinds().stream()
                    .map(kind -> "strpos(c.kinds, '" + LegCodes.of(kind) + "') > 0")
                    .collect(Collectors.joining(" OR ", " AND (", ")")));
        }
    }

    /** Adds that a column holds one of those letters of this house; of none, nothing. */
    public static void addLetters(Sql sql, String column, Stream<Character> letters) {
        String all = letters.map(letter -> "'" + letter + "'").collect(Collectors.joining(", "));
        if (!all.isEmpty()) {
            sql.add(" AND " + column + " IN (" + all + ")");
        }
    }

    /** Adds what was dialled; where that is not kept, it is the callee. */
    private void addDialled(Sql sql) {
        if (!filter.dialled().isEmpty()) {
            sql.add(" AND (");
            addAny(sql, filter.dialled(), List.of(DIALLED), List.of(DIALLED_E164));
            sql.add(" OR (c.dialled_number IS NULL AND ");
            addAny(sql, filter.dialled(), List.of(CALLEE), List.of(CALLEE_E164));
            sql.add("))");
        }
    }

    private void addNumbers(
            Sql sql, Set<NumberMatch> numbers, List<NumberCondition> given, List<NumberCondition> e164) {
        if (!numbers.isEmpty()) {
            sql.add(" AND ");
            addAny(sql, numbers, given, e164);
        }
    }

    /** @param e164 hidden from those from whom outside numbers are */
    private void addAny(
            Sql sql, Collection<NumberMatch> numbers, List<NumberCondition> given, List<NumberCondition> e164) {
        sql.add("(false");
        for (NumberCondition column : given) {
            sql.add(" OR ");
            if (filter.numbersMasked()) {
                column.addMasked(sql, numbers);
            } else {
                column.add(sql, numbers);
            }
        }
        if (!filter.numbersMasked()) {
            for (NumberCondition column : e164) {
                sql.add(" OR ");
                column.add(sql, numbers);
            }
        }
        sql.add(")");
    }

    /** Adds bounds, both inclusive. */
    public static void addRange(Sql sql, String column, SecondsRange range) {
        if (range.least() != null) {
            sql.add(" AND " + column + " >= ?", range.least());
        }
        if (range.most() != null) {
            sql.add(" AND " + column + " <= ?", range.most());
        }
    }
}
