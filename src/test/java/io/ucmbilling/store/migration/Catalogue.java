package io.ucmbilling.store.migration;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Schema of a database as PostgreSQL's catalogue has it.
 *
 * @param columns by table and name
 * @param rules constraints, unique indexes and triggers, by table and name
 */
record Catalogue(Map<String, Column> columns, Map<String, Rule> rules) {
    private static final String COLUMNS = """
        SELECT class.relname AS in_table, attname, format_type(atttypid, atttypmod) AS type, attnotnull,
               attidentity <> '' OR attgenerated <> '' OR atthasdef AS is_filled
        FROM pg_attribute JOIN pg_class class ON class.oid = attrelid
        WHERE class.relnamespace = 'public'::regnamespace AND class.relkind IN ('r', 'p', 'v') AND NOT class.relispartition
          AND class.relname <> 'flyway_schema_history' AND attnum > 0 AND NOT attisdropped
        """;
    private static final String RULES = """
        SELECT relname AS in_table, conname AS name, pg_get_constraintdef(c.oid) AS definition,
               ARRAY(SELECT attname::text FROM pg_attribute WHERE attrelid = conrelid AND attnum = ANY (conkey)) AS columns
        FROM pg_constraint c JOIN pg_class class ON class.oid = conrelid
        WHERE relnamespace = 'public'::regnamespace AND NOT relispartition AND contype <> 'n'
        UNION ALL
        SELECT class.relname, index.relname, pg_get_indexdef(indexrelid),
               ARRAY(SELECT attname::text FROM pg_attribute WHERE attrelid = indrelid AND attnum = ANY (indkey))
        FROM pg_index JOIN pg_class class ON class.oid = indrelid JOIN pg_class index ON index.oid = indexrelid
        WHERE class.relnamespace = 'public'::regnamespace AND indisunique AND NOT class.relispartition
        UNION ALL
        SELECT relname, tgname, pg_get_triggerdef(t.oid), ARRAY[]::text[]
        FROM pg_trigger t JOIN pg_class class ON class.oid = tgrelid
        WHERE relnamespace = 'public'::regnamespace AND NOT tgisinternal AND NOT relispartition
        """;

    /** @param filled whether a row that does not name the column has a value all the same */
    record Column(String table, String name, String type, boolean notNull, boolean filled) {
        @Override
        public String toString() {
            return table + "." + name + " " + type + (notNull ? " NOT NULL" : "") + (filled ? ", filled" : "");
        }
    }

    record Rule(String table, String name, String definition, Set<String> columns) {
        @Override
        public String toString() {
            return table + ": " + name + " " + definition;
        }
    }

    static Catalogue of(JdbcClient jdbc) {
        Map<String, Column> columns = new TreeMap<>();
        jdbc.sql(COLUMNS)
                .query((row, number) -> new Column(
                        row.getString("in_table"),
                        row.getString("attname"),
                        row.getString("type"),
                        row.getBoolean("attnotnull"),
                        row.getBoolean("is_filled")))
                .list()
                .forEach(column -> columns.put(column.table() + "." + column.name(), column));
        Map<String, Rule> rules = new TreeMap<>();
        jdbc.sql(RULES)
                .query((row, number) -> new Rule(
                        row.getString("in_table"), row.getString("name"), row.getString("definition"), Set.of((String[])
                                row.getArray("columns").getArray())))
                .list()
                .forEach(rule -> rules.put(rule.table() + ": " + rule.name(), rule));
        return new Catalogue(columns, rules);
    }

    Set<String> tables() {
        Set<String> tables = new HashSet<>();
        columns.values().forEach(column -> tables.add(column.table()));
        return tables;
    }

    /** Returns the columns of a table that it has and the earlier catalogue has not. */
    List<Column> newColumns(Catalogue earlier) {
        return columns.entrySet().stream()
                .filter(column -> !earlier.columns().containsKey(column.getKey()))
                .map(Map.Entry::getValue)
                .filter(column -> earlier.tables().contains(column.table()))
                .toList();
    }
}
