package io.ucmbilling.store.serving;

import io.ucmbilling.contract.query.NumberPattern;
import io.ucmbilling.contract.query.NumberPattern.Wildcard;
import io.ucmbilling.store.database.Sql;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The condition that a value matches any pattern of a list: what {@link NumberPattern#matches} says, in SQL. A list of thousands costs
 * a row about what one pattern costs:
 *
 * <ol>
 *   <li>exact values are one set;
 *   <li>ranges are one set of intervals, and the value is read as a number once;
 *   <li>wildcards that mean the same are one, and one that matches everything makes the condition go;
 *   <li>wildcards that have their literals at the same places are one set each ({@link WildcardShape}); of shapes that few have,
 *       and of literals at no certain place, each is tried by LIKE. What is too much for that is {@link #scattered}.
 * </ol>
 */
final class PatternCondition {
    /** Tries by LIKE that cost a row a microsecond or two. */
    private static final int MOST_TRIED = 16;

    private static final int MOST_SHAPES = 32;

    /** Number below which trying each costs less than the look into their set. */
    private static final int FEWEST_OF_A_SHAPE = 4;

    /** Digits beyond which numeric overflows. More count as more than any bound. */
    private static final int MOST_DIGITS = 100_000;

    private final Set<String> exact = new LinkedHashSet<>();
    private final List<NumberPattern.Range> ranges = new ArrayList<>();
    private final Map<WildcardShape, List<String>> shaped = new LinkedHashMap<>();
    private final List<Wildcard> tried = new ArrayList<>();
    private boolean everything;

    PatternCondition(List<NumberPattern> patterns) {
        Set<Wildcard> wildcards = new LinkedHashSet<>();
        for (NumberPattern pattern : patterns) {
            switch (pattern) {
                case NumberPattern.Exact(String text) -> exact.add(text);
                case Wildcard wildcard -> wildcards.add(wildcard.simplified());
                case NumberPattern.Range range -> ranges.add(range);
            }
        }
        everything = wildcards.contains(new Wildcard("@"));
        sort(wildcards);
    }

    private void sort(Set<Wildcard> wildcards) {
        Map<WildcardShape, List<Wildcard>> shapes = new LinkedHashMap<>();
        for (Wildcard wildcard : wildcards) {
            WildcardShape shape = WildcardShape.of(wildcard.text());
            if (shape == null) {
                tried.add(wildcard);
            } else {
                shapes.computeIfAbsent(shape, key -> new ArrayList<>()).add(wildcard);
            }
        }
        shapes.entrySet().stream()
                .sorted(Comparator.comparing(entry -> -entry.getValue().size()))
                .forEach(entry -> shape(entry.getKey(), entry.getValue()));
    }

    private void shape(WildcardShape shape, List<Wildcard> wildcards) {
        if (wildcards.size() < FEWEST_OF_A_SHAPE || shaped.size() == MOST_SHAPES) {
            tried.addAll(wildcards);
        } else {
            shaped.put(
                    shape,
                    wildcards.stream()
                            .map(wildcard -> WildcardShape.literals(wildcard.text()))
                            .toList());
        }
    }

    /** Returns the wildcards that are too many to be tried one by one; mostly none. */
    List<Wildcard> scattered() {
        return everything || tried.size() <= MOST_TRIED ? List.of() : List.copyOf(tried);
    }

    /** Replaces the wildcards of {@link #scattered} by the values that match any of them. */
    void replaceScattered(Set<String> values) {
        tried.clear();
        exact.addAll(values);
    }

    /** Adds {@code AND} and the condition on that value. */
    void on(String value, Sql sql) {
        if (everything) {
            return;
        }
        sql.add(" AND (false");
        if (!exact.isEmpty()) {
            sql.addArray(" OR " + value + " = ANY (?)", "text", exact.toArray());
        }
        if (!tried.isEmpty()) {
            sql.addArray(
                    " OR " + value + " LIKE ANY (?)",
                    "text",
                    tried.stream().map(PatternCondition::like).toArray());
        }
        shaped.forEach((shape, literals) -> {
            sql.add(" OR ");
            shape.on(value, literals, sql);
        });
        String intervals = intervals();
        if (!intervals.isEmpty()) {
            sql.addLiteral(" OR ?::nummultirange @> " + number(value), "{" + intervals + "}");
        }
        sql.add(")");
    }

    private static String like(Wildcard wildcard) {
        return wildcard.text().replace("\\", "\\\\").replace("%", "\\%").replace('@', '%');
    }

    /** Returns the ranges that hold anything as intervals in the notation of PostgreSQL, which joins those that touch. */
    private String intervals() {
        return ranges.stream()
                .filter(range -> range.low().compareTo(range.high()) <= 0)
                .map(range -> "[" + range.low() + "," + range.high() + "]")
                .collect(Collectors.joining(","));
    }

    private static String number(String value) {
        String digits = "ltrim(" + value + ", '0')";
        return "CASE WHEN " + value + " !~ '^[0-9]+$' OR " + digits + " = '' THEN 0 WHEN length(" + digits + ") > "
                + MOST_DIGITS + " THEN 'Infinity'::numeric ELSE " + digits + "::numeric END";
    }
}
