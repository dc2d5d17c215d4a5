package io.ucmbilling.calls.query;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.ucmbilling.calls.view.CallFilter;
import io.ucmbilling.calls.view.StoredCall;
import io.ucmbilling.store.database.Sql;
import io.ucmbilling.store.database.Timestamps;
import io.ucmbilling.store.serving.WatchedQuery;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.postgresql.PGStatement;
import org.springframework.stereotype.Component;

/**
 * Search for the calls of a period by what an index finds: numbers, extensions, trunks, account codes.
 *
 * <ol>
 *   <li>Each index is asked for the calls that match all that is asked, {@value #MOST} at most.
 *   <li>If none has more, these are all, and they are sorted here: a page costs as much at the end as at the start, and their number
 *       is the count.
 *   <li>If any has more, calls that match are so frequent that walking in the order of time soon finds a page of them. What PostgreSQL
 *       guesses of that is not to be relied on. It is remembered for a while, so that the next page is walked to at once.
 *   <li>To plan for all indexes of all months takes longer than to search. So the plans of one number alone are kept by the connection,
 *       whatever the number and the months. They are few.
 * </ol>
 */
@Component
public final class CallSearch {
    /** Calls that are sorted here, at most: to read so many takes about as long as to walk to a page of what is more frequent. */
    static final int MOST = 5_000;

    /** Rows that come at a time: no index is asked once another one has too many. */
    private static final int FETCH = 1_000;

    private static final int AT_ONCE = 1;

    /** Filters that many calls match. */
    private final Cache<CallFilter, CallFilter> frequent = Caffeine.newBuilder()
            .maximumSize(1_000)
            .expireAfterWrite(Duration.ofMinutes(10))
            .build();

    /** Call that was found, and the month that it is kept under. */
    public record FoundCall(ListPosition position, LocalDate month) {}

    /** Returns all calls that match, in the order of the list; empty: no index serves what is asked, or there are many. */
    public Optional<List<FoundCall>> run(WatchedQuery database, CallConditions conditions, CallOrder order)
            throws SQLException {
        CallFilter filter = conditions.filter();
        List<IndexedCondition> indexed = IndexedCondition.of(filter);
        if (indexed.isEmpty() || frequent.getIfPresent(filter) != null) {
            return Optional.empty();
        }
        boolean kept = isKept(filter);
        if (kept) {
            QuerySettings.keepPlans(database);
        }
        Map<UUID, FoundCall> found = new HashMap<>();
        boolean complete = read(database, sql(conditions, indexed), kept, found);
        if (kept) {
            QuerySettings.planAnew(database);
        }
        if (!complete) {
            frequent.put(filter, filter);
            return Optional.empty();
        }
        Comparator<FoundCall> sorted = Comparator.comparing(FoundCall::position, ListPositions.in(order));
        return Optional.of(found.values().stream().sorted(sorted).toList());
    }

    /** Reads what is found, and returns whether that is all. */
    private static boolean read(WatchedQuery database, Sql sql, boolean kept, Map<UUID, FoundCall> found)
            throws SQLException {
        Map<Integer, Integer> counts = new HashMap<>();
        try (PreparedStatement statement = sql.prepare(database.connection())) {
            statement.setFetchSize(FETCH);
            if (kept) {
                statement.unwrap(PGStatement.class).setPrepareThreshold(AT_ONCE);
            }
            try (ResultSet rows = database.run(statement::executeQuery)) {
                while (database.run(rows::next)) {
                    if (counts.merge(rows.getInt(1), 1, Integer::sum) > MOST) {
                        return false;
                    }
                    FoundCall call = found(rows, 2);
                    found.put(call.position().id(), call);
                }
            }
        }
        return true;
    }

    /** Returns whether the plan for a filter is made for any values. */
    static boolean isKept(CallFilter filter) {
        return filter.isOfOneNumber() && CallPeriod.of(filter).isOfMonths();
    }

    /** Returns the call of a row that has, from that column on, its start, id and month. */
    public static FoundCall found(ResultSet row, int column) throws SQLException {
        Instant startedAt = Objects.requireNonNull(Timestamps.instant(row.getObject(column, OffsetDateTime.class)));
        return new FoundCall(
                new ListPosition(startedAt, row.getObject(column + 1, UUID.class)),
                row.getObject(column + 2, LocalDate.class));
    }

    /** Reads those calls, in that order. */
    public static List<StoredCall> calls(WatchedQuery database, List<FoundCall> found, SiteNumbers sites)
            throws SQLException {
        if (found.isEmpty()) {
            return List.of();
        }
        Sql sql = new Sql().add("SELECT c.* FROM call AS c WHERE ");
        addKeys(sql, found);
        Map<UUID, StoredCall> calls = new HashMap<>();
        CallLists.read(database, sql, sites).forEach(call -> calls.put(call.id(), call));
        return found.stream()
                .map(one -> Objects.requireNonNull(calls.get(one.position().id())))
                .toList();
    }

    /** Adds that a call is one of those. */
    public static void addKeys(Sql sql, List<FoundCall> found) {
        sql.addArray(
                        "c.month = ANY (?)",
                        "date",
                        found.stream()
                                .map(one -> one.month().toString())
                                .distinct()
                                .toArray())
                .addArray(
                        " AND c.id = ANY (?)",
                        "uuid",
                        found.stream().map(one -> one.position().id()).toArray());
    }

    static Sql sql(CallConditions conditions, List<IndexedCondition> indexed) {
        CallFilter filter = conditions.filter();
        Sql sql = new Sql();
        for (int i = 0; i < indexed.size(); i++) {
            begin(sql, i).add("c.searchable AND ");
            indexed.get(i).write().accept(sql);
            sql.add(" AND ");
            conditions.addBesidePeriod(sql, !IndexedCondition.sayParties(filter));
            end(sql, filter).add(" UNION ALL ");
        }
        begin(sql, indexed.size()).add("NOT c.searchable AND ");
        conditions.addBesidePeriod(sql, true);
        return end(sql, filter);
    }

    private static Sql begin(Sql sql, int index) {
        return sql.add("(SELECT " + index + ", c.started_at, c.id, c.month FROM call AS c WHERE ");
    }

    /** A plan for any values must not take the index of the order of time: it would read whole months. */
    private static Sql end(Sql sql, CallFilter filter) {
        if (isKept(filter)) {
            CallPeriod.of(filter).addBesideIndex(sql);
        } else {
            CallPeriod.of(filter).add(sql);
        }
        return sql.add(" LIMIT " + (MOST + 1) + ")");
    }
}
