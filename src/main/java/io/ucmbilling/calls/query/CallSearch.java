package io.ucmbilling.calls.query;

import io.ucmbilling.store.database.Sql;
import io.ucmbilling.store.database.Timestamps;
import io.ucmbilling.store.serving.WatchedQuery;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
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

/**
 * Search for calls by what an index finds: numbers, extensions, trunks, account codes.
 *
 * <ol>
 *   <li>Each index is asked for the calls that match all that is asked, {@value #MOST} at most.
 *   <li>If none has more, these are all, and they are sorted here: a page costs as much at the end as at the start, and their number
 *       is the count.
 *   <li>If any has more, calls that match are so frequent that walking in the order of time soon finds a page of them. What PostgreSQL
 *       guesses of that is not to be relied on.
 * </ol>
 */
final class CallSearch {
    /** Calls that are sorted here, at most: to read so many takes about as long as to walk to a page of what is more frequent. */
    static final int MOST = 5_000;

    /** Rows that come at a time: no index is asked once another one has too many. */
    private static final int FETCH = 1_000;

    /** Call that was found, and the month that it is kept under. */
    record FoundCall(ListPosition position, LocalDate month) {}

    private CallSearch() {}

    /** Returns all calls that match, in the order of the list; empty: no index serves what is asked, or there are many. */
    static Optional<List<FoundCall>> run(WatchedQuery database, CallConditions conditions, CallOrder order)
            throws SQLException {
        List<IndexedCondition> indexed = IndexedCondition.of(conditions.filter());
        if (indexed.isEmpty()) {
            return Optional.empty();
        }
        Map<UUID, FoundCall> found = new HashMap<>();
        int[] counts = new int[indexed.size() + 1];
        try (PreparedStatement statement = sql(conditions, indexed).prepare(database.connection())) {
            statement.setFetchSize(FETCH);
            try (ResultSet rows = database.run(statement::executeQuery)) {
                while (database.run(rows::next)) {
                    if (++counts[rows.getInt(1)] > MOST) {
                        return Optional.empty();
                    }
                    FoundCall call = found(rows);
                    found.put(call.position().id(), call);
                }
            }
        }
        Comparator<FoundCall> sorted = Comparator.comparing(FoundCall::position, ListPositions.in(order));
        return Optional.of(found.values().stream().sorted(sorted).toList());
    }

    private static FoundCall found(ResultSet row) throws SQLException {
        Instant startedAt = Objects.requireNonNull(Timestamps.instant(row.getObject(2, OffsetDateTime.class)));
        return new FoundCall(
                new ListPosition(startedAt, row.getObject(3, UUID.class)), row.getObject(4, LocalDate.class));
    }

    static Sql sql(CallConditions conditions, List<IndexedCondition> indexed) {
        Sql sql = new Sql();
        boolean parties = IndexedCondition.sayParties(conditions.filter());
        for (int i = 0; i < indexed.size(); i++) {
            begin(sql, i).add("c.searchable AND ");
            indexed.get(i).write().accept(sql);
            sql.add(" AND ");
            if (parties) {
                conditions.addBesideParties(sql);
            } else {
                conditions.add(sql);
            }
            sql.add(" LIMIT " + (MOST + 1) + ") UNION ALL ");
        }
        begin(sql, indexed.size()).add("NOT c.searchable AND ");
        conditions.add(sql);
        return sql.add(" LIMIT " + (MOST + 1) + ")");
    }

    private static Sql begin(Sql sql, int index) {
        return sql.add("(SELECT " + index + ", c.started_at, c.id, c.month FROM call AS c WHERE ");
    }
}
