package io.ucmbilling.store.serving;

import io.ucmbilling.store.database.Sql;
import io.ucmbilling.store.database.Timestamps;
import io.ucmbilling.store.row.LegRow;
import io.ucmbilling.store.row.ServingPosition;
import io.ucmbilling.store.site.CallSpan;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The statements that read one page of a query.
 *
 * @param sites the numbers of the query's sites, by name; those that are not known are left out
 * @param scattered those of them whose calls may stand in any partition, see {@link CallSpan}
 * @param matching the condition, which the statements have as it is when they are made
 * @param oneSite whether the query asks one site
 */
record PageQuery(
        LegQuery query,
        Map<String, Short> sites,
        Collection<Short> scattered,
        QueryCondition matching,
        boolean oneSite) {
    static PageQuery of(LegQuery query, Map<String, Short> sites, Collection<Short> scattered) {
        long asked =
                query.sites().stream().map(LegQuery.SiteBounds::site).distinct().count();
        return new PageQuery(query, sites, scattered, new QueryCondition(query, sites), asked == 1);
    }

    LegRow legs() {
        return new LegRow(sites.entrySet().stream().collect(Collectors.toMap(Map.Entry::getValue, Map.Entry::getKey)));
    }

    /** Returns the statement for the rows of the items behind that place. */
    Sql sql(@Nullable ServingPosition behind, int limit) {
        if (query.calls()) {
            return calls(behind, limit);
        }
        Sql sql = new Sql().add("SELECT " + LegRow.columns("l") + " FROM leg AS l WHERE ");
        items(behind, sql);
        return end(limit, sql);
    }

    /**
     * Returns the statement for how many the first {@code most} items behind that place are, and the {@link LegRow#place} of the last
     * one. It gives no row if there are none.
     */
    Sql skipped(@Nullable ServingPosition behind, long most) {
        Sql sql = new Sql()
                .add("SELECT items, number, started_at, acct_id FROM (SELECT l.number, l.started_at, l.acct_id,"
                        + " row_number() OVER (ORDER BY " + order("l") + ") AS items FROM leg AS l WHERE ");
        items(behind, sql);
        end(most, sql);
        return sql.add(") AS skipped ORDER BY items DESC LIMIT 1");
    }

    /** Reads first the legs that the calls stand by, then all matching legs of these calls. */
    private Sql calls(@Nullable ServingPosition behind, int limit) {
        Sql sql = new Sql()
                .add("WITH item AS MATERIALIZED (SELECT l.site, l.session, l.start, l.started_at, l.acct_id, l.number"
                        + " FROM leg AS l WHERE ");
        items(behind, sql);
        end(limit, sql);
        sql.add(") SELECT " + LegRow.columns("m") + " FROM item CROSS JOIN LATERAL (SELECT * FROM leg AS o"
                + " WHERE o.site = item.site AND o.session = item.session AND ");
        matching.on("o", sql);
        near("item", sql);
        return sql.add(" OFFSET 0) AS m ORDER BY " + order("item") + ", m.acct_id, m.number");
    }

    /**
     * Adds the condition that items stand by a leg. A call stands by that before which no matching leg of it stands,
     * looked up call by call (a scalar subquery is never turned into a join over all).
     */
    private void items(@Nullable ServingPosition behind, Sql sql) {
        matching.on("l", sql);
        if (behind != null) {
            OffsetDateTime at = Timestamps.atOrBefore(behind.startedAt());
            sql.add(" AND (" + order("l") + ") > ");
            if (oneSite) {
                sql.add("(?, ?, ?)", at, behind.acctId(), behind.number());
            } else {
                sql.add("(?, ?)", at, behind.number());
            }
            sql.add(" AND l.start >= ?", Timestamps.earliestWallClock(at));
        }
        if (query.calls()) {
            sql.add(" AND l.number = (SELECT o.number FROM leg AS o WHERE o.site = l.site AND o.session = l.session"
                    + " AND ");
            matching.on("o", sql);
            near("l", sql);
            sql.add(" ORDER BY o.acct_id, o.number LIMIT 1)");
        }
    }

    /** Keeps the look at the other legs of a call to the partitions that can hold them. A scattered site costs only itself. */
    private void near(String leg, Sql sql) {
        if (scattered.containsAll(sites.values())) {
            return;
        }
        String span = leg + ".start %s interval '" + CallSpan.DAYS + " days'";
        bound(" AND o.start >= ", leg, String.format(Locale.ROOT, span, "-"), "-infinity", sql);
        bound(" AND o.start <= ", leg, String.format(Locale.ROOT, span, "+"), "infinity", sql);
    }

    private void bound(String condition, String leg, String near, String far, Sql sql) {
        if (scattered.isEmpty()) {
            sql.add(condition + near);
        } else {
            sql.addArray(condition + "CASE WHEN " + leg + ".site = ANY (?)", "int2", scattered.toArray());
            sql.add(" THEN timestamp '" + far + "' ELSE " + near + " END");
        }
    }

    /**
     * Returns what the legs under that alias are ordered by: the start instant, then AcctId with one site, then the gateway's
     * number, since AcctId restarts.
     */
    private String order(String leg) {
        return leg + ".started_at, " + (oneSite ? leg + ".acct_id, " : "") + leg + ".number";
    }

    private Sql end(long limit, Sql sql) {
        return sql.add(" ORDER BY " + order("l") + " LIMIT ?", limit);
    }
}
