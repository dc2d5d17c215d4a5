package io.ucmbilling.calls.query;

import io.ucmbilling.calls.view.CallFilter;
import io.ucmbilling.store.database.Sql;
import io.ucmbilling.store.database.Timestamps;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Period in which calls started, as a condition that leaves out the partitions of all other months. Calls of a mad clock stand in a
 * partition of their own, which is always looked at.
 *
 * @param from inclusive; null: no bound
 * @param to exclusive; null: no bound
 */
record CallPeriod(@Nullable Instant from, @Nullable Instant to) {
    private static final String STARTED_AT = "c.started_at";
    private static final Duration MONTH = Duration.ofDays(28);
    private static final LocalDate FIRST = LocalDate.of(1, 1, 1);
    private static final LocalDate LAST = LocalDate.of(9999, 12, 1);

    static CallPeriod of(CallFilter filter) {
        return new CallPeriod(filter.from(), filter.to());
    }

    /**
     * Returns the parts of the period in which a page is looked for one after the other, in the order of the list: a month, two, four,
     * eight and so on, each from the first of a month in UTC to another one. So a page behind that position is found soon if calls that
     * match are frequent, and in few steps if they are rare. A period without a bound is one part.
     *
     * @param after null: the first page
     */
    List<CallPeriod> parts(CallOrder order, @Nullable ListPosition after) {
        if (from == null || to == null) {
            return List.of(this);
        }
        LocalDate lowest = month(from);
        LocalDate highest = month(Timestamps.atOrAfter(to).minusNanos(1)).plusMonths(1);
        boolean forwards = order == CallOrder.EARLIEST_FIRST;
        LocalDate begin = forwards && after != null ? later(lowest, month(after.startedAt())) : lowest;
        LocalDate end = !forwards && after != null
                ? earlier(highest, month(after.startedAt()).plusMonths(1))
                : highest;
        List<CallPeriod> parts = new ArrayList<>();
        for (int months = 1; begin.isBefore(end); months *= 2) {
            LocalDate first = forwards ? begin : later(begin, end.minusMonths(months));
            LocalDate next = forwards ? earlier(end, begin.plusMonths(months)) : end;
            parts.add(new CallPeriod(
                    first.equals(lowest) ? from : start(first), next.equals(highest) ? to : start(next)));
            begin = forwards ? next : begin;
            end = forwards ? end : first;
        }
        return parts;
    }

    private static Instant start(LocalDate month) {
        return month.atStartOfDay().toInstant(ZoneOffset.UTC);
    }

    private static LocalDate later(LocalDate one, LocalDate other) {
        return one.isAfter(other) ? one : other;
    }

    private static LocalDate earlier(LocalDate one, LocalDate other) {
        return one.isBefore(other) ? one : other;
    }

    private static LocalDate month(Instant instant) {
        return month(Timestamps.atOrBefore(instant));
    }

    void add(Sql sql) {
        add(sql, STARTED_AT);
    }

    /** Adds the same in a way that the index of the order of time does not serve. */
    void addBesideIndex(Sql sql) {
        add(sql, STARTED_AT + " + interval '0'");
    }

    /** Returns whether it has two bounds and is a month or longer. */
    boolean isOfMonths() {
        return from != null && to != null && Duration.between(from, to).compareTo(MONTH) >= 0;
    }

    private void add(Sql sql, String column) {
        if (from != null) {
            addFrom(sql, column, "c.month", Timestamps.atOrAfter(from));
        }
        if (to != null) {
            OffsetDateTime end = Timestamps.atOrAfter(to);
            sql.add(" AND " + column + " < ? AND c.month <= ?", end, month(end.minusNanos(1)));
        }
    }

    /** Adds that a call stands behind that position of a list. */
    static void addBehind(Sql sql, CallOrder order, ListPosition position) {
        OffsetDateTime startedAt = Timestamps.atOrBefore(position.startedAt());
        if (order == CallOrder.EARLIEST_FIRST) {
            addFrom(sql, STARTED_AT, "c.month", startedAt);
        } else {
            sql.add(" AND c.started_at <= ? AND c.month <= ?", startedAt, month(startedAt));
        }
        sql.add(" AND (c.started_at, c.id) " + order.behind() + " (?, ?)", startedAt, position.id());
    }

    /** Adds that a call of the table under that name started then or later. */
    static void addFrom(Sql sql, String table, Instant from) {
        addFrom(sql, table + ".started_at", table + ".month", Timestamps.atOrAfter(from));
    }

    private static void addFrom(Sql sql, String column, String month, OffsetDateTime from) {
        sql.add(" AND " + column + " >= ? AND (" + month + " >= ? OR " + month + " = '0001-01-01')", from, month(from));
    }

    private static LocalDate month(OffsetDateTime moment) {
        LocalDate month = moment.toLocalDate().withDayOfMonth(1);
        return month.isBefore(FIRST) ? FIRST : month.isAfter(LAST) ? LAST : month;
    }
}
