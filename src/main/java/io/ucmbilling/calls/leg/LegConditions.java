package io.ucmbilling.calls.leg;

import io.ucmbilling.calls.call.CallStatus;
import io.ucmbilling.calls.query.CallConditions;
import io.ucmbilling.calls.query.CallOrder;
import io.ucmbilling.calls.query.ListPosition;
import io.ucmbilling.calls.query.NumberCondition;
import io.ucmbilling.calls.query.SiteNumbers;
import io.ucmbilling.calls.view.CallFilter;
import io.ucmbilling.calls.view.NumberMatch;
import io.ucmbilling.store.database.Sql;
import io.ucmbilling.store.database.Timestamps;
import io.ucmbilling.store.row.LegCodes;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Conditions of a filter on the table of legs, which the statement names {@code l}. They let all legs through that match, and some more:
 * what only a reading of the leg tells, {@link LegMatch} looks at.
 *
 * @param filter without extra conditions, which are of whole calls
 * @param sites what the filter's sites are in the table
 */
record LegConditions(CallFilter filter, SiteNumbers sites) {
    private static final List<String> CHANNELS =
            List.of("l.channel", "l.dstchannel", "l.channel_ext", "l.dstchannel_ext");

    LegConditions {
        if (filter.extras().isAny()) {
            throw new IllegalArgumentException(
                    "filter of legs: found extra conditions, expected none: they are of calls");
        }
    }

    /** Adds all of them behind WHERE. */
    void add(Sql sql) {
        sites.add(sql, "l.site");
        if (filter.from() != null) {
            addFrom(sql, Timestamps.atOrAfter(filter.from()));
        }
        if (filter.to() != null) {
            addTo(sql, Timestamps.atOrAfter(filter.to()), "<");
        }
        addLetters(sql);
        addTexts(sql);
        addNumbers(sql, filter.callers(), List.of("l.src"), "l.direction IN ('I', 'E')");
        addNumbers(sql, filter.callees(), List.of("l.dst"), "l.direction IN ('O', 'E')");
        addNumbers(sql, filter.dialled(), List.of("l.dst"), "l.direction IN ('O', 'E')");
        addNumbers(sql, filter.answeredBy(), List.of("l.dstanswer", "l.dstchannel_ext"), "false");
        addNumbers(
                sql,
                filter.parties(),
                List.of("l.src", "l.dst", "l.dstanswer", "l.dstchannel_ext"),
                "l.direction IN ('I', 'O', 'E')");
        CallConditions.addRange(sql, "l.billsec", filter.billable());
        CallConditions.addRange(sql, "l.duration", filter.duration());
        if (Boolean.TRUE.equals(filter.recorded())) {
            sql.add(" AND l.recordfiles <> ''");
        }
    }

    /** Adds that a leg stands behind that position of a list. */
    static void addBehind(Sql sql, CallOrder order, ListPosition position, String id) {
        OffsetDateTime startedAt = Timestamps.atOrBefore(position.startedAt());
        if (order == CallOrder.EARLIEST_FIRST) {
            addFrom(sql, startedAt);
        } else {
            addTo(sql, startedAt, "<=");
        }
        sql.add(" AND (l.started_at, " + id + ") " + order.behind() + " (?, uuid_send(?))", startedAt, position.id());
    }

    private static void addFrom(Sql sql, OffsetDateTime from) {
        sql.add(" AND l.started_at >= ? AND l.start >= ?", from, Timestamps.earliestWallClock(from));
    }

    private static void addTo(Sql sql, OffsetDateTime to, String operator) {
        sql.add(" AND l.started_at " + operator + " ? AND l.start <= ?", to, Timestamps.latestWallClock(to));
    }

    private void addLetters(Sql sql) {
        CallConditions.addLetters(
                sql, "l.direction", filter.directions().stream().map(LegCodes::of));
        CallConditions.addLetters(sql, "l.status", filter.statuses().stream().map(CallStatus::letter));
        CallConditions.addLetters(sql, "l.kind", filter.kinds().stream().map(LegCodes::of));
    }

    private void addTexts(Sql sql) {
        if (!filter.accountCodes().isEmpty()) {
            sql.addArray(
                    " AND l.accountcode = ANY (?)",
                    "text",
                    filter.accountCodes().toArray());
        }
        if (!filter.trunks().isEmpty()) {
            Object[] trunks = filter.trunks().toArray();
            sql.add(" AND (l.source_on_trunk OR l.destination_on_trunk) AND (false");
            Stream.of("source_trunk", "destination_trunk", "source_trunk_name", "destination_trunk_name")
                    .forEach(column -> sql.addArray(" OR l." + column + " = ANY (?)", "text", trunks));
            Stream.of("src_trunk_name", "dst_trunk_name")
                    .forEach(column -> sql.addArray(" OR l." + column + " = ANY (?)", "text", trunks));
            sql.add(")");
        }
        if (!filter.extensions().isEmpty()) {
            sql.add(" AND (false");
            for (NumberMatch extension : filter.extensions()) {
                CHANNELS.forEach(channel -> sql.add(" OR strpos(" + channel + ", ?) > 0", extension.text()));
            }
            sql.add(" OR l.channel ILIKE 'DAHDI/%' OR l.dstchannel ILIKE 'DAHDI/%')");
        }
    }

    private static boolean mayBeE164(NumberMatch number) {
        return number.kind() == NumberMatch.Kind.ANYWHERE || number.text().startsWith("+");
    }

    /** @param outside where a number in E.164 can match, which is not kept with the leg */
    private static void addNumbers(Sql sql, Set<NumberMatch> numbers, Collection<String> columns, String outside) {
        if (numbers.isEmpty()) {
            return;
        }
        sql.add(" AND (false");
        for (String column : columns) {
            sql.add(" OR ");
            new NumberCondition(column + " COLLATE \"C\"").add(sql, numbers);
        }
        if (numbers.stream().anyMatch(LegConditions::mayBeE164)) {
            sql.add(" OR " + outside);
        }
        sql.add(")");
    }
}
