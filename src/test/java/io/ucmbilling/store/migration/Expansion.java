package io.ucmbilling.store.migration;

import io.ucmbilling.store.migration.Catalogue.Column;
import io.ucmbilling.store.migration.Catalogue.Rule;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Comparison of the schema that the last release knows with the newest one. Code of that release reads and writes the newest schema
 * during an upgrade, so:
 *
 * <ol>
 *   <li>What it knows stays as it is: each column with its type and nullability, each constraint, unique index and trigger.
 *   <li>A new column of a table that it writes is nullable, or filled by the database.
 *   <li>A new constraint, unique index or trigger on such a table concerns new columns alone, so that it refuses none of its rows.
 *   <li>New tables are free.
 * </ol>
 */
record Expansion(Catalogue released, Catalogue newest) {

    /** Returns what breaks a rule. */
    List<String> breaches() {
        List<String> breaches = new ArrayList<>();
        released.columns().forEach((name, column) -> {
            Column now = newest.columns().get(name);
            if (now == null || !column.type().equals(now.type()) || column.notNull() != now.notNull()) {
                breaches.add("column: was " + column + ", is " + (now == null ? "gone" : now));
            } else if (column.filled() && !now.filled()) {
                breaches.add("column: was " + column + ", is no longer filled");
            }
        });
        newest.newColumns(released).stream()
                .filter(column -> column.notNull() && !column.filled())
                .forEach(column -> breaches.add("new column: " + column + ", expected one that may be left out"));
        addRules(breaches);
        return breaches;
    }

    private void addRules(List<String> breaches) {
        released.rules().forEach((name, rule) -> {
            Rule now = newest.rules().get(name);
            if (now == null || !rule.definition().equals(now.definition())) {
                breaches.add("rule: was " + rule + ", is " + (now == null ? "gone" : now));
            }
        });
        Map<String, Set<String>> added = newest.newColumns(released).stream()
                .collect(Collectors.groupingBy(Column::table, Collectors.mapping(Column::name, Collectors.toSet())));
        newest.rules().values().stream()
                .filter(rule -> released.tables().contains(rule.table()))
                .filter(rule -> !released.rules().containsKey(rule.table() + ": " + rule.name()))
                .filter(rule -> rule.columns().isEmpty()
                        || !added.getOrDefault(rule.table(), Set.of()).containsAll(rule.columns()))
                .forEach(rule -> breaches.add("new rule: " + rule + ", expected none on columns of the last release"));
    }
}
