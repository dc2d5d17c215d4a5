package io.ucmbilling.store.serving;

import io.ucmbilling.contract.query.NumberPattern;
import io.ucmbilling.store.database.Sql;
import io.ucmbilling.store.database.Timestamps;
import io.ucmbilling.store.serving.LegQuery.SiteBounds;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The condition of a query, for any alias of the legs. */
final class QueryCondition {
    private final LegQuery query;

    /** Sites by their bounds; mostly one group. */
    private final Map<StartBounds, Set<Short>> groups = new LinkedHashMap<>();

    private final Map<Value, PatternCondition> patterns = new EnumMap<>(Value.class);

    private record StartBounds(
            @Nullable Instant from, @Nullable Instant to) {}

    /** A value that patterns are asked of. */
    enum Value {
        CALLER("%1$s.src"),
        CALLEE("%1$s.dst"),
        ANSWERED_BY("coalesce(%1$s.dstanswer, %1$s.dstchannel_ext)");

        private final String expression;

        Value(String expression) {
            this.expression = expression;
        }

        /** Returns the expression for the leg under that alias. */
        String of(String leg) {
            return expression.formatted(leg);
        }
    }

    QueryCondition(LegQuery query, Map<String, Short> sites) {
        this.query = query;
        add(Value.CALLER, query.caller());
        add(Value.CALLEE, query.callee());
        add(Value.ANSWERED_BY, query.answeredBy());
        for (SiteBounds site : query.sites()) {
            Short number = sites.get(site.site());
            if (number != null) {
                groups.computeIfAbsent(new StartBounds(site.from(), site.to()), bounds -> new TreeSet<>())
                        .add(number);
            }
        }
    }

    private void add(Value value, @Nullable List<NumberPattern> list) {
        if (list != null) {
            patterns.put(value, new PatternCondition(list));
        }
    }

    /** Returns what is asked of each value; nothing of one that is not in it. */
    Map<Value, PatternCondition> patterns() {
        return patterns;
    }

    /** Adds the condition on the legs under that alias. */
    void on(String leg, Sql sql) {
        withoutPatterns(leg, sql);
        patterns.forEach((value, condition) -> condition.on(value.of(leg), sql));
    }

    /** Adds all of the condition but the patterns. */
    void withoutPatterns(String leg, Sql sql) {
        sites(leg, sql);
        if (query.minBillableSeconds() != null) {
            sql.add(" AND " + leg + ".billsec >= ?", query.minBillableSeconds());
        }
        if (query.maxBillableSeconds() != null) {
            sql.add(" AND " + leg + ".billsec <= ?", query.maxBillableSeconds());
        }
    }

    private void sites(String leg, Sql sql) {
        String or = "(";
        for (Map.Entry<StartBounds, Set<Short>> group : groups.entrySet()) {
            sql.add(or);
            site(leg, group.getValue(), sql);
            between(leg, group.getKey().from(), group.getKey().to(), sql);
            or = " OR ";
        }
        sql.add(")");
        outermost(leg, sql);
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
            sql.add(" AND " + leg + ".started_at >= ?", Timestamps.atOrAfter(from));
        }
        if (to != null) {
            sql.add(" AND " + leg + ".started_at <= ?", Timestamps.atOrBefore(to));
        }
    }

    /** Adds the bounds of all groups, and what they say of the wall clock: only partitions that can hold matches are looked into. */
    private void outermost(String leg, Sql sql) {
        Instant from = outermost(StartBounds::from, Comparator.naturalOrder());
        Instant to = outermost(StartBounds::to, Comparator.reverseOrder());
        if (groups.size() > 1) {
            between(leg, from, to, sql);
        }
        if (from != null) {
            sql.add(" AND " + leg + ".start >= ?", Timestamps.earliestWallClock(Timestamps.atOrAfter(from)));
        }
        if (to != null) {
            sql.add(" AND " + leg + ".start <= ?", Timestamps.latestWallClock(Timestamps.atOrBefore(to)));
        }
    }

    /** Returns the bound that no group goes beyond; null: some group has none. */
    private @Nullable Instant outermost(Function<StartBounds, @Nullable Instant> bound, Comparator<Instant> order) {
        List<@Nullable Instant> instants = new ArrayList<>();
        groups.keySet().forEach(bounds -> instants.add(bound.apply(bounds)));
        return instants.contains(null) ? null : Collections.min(instants, order);
    }
}
