package io.ucmbilling.store;

import io.ucmbilling.contract.Pattern;
import io.ucmbilling.store.LegQuery.SiteBounds;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The condition of a query, for any alias of the legs: exactly what {@link Pattern#matches} says, in SQL. */
final class Matching {
    /** More digits than these overflow numeric; they count as more than any bound. */
    private static final int MOST_DIGITS = 100_000;

    private final LegQuery query;

    /** Sites by their bounds; mostly one group. */
    private final Map<Bounds, Set<Short>> groups = new LinkedHashMap<>();

    private record Bounds(@Nullable Instant from, @Nullable Instant to) {}

    Matching(LegQuery query, Map<String, Short> sites) {
        this.query = query;
        for (SiteBounds site : query.sites()) {
            Short number = sites.get(site.site());
            if (number != null) {
                groups.computeIfAbsent(new Bounds(site.from(), site.to()), bounds -> new TreeSet<>())
                        .add(number);
            }
        }
    }

    /** Adds the condition on the legs under that alias. */
    void on(String leg, Sql sql) {
        sites(leg, sql);
        patterns(leg + ".src", query.caller(), sql);
        patterns(leg + ".dst", query.callee(), sql);
        patterns("coalesce(" + leg + ".dstanswer, " + leg + ".dstchannel_ext)", query.answeredBy(), sql);
        if (query.minBillableSeconds() != null) {
            sql.add(" AND " + leg + ".billsec >= ?", query.minBillableSeconds());
        }
        if (query.maxBillableSeconds() != null) {
            sql.add(" AND " + leg + ".billsec <= ?", query.maxBillableSeconds());
        }
    }

    private void sites(String leg, Sql sql) {
        String or = "(";
        for (Map.Entry<Bounds, Set<Short>> group : groups.entrySet()) {
            sql.add(or);
            site(leg, group.getValue(), sql);
            between(leg, group.getKey().from(), group.getKey().to(), sql);
            or = " OR ";
        }
        sql.add(")");
        if (groups.size() > 1) {
            between(leg, outermost(Bounds::from, Comparator.naturalOrder()), latest(), sql);
        }
        partitions(leg, sql);
    }

    private static void site(String leg, Set<Short> sites, Sql sql) {
        if (sites.size() == 1) {
            sql.add(leg + ".site = ?", sites.iterator().next());
        } else {
            sql.addArray(leg + ".site = ANY (?)", "int2", sites.toArray());
        }
    }

    private static void between(String leg, @Nullable Instant from, @Nullable Instant to, Sql sql) {
        if (from != null) {
            sql.add(" AND " + leg + ".started_at >= ?", Moments.atOrAfter(from));
        }
        if (to != null) {
            sql.add(" AND " + leg + ".started_at <= ?", Moments.atOrBefore(to));
        }
    }

    /** What the bounds say of the wall clock, so that only partitions that can hold matches are looked into. */
    private void partitions(String leg, Sql sql) {
        Instant from = outermost(Bounds::from, Comparator.naturalOrder());
        if (from != null) {
            sql.add(" AND " + leg + ".start >= ?", Moments.earliestWallClock(Moments.atOrAfter(from)));
        }
        Instant to = latest();
        if (to != null) {
            sql.add(" AND " + leg + ".start <= ?", Moments.latestWallClock(Moments.atOrBefore(to)));
        }
    }

    private @Nullable Instant latest() {
        return outermost(Bounds::to, Comparator.reverseOrder());
    }

    /** The bound that no group goes beyond; null: some group has none. */
    private @Nullable Instant outermost(Function<Bounds, @Nullable Instant> bound, Comparator<Instant> order) {
        List<Instant> instants = new ArrayList<>();
        for (Bounds bounds : groups.keySet()) {
            Instant instant = bound.apply(bounds);
            if (instant == null) {
                return null;
            }
            instants.add(instant);
        }
        return instants.stream().min(order).orElse(null);
    }

    private static void patterns(String value, @Nullable List<Pattern> patterns, Sql sql) {
        if (patterns == null) {
            return;
        }
        List<String> exact = new ArrayList<>();
        List<String> like = new ArrayList<>();
        List<BigDecimal> low = new ArrayList<>();
        List<BigDecimal> high = new ArrayList<>();
        for (Pattern pattern : patterns) {
            switch (pattern) {
                case Pattern.Exact(String text) -> exact.add(text);
                case Pattern.Wildcard(String text) -> like.add(like(text));
                case Pattern.Range range -> {
                    low.add(new BigDecimal(range.low()));
                    high.add(new BigDecimal(range.high()));
                }
            }
        }
        sql.add(" AND (false");
        if (!exact.isEmpty()) {
            sql.addArray(" OR " + value + " = ANY (?)", "text", exact.toArray());
        }
        if (!like.isEmpty()) {
            sql.addArray(" OR " + value + " LIKE ANY (?)", "text", like.toArray());
        }
        if (!low.isEmpty()) {
            sql.addArray(" OR EXISTS (SELECT FROM unnest(?", "numeric", low.toArray());
            sql.addArray(", ?) AS range (low, high)", "numeric", high.toArray());
            sql.add(" WHERE " + number(value) + " BETWEEN low AND high)");
        }
        sql.add(")");
    }

    private static String like(String wildcard) {
        return wildcard.replace("\\", "\\\\").replace("%", "\\%").replace('@', '%');
    }

    private static String number(String value) {
        String digits = "ltrim(" + value + ", '0')";
        return "CASE WHEN " + value + " !~ '^[0-9]+$' OR " + digits + " = '' THEN 0 WHEN length(" + digits + ") > "
                + MOST_DIGITS + " THEN 'Infinity'::numeric ELSE " + digits + "::numeric END";
    }
}
