package io.ucmbilling.calls.query;

import io.ucmbilling.calls.view.CallFilter;
import io.ucmbilling.store.database.Sql;
import io.ucmbilling.store.database.Timestamps;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;

/**
 * Period in which calls started, as a condition that leaves out the partitions of all other months. Calls of a mad clock stand in a
 * partition of their own, which is always looked at.
 *
 * @param from inclusive; null: no bound
 * @param to exclusive; null: no bound
 */
record CallPeriod(@Nullable Instant from, @Nullable Instant to) {
    private static final LocalDate FIRST = LocalDate.of(1, 1, 1);
    private static final LocalDate LAST = LocalDate.of(9999, 12, 1);

    static CallPeriod of(CallFilter filter) {
        return new CallPeriod(filter.from(), filter.to());
    }

    void add(Sql sql) {
        if (from != null) {
            addFrom(sql, Timestamps.atOrAfter(from));
        }
        if (to != null) {
            addTo(sql, Timestamps.atOrAfter(to), "<");
        }
    }

    /** Adds that a call stands behind that position of a list. */
    static void addBehind(Sql sql, CallOrder order, ListPosition position) {
        OffsetDateTime startedAt = Timestamps.atOrBefore(position.startedAt());
        if (order == CallOrder.EARLIEST_FIRST) {
            addFrom(sql, startedAt);
        } else {
            addTo(sql, startedAt, "<=");
        }
        sql.add(" AND (c.started_at, c.id) " + order.behind() + " (?, ?)", startedAt, position.id());
    }

    private static void addFrom(Sql sql, OffsetDateTime from) {
        sql.add(" AND c.started_at >= ? AND (c.month >= ? OR c.month = '0001-01-01')", from, month(from));
    }

    private static void addTo(Sql sql, OffsetDateTime to, String operator) {
        OffsetDateTime last = operator.equals("<") ? to.minusNanos(1) : to;
        sql.add(" AND c.started_at " + operator + " ? AND c.month <= ?", to, month(last));
    }

    private static LocalDate month(OffsetDateTime moment) {
        LocalDate month = moment.toLocalDate().withDayOfMonth(1);
        return month.isBefore(FIRST) ? FIRST : month.isAfter(LAST) ? LAST : month;
    }
}
