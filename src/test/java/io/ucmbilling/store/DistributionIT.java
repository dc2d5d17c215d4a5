package io.ucmbilling.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.ucmbilling.testing.Documents;
import io.ucmbilling.testing.database.Database;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The step beyond one database: what {@code src/docs/scale.md} says of each table is what the catalogue says. A distributed table has
 * its site in every unique key and in every foreign key but those to {@code site}, and is joined by the site, unless the document names
 * the exception.
 */
class DistributionIT {
    private static final Pattern ROW = Pattern.compile("(?m)^\\| `(\\w+)` \\| (by site|everywhere|once) \\| (.*?) \\|");
    private static final Pattern KEY = Pattern.compile("`\\(([^)]*)\\)`");
    private static final String DISTRIBUTED = "by site";

    private static final String TABLES = """
        SELECT relname FROM pg_class
        WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p') AND NOT relispartition
            AND relname <> 'flyway_schema_history'
        """;

    private static final String KEYS_WITHOUT_SITE = """
        SELECT c.relname, string_agg(a.attname, ', ' ORDER BY k.place) AS columns
        FROM pg_index AS i JOIN pg_class AS c ON c.oid = i.indrelid
            CROSS JOIN LATERAL unnest(i.indkey::int2[]) WITH ORDINALITY AS k (number, place)
            JOIN pg_attribute AS a ON a.attrelid = c.oid AND a.attnum = k.number
        WHERE i.indisunique AND c.relnamespace = 'public'::regnamespace AND NOT c.relispartition
        GROUP BY c.relname, i.indexrelid
        HAVING NOT bool_or(a.attname = 'site' AND a.atttypid = 'int2'::regtype)
        """;

    private static final String FOREIGN_KEYS = """
        SELECT source.relname AS source, target.relname AS target,
            bool_or(a.attname = 'site') AND bool_or(b.attname = 'site') AS by_site
        FROM pg_constraint AS c JOIN pg_class AS source ON source.oid = c.conrelid
            JOIN pg_class AS target ON target.oid = c.confrelid
            CROSS JOIN LATERAL unnest(c.conkey, c.confkey) AS k (ours, theirs)
            JOIN pg_attribute AS a ON a.attrelid = c.conrelid AND a.attnum = k.ours
            JOIN pg_attribute AS b ON b.attrelid = c.confrelid AND b.attnum = k.theirs
        WHERE c.contype = 'f' AND NOT source.relispartition
        GROUP BY c.oid, source.relname, target.relname
        """;

    private static Database database;
    private static JdbcClient sql;

    /** One row of the document: how a table is kept, and its unique keys that do not hold the site. */
    private record Distribution(String kept, List<String> keysWithoutSite) {}

    private record ForeignKey(String source, String target, boolean bySite) {}

    @BeforeAll
    static void migrate() {
        database = Database.fresh();
        sql = JdbcClient.create(database.dataSource());
    }

    @AfterAll
    static void close() {
        database.close();
    }

    @Test
    void isToldOfEveryTable() {
        assertThat(documented().keySet())
                .containsExactlyInAnyOrderElementsOf(
                        sql.sql(TABLES).query(String.class).list());
    }

    @Test
    void isBySiteWhereThereIsOne() {
        documented()
                .forEach((table, distribution) -> assertThat(distribution.kept().equals(DISTRIBUTED) && !hasSite(table))
                        .as(table + " is kept by site and has none")
                        .isFalse());
    }

    @Test
    void namesEveryUniqueKeyOfADistributedTableWithoutTheSite() {
        Map<String, List<String>> found = new TreeMap<>();
        sql.sql(KEYS_WITHOUT_SITE)
                .query((row, _) -> Map.entry(row.getString("relname"), row.getString("columns")))
                .list()
                .forEach(key -> found.merge(
                        key.getKey(),
                        List.of(key.getValue()),
                        (some, more) -> Stream.concat(some.stream(), more.stream())
                                .sorted()
                                .toList()));
        assertThat(documented()).allSatisfy((table, distribution) -> {
            if (distribution.kept().equals(DISTRIBUTED)) {
                assertThat(distribution.keysWithoutSite())
                        .as(table)
                        .containsExactlyInAnyOrderElementsOf(found.getOrDefault(table, List.of()));
            }
        });
    }

    @Test
    void letsForeignKeysOfADistributedTableLeadToWhatIsThereTooOnly() {
        Map<String, Distribution> documented = documented();
        assertThat(sql.sql(FOREIGN_KEYS)
                        .query((row, _) -> new ForeignKey(
                                row.getString("source"), row.getString("target"), row.getBoolean("by_site")))
                        .list())
                .isNotEmpty()
                .allSatisfy(key -> {
                    String source = kept(documented, key.source());
                    String target = kept(documented, key.target());
                    assertThat(target.equals("everywhere")
                                    || (source.equals("once") && target.equals("once"))
                                    || (source.equals(DISTRIBUTED) && target.equals(DISTRIBUTED) && key.bySite()))
                            .as(key.toString())
                            .isTrue();
                });
    }

    /** In the rooms that store, follow and serve. */
    @Test
    void joinsDistributedTablesByTheirSite() {
        String tables = String.join(
                "|",
                documented().entrySet().stream()
                        .filter(entry -> entry.getValue().kept().equals(DISTRIBUTED))
                        .map(Map.Entry::getKey)
                        .toList());
        Pattern join = Pattern.compile("JOIN (?:" + tables + ")\\b");
        List<String> rooms = List.of(
                "store/intake",
                "store/serving",
                "store/census",
                "calls/source",
                "calls/table",
                "calls/sums",
                "calls/usage",
                "calls/leg",
                "calls/view");
        List<String> joined = rooms.stream()
                .flatMap(room -> Documents.below(Path.of("src/main/java/io/ucmbilling", room), ".java"))
                .map(Documents::text)
                .flatMap(text -> join.matcher(text)
                        .results()
                        .map(found -> text.substring(found.start(), Math.min(text.length(), found.start() + 200))))
                .toList();
        assertThat(joined)
                .isNotEmpty()
                .allSatisfy(statement -> assertThat(statement).containsPattern("\\bsite = "));
    }

    private static String kept(Map<String, Distribution> documented, String table) {
        return Objects.requireNonNull(documented.get(table), table).kept();
    }

    private static boolean hasSite(String table) {
        return sql.sql("SELECT EXISTS (SELECT FROM pg_attribute WHERE attrelid = :table::regclass AND attname = 'site'"
                        + " AND atttypid = 'int2'::regtype)")
                .param("table", table)
                .query(Boolean.class)
                .single();
    }

    private static Map<String, Distribution> documented() {
        Map<String, Distribution> rows = new TreeMap<>();
        ROW.matcher(Documents.text(Path.of("src/docs/scale.md")))
                .results()
                .forEach(row ->
                        rows.put(row.group(1), new Distribution(row.group(2), Documents.found(KEY, row.group(3)))));
        return rows;
    }
}
