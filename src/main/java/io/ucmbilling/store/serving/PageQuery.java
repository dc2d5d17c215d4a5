package io.ucmbilling.store.serving;

import io.ucmbilling.store.database.Sql;
import io.ucmbilling.store.database.Timestamps;
import io.ucmbilling.store.row.LegRow;
import io.ucmbilling.store.row.ServingPosition;
import io.ucmbilling.store.site.CallSpan;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The statements that read one page of a query. */
final class PageQuery {
    private final LegQuery query;
    private final Map<String, Short> sites;
    private final QueryCondition matching;
    private final ServingOrder order;
    private final Collection<Short> scattered;

    /**
     * @param sites the numbers of the query's sites, by name; those that are not known are left out
     * @param scattered those of them whose calls may stand in any partition, see {@link CallSpan}
     */
    PageQuery(LegQuery query, Map<String, Short> sites, Collection<Short> scattered) {
        this.scattered = scattered;
        this.query = query;
        this.sites = sites;
        this.matching = new QueryCondition(query, sites);
        long asked =
                query.sites().stream().map(LegQuery.SiteBounds::site).distinct().count();
        this.order = asked == 1 ? ServingOrder.ONE_SITE : ServingOrder.SEVERAL_SITES;
    }

    /** The condition, which the statements below have as it is when they are made. */
    QueryCondition matching() {
        return matching;
    }

    LegQuery query() {
        return query;
    }

    Collection<Short> sites() {
        return sites.values();
    }

    LegRow legs() {
        return new LegRow(sites.entrySet().stream().collect(Collectors.toMap(Map.Entry::getValue, Map.Entry::getKey)));
    }

    /** The rows of the items behind that place. */
    Sql sql(@Nullable ServingPosition behind, int limit) {
        return query.calls() ? calls(behind, limit) : rows(behind, limit);
    }

    /**
     * Of the first {@code most} items behind that place the last one: its {@link #place}, then how many they are. No row if there are
     * none.
     */
    Sql skipped(@Nullable ServingPosition behind, long most) {
        Sql sql = new Sql()
                .add("SELECT started_at, acct_id, number, items FROM (SELECT l.started_at, l.acct_id, l.number,"
                        + " row_number() OVER (ORDER BY " + order.columns("l") + ") AS items FROM leg AS l WHERE ");
        items(behind, sql);
        end(most, sql);
        return sql.add(") AS skipped ORDER BY items DESC LIMIT 1");
    }

    static ServingPosition place(ResultSet row) throws SQLException {
        return new ServingPosition(row.getObject(1, OffsetDateTime.class).toInstant(), row.getLong(2), row.getLong(3));
    }

    private Sql rows(@Nullable ServingPosition behind, int limit) {
        Sql sql = new Sql().add("SELECT " + LegRow.columns("l") + " FROM leg AS l WHERE ");
        items(behind, sql);
        return end(limit, sql);
    }

    /** First the legs that the calls stand by, then all matching legs of these calls. */
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
        return sql.add(" OFFSET 0) AS m ORDER BY " + order.columns("item") + ", m.acct_id, m.number");
    }

    /**
     * The legs that items stand by. A call stands by that before which no matching leg of it stands, looked up call by call (a
     * scalar subquery is never turned into a join over all).
     */
    private void items(@Nullable ServingPosition behind, Sql sql) {
        matching(behind, sql);
        if (query.calls()) {
            sql.add(" AND l.number = (SELECT o.number FROM leg AS o WHERE o.site = l.site AND o.session = l.session"
                    + " AND ");
            matching.on("o", sql);
            near("l", sql);
            sql.add(" ORDER BY o.acct_id, o.number LIMIT 1)");
        }
    }

    /** Keeps the look at the other legs of a call to the partitions that can hold them; a scattered site costs only itself. */
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

    private void matching(@Nullable ServingPosition behind, Sql sql) {
        matching.on("l", sql);
        if (behind != null) {
            order.behind(behind, "l", sql);
            sql.add(" AND l.start >= ?", Timestamps.earliestWallClock(Timestamps.atOrBefore(behind.startedAt())));
        }
    }

    private Sql end(long limit, Sql sql) {
        return sql.add(" ORDER BY " + order.columns("l") + " LIMIT ?", limit);
    }
}
