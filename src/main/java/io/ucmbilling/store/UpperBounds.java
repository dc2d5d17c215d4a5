package io.ucmbilling.store;

import io.ucmbilling.store.LegQuery.SiteBounds;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * Takes upper bounds away from a query of calls where no leg stands beyond them: it asks the same without. A client that walks
 * with its own present moment as the end so asks one question on every page, and its places are found again.
 */
final class UpperBounds {
    private UpperBounds() {}

    /** The same question, as this transaction sees the legs. */
    static LegQuery relaxed(Connection connection, LegQuery query, Map<String, Short> numbers) throws SQLException {
        List<SiteBounds> bounded = query.sites().stream()
                .filter(site -> site.to() != null && numbers.containsKey(site.site()))
                .toList();
        if (!query.calls() || bounded.isEmpty()) {
            return query;
        }
        Set<SiteBounds> needed = needed(connection, bounded, numbers);
        List<SiteBounds> sites = query.sites().stream()
                .map(site -> needed.contains(site) ? site : new SiteBounds(site.site(), site.from(), null))
                .toList();
        return new LegQuery(
                sites,
                query.caller(),
                query.callee(),
                query.answeredBy(),
                query.minBillableSeconds(),
                query.maxBillableSeconds(),
                true);
    }

    private static Set<SiteBounds> needed(Connection connection, List<SiteBounds> bounded, Map<String, Short> numbers)
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
                        ends.stream().map(Moments::micros).toArray())
                .add(
                        " CROSS JOIN LATERAL (SELECT FROM leg WHERE leg.site = asked.site AND leg.started_at >"
                            + " timestamptz 'epoch' + asked.upto * interval '1 microsecond' AND leg.start >= ? ORDER"
                            + " BY leg.started_at LIMIT 1) AS beyond",
                        Moments.earliestWallClock(Moments.atOrBefore(first)));
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
