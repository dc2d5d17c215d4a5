package io.ucmbilling.store;

import java.util.Collection;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The statement that reads one page of a query. */
final class PageQuery {
    private final LegQuery query;
    private final Map<String, Short> sites;
    private final Matching matching;
    private final ServingOrder order;
    private final boolean scattered;

    /**
     * @param sites the numbers of the query's sites, by name; those that are not known are left out
     * @param scattered whether the legs of a call may stand in any partition, see {@link CallSpan}
     */
    PageQuery(LegQuery query, Map<String, Short> sites, boolean scattered) {
        this.scattered = scattered;
        this.query = query;
        this.sites = sites;
        this.matching = new Matching(query, sites);
        long asked =
                query.sites().stream().map(LegQuery.SiteBounds::site).distinct().count();
        this.order = asked == 1 ? ServingOrder.ONE_SITE : ServingOrder.SEVERAL_SITES;
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

    /** The rows of the items behind that place, after {@code skip} of them. */
    Sql sql(@Nullable Place behind, long skip, int limit) {
        return query.calls() ? calls(behind, skip, limit) : rows(behind, skip, limit);
    }

    private Sql rows(@Nullable Place behind, long skip, int limit) {
        Sql sql = new Sql().add("SELECT " + LegRow.columns("l") + " FROM leg AS l WHERE ");
        matching(behind, sql);
        return end(skip, limit, sql);
    }

    /**
     * First the legs that calls stand by: those before which no matching leg of their call stands, looked up call by call (a
     * scalar subquery is never turned into a join over all). Then all matching legs of these calls.
     */
    private Sql calls(@Nullable Place behind, long skip, int limit) {
        Sql sql = new Sql()
                .add("WITH item AS MATERIALIZED (SELECT l.site, l.session, l.start, l.started_at, l.acct_id, l.number"
                        + " FROM leg AS l WHERE ");
        matching(behind, sql);
        sql.add(" AND l.number = (SELECT o.number FROM leg AS o WHERE o.site = l.site AND o.session = l.session AND ");
        matching.on("o", sql);
        near("l", sql);
        sql.add(" ORDER BY o.acct_id, o.number LIMIT 1)");
        end(skip, limit, sql);
        sql.add(") SELECT " + LegRow.columns("m") + " FROM item CROSS JOIN LATERAL (SELECT * FROM leg AS o"
                + " WHERE o.site = item.site AND o.session = item.session AND ");
        matching.on("o", sql);
        near("item", sql);
        return sql.add(" OFFSET 0) AS m ORDER BY " + order.columns("item") + ", m.acct_id, m.number");
    }

    /** Keeps the look at the other legs of a call to the partitions that can hold them. */
    private void near(String leg, Sql sql) {
        if (!scattered) {
            String span = " interval '" + CallSpan.DAYS + " days'";
            sql.add(" AND o.start >= " + leg + ".start -" + span + " AND o.start <= " + leg + ".start +" + span);
        }
    }

    private void matching(@Nullable Place behind, Sql sql) {
        matching.on("l", sql);
        if (behind != null) {
            order.behind(behind, "l", sql);
            sql.add(" AND l.start >= ?", Moments.earliestWallClock(Moments.atOrBefore(behind.startedAt())));
        }
    }

    private Sql end(long skip, int limit, Sql sql) {
        return sql.add(" ORDER BY " + order.columns("l") + " OFFSET ? LIMIT ?", skip, limit);
    }
}
