package io.ucmbilling.store.serving;

import io.ucmbilling.store.database.Sql;
import io.ucmbilling.store.database.Timestamps;
import io.ucmbilling.store.partition.CollectedMonths;
import io.ucmbilling.store.serving.LegQuery.SiteBounds;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * The upper bounds of a query of calls, moved far ahead if no leg stands between: it asks the same. A client that walks with its own present moment as the end so asks one question on every page, and its places are found again. What stands behind
 * the collected months is not looked at: legs of a mad clock make no other query dear.
 */
final class UpperBounds {
    private UpperBounds() {}

    /**
     * Returns the same question, as this transaction sees the legs.
     *
     * @param months which upper bounds are moved to the end of
     */
    static LegQuery relaxed(Connection connection, LegQuery query, Map<String, Short> numbers, CollectedMonths months)
            throws SQLException {
        Instant end = end(months);
        List<SiteBounds> bounded = query.sites().stream()
                .filter(site -> site.to() != null && site.to().isBefore(end) && numbers.containsKey(site.site()))
                .toList();
        if (!query.calls() || bounded.isEmpty()) {
            return query;
        }
        Set<SiteBounds> moved = new HashSet<>(bounded);
        moved.removeAll(needed(connection, bounded, numbers, end));
        List<SiteBounds> sites = query.sites().stream()
                .map(site -> moved.contains(site) ? new SiteBounds(site.site(), site.from(), end) : site)
                .toList();
        return query.withSites(sites);
    }

    /** Returns an instant so early that every wall clock shows the last of the months. */
    private static Instant end(CollectedMonths months) {
        return months.last()
                .plusMonths(1)
                .atDay(1)
                .minusDays(3)
                .atStartOfDay(ZoneOffset.UTC)
                .toInstant();
    }

    private static Set<SiteBounds> needed(
            Connection connection, List<SiteBounds> bounded, Map<String, Short> numbers, Instant end)
            throws SQLException {
        List<Instant> ends =
                bounded.stream().map(site -> Objects.requireNonNull(site.to())).toList();
        Instant first = ends.stream().min(Instant::compareTo).orElseThrow();
        Sql sql = new Sql()
                .addArray(
                        "SELECT place FROM unnest(?",
                        "int2",
                        bounded.stream().map(site -> numbers.get(site.site())).toArray())
                .addArray(
                        ", ?) WITH ORDINALITY AS asked (site, upto, place)",
                        "int8",
                        ends.stream().map(Timestamps::micros).toArray())
                .add(
                        " CROSS JOIN LATERAL (SELECT FROM leg WHERE leg.site = asked.site AND leg.started_at >"
                                + " timestamptz 'epoch' + asked.upto * interval '1 microsecond' AND leg.started_at <= ?"
                                + " AND leg.start >= ? AND leg.start <= ? ORDER BY leg.started_at LIMIT 1) AS beyond",
                        Timestamps.atOrBefore(end),
                        Timestamps.earliestWallClock(Timestamps.atOrBefore(first)),
                        Timestamps.latestWallClock(Timestamps.atOrBefore(end)));
        Set<SiteBounds> needed = new HashSet<>();
        try (PreparedStatement statement = sql.prepare(connection);
                ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                needed.add(bounded.get(rows.getInt(1) - 1));
            }
        }
        return needed;
    }
}
