package io.ucmbilling.calls.view;

import io.ucmbilling.store.database.Timestamps;
import io.ucmbilling.store.database.Transactions;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.springframework.stereotype.Component;

/** How many calls and legs started on each of some days of one site, in one statement. */
@Component
public final class DayTotals {
    /** The wall clock's outer bounds leave partitions out. The quarters of usage begin and end with days, whatever the zone. */
    private static final String SQL = """
        SELECT d.day,
               (SELECT coalesce(sum(u.calls), 0) FROM usage_slot AS u
                WHERE u.site = s.id AND u.slot >= d.begins AND u.slot < d.ends),
               (SELECT count(*) FROM leg AS l
                WHERE l.site = s.id AND l.started_at >= d.begins AND l.started_at < d.ends
                  AND l.start BETWEEN :wallFrom AND :wallTo),
               (SELECT count(*) FROM erased_leg AS e
                WHERE e.site = s.id AND e.started_at >= d.begins AND e.started_at < d.ends)
        FROM site AS s CROSS JOIN unnest(:days::date[], :begins::timestamptz[], :ends::timestamptz[]) AS d (day, begins, ends)
        WHERE s.name = :site\
        """;

    private final Transactions transactions;

    DayTotals(Transactions transactions) {
        this.transactions = transactions;
    }

    /**
     * Totals of a day.
     *
     * @param calls those that started on it
     * @param legs those that started on it, of whatever call
     * @param erasedLegs those that started on it and were erased
     */
    public record DayTotal(long calls, long legs, long erasedLegs) {
        /** Nothing started. */
        public static final DayTotal NONE = new DayTotal(0, 0, 0);
    }

    /**
     * Returns the totals by day; a site that is not known has none.
     *
     * @param days the earliest first
     * @param zone in which they begin and end
     * @param limit how long the database may work
     */
    public Map<LocalDate, DayTotal> of(String site, List<LocalDate> days, ZoneId zone, Duration limit) {
        if (days.isEmpty()) {
            return Map.of();
        }
        OffsetDateTime first = Timestamps.atOrBefore(begin(days.getFirst(), zone));
        OffsetDateTime last = Timestamps.atOrBefore(begin(days.getLast().plusDays(1), zone));
        return transactions.snapshot(connection -> {
            transactions
                    .client()
                    .sql("SELECT set_config('jit', 'off', true), set_config('plan_cache_mode',"
                            + " 'force_custom_plan', true), set_config('statement_timeout', ?, true)")
                    .param(Long.toString(limit.toMillis()))
                    .query()
                    .singleRow();
            Map<LocalDate, DayTotal> totals = new HashMap<>();
            transactions
                    .client()
                    .sql(SQL)
                    .param("site", site)
                    .param("days", texts(days, LocalDate::toString))
                    .param("begins", texts(days, day -> begin(day, zone).toString()))
                    .param(
                            "ends",
                            texts(days, day -> begin(day.plusDays(1), zone).toString()))
                    .param("wallFrom", Timestamps.earliestWallClock(first))
                    .param("wallTo", Timestamps.latestWallClock(last))
                    .query(row -> {
                        LocalDate day = Objects.requireNonNull(row.getObject(1, LocalDate.class));
                        totals.put(day, new DayTotal(row.getLong(2), row.getLong(3), row.getLong(4)));
                    });
            return totals;
        });
    }

    private static Instant begin(LocalDate day, ZoneId zone) {
        return day.atStartOfDay(zone).toInstant();
    }

    private static String[] texts(List<LocalDate> days, Function<LocalDate, String> text) {
        return days.stream().map(text).toArray(String[]::new);
    }
}
