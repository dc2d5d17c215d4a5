package io.ucmbilling.calls.query;

import io.ucmbilling.calls.view.CallHours;
import io.ucmbilling.store.database.Sql;
import io.ucmbilling.store.database.Timestamps;
import java.time.Instant;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneOffsetTransitionRule;
import java.time.zone.ZoneRules;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Condition that a call starts in some hours of the week. The offsets of a named zone are those of Java's rules, not of PostgreSQL's, so
 * that what is found is what is shown.
 *
 * @param from no call started before; null: any may have
 * @param to no call started then or later; null: any may have
 */
record HoursCondition(
        CallHours hours, @Nullable Instant from, @Nullable Instant to) {
    private static final String EPOCH = "floor(date_part('epoch', c.started_at))::bigint";

    /** Seconds from a Monday's midnight, many weeks before any call, until 1970. */
    private static final String SINCE_MONDAY = "259200 + 604800000000";

    /** Until then a zone's rules are followed. */
    private static final int LAST_YEAR = 2200;

    /** Adds it behind AND, without anything around it. */
    void add(Sql sql) {
        sql.add("width_bucket(((" + EPOCH + " + ");
        addOffset(sql);
        sql.addArray(
                " + " + SINCE_MONDAY + ") % 604800)::integer, CAST(? AS integer[])) % 2 = " + (hours.outside() ? 0 : 1),
                "int4",
                hours.turns().toArray());
    }

    private void addOffset(Sql sql) {
        if (hours.zone() == null) {
            sql.add("c.utc_offset");
            return;
        }
        ZoneRules rules = hours.zone().getRules();
        List<ZoneOffsetTransition> turns = turns(rules);
        int first =
                rules.getOffset(Objects.requireNonNullElse(from, Instant.MIN)).getTotalSeconds();
        if (turns.isEmpty()) {
            sql.add(Integer.toString(first));
            return;
        }
        Stream<Integer> later = turns.stream().map(turn -> turn.getOffsetAfter().getTotalSeconds());
        sql.addArray(
                "(CAST(? AS integer[]))",
                "int4",
                Stream.concat(Stream.of(first), later).toArray());
        sql.addArray(
                "[1 + width_bucket(c.started_at, CAST(? AS timestamptz[]))]",
                "timestamptz",
                turns.stream().map(turn -> Timestamps.text(turn.getInstant())).toArray());
    }

    /** Returns the changes of the clock in the period, but for its first moment. */
    private List<ZoneOffsetTransition> turns(ZoneRules rules) {
        List<ZoneOffsetTransition> turns = new ArrayList<>(rules.getTransitions());
        int next = turns.isEmpty() ? 1 : turns.getLast().getDateTimeAfter().getYear() + 1;
        for (int year = next; year <= LAST_YEAR; year++) {
            for (ZoneOffsetTransitionRule rule : rules.getTransitionRules()) {
                turns.add(rule.createTransition(year));
            }
        }
        return turns.stream().filter(turn -> isInside(turn.getInstant())).toList();
    }

    private boolean isInside(Instant instant) {
        return (from == null || instant.isAfter(from)) && (to == null || instant.isBefore(to));
    }
}
