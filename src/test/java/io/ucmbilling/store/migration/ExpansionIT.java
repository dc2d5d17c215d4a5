package io.ucmbilling.store.migration;

import static org.assertj.core.api.Assertions.assertThat;

import io.ucmbilling.testing.Documents;
import io.ucmbilling.testing.database.Database;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.apache.commons.codec.digest.DigestUtils;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Migrations that are newer than the last release leave its code working. With a release, the file of released migrations gets those that
 * it brings, and they are never edited from then on (src/docs/rationale/migrations.md).
 */
class ExpansionIT {
    private static final Path RELEASED = Path.of("src/test/resources/released-migrations.txt");
    private static final Path MIGRATIONS = Path.of("db/migration");

    private static Database database;
    private static JdbcClient jdbc;
    private static Catalogue released;

    @BeforeAll
    static void migrate() {
        database = Database.empty();
        jdbc = JdbcClient.create(database.dataSource());
        Flyway.configure()
                .dataSource(database.dataSource())
                .locations("classpath:db/migration")
                .target(lastReleased())
                .load()
                .migrate();
        released = Catalogue.of(jdbc);
        database.migrated();
    }

    @AfterAll
    static void close() {
        database.close();
    }

    /** Returns the digests of the released migrations by their files, in the order of their versions. */
    private static Map<String, String> digests() {
        Map<String, String> digests = new TreeMap<>();
        Documents.text(RELEASED).lines().map(line -> line.split("  ")).forEach(line -> digests.put(line[1], line[0]));
        return digests;
    }

    private static String lastReleased() {
        return String.valueOf(digests().keySet().stream()
                .mapToInt(file -> Integer.parseInt(file.substring(1, file.indexOf("__"))))
                .max()
                .orElseThrow());
    }

    @Test
    void noReleasedMigrationWasEdited() throws IOException {
        Map<String, String> now = new TreeMap<>();
        for (String file : digests().keySet()) {
            now.put(file, new DigestUtils("SHA-256").digestAsHex(MIGRATIONS.resolve(file)));
        }
        assertThat(now).isEqualTo(digests());
    }

    @Test
    void theNewestSchemaIsOneForTheLastReleaseToo() {
        assertThat(released.columns()).hasSizeGreaterThan(150).containsKey("site.fence");
        assertThat(released.rules()).containsKeys("shedlock: shedlock_pkey", "audit: audit_stays");
        assertThat(new Expansion(released, Catalogue.of(jdbc)).breaches()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "ALTER TABLE site DROP COLUMN read_until | column: was site.read_until",
                "ALTER TABLE site RENAME COLUMN read_until TO cursor_at | column: was site.read_until",
                "ALTER TABLE site ALTER COLUMN failures TYPE bigint | column: was site.failures integer",
                "ALTER TABLE site ALTER COLUMN failures DROP DEFAULT | is no longer filled",
                "ALTER TABLE site ALTER COLUMN failures DROP NOT NULL | column: was site.failures integer NOT NULL",
                "ALTER TABLE site ADD COLUMN owner text NOT NULL | new column: site.owner text NOT NULL",
                "ALTER TABLE site ADD CHECK (failures < 10) | new rule: site: site_failures_check",
                "ALTER TABLE site DROP CONSTRAINT site_name_key | rule: was site: site_name_key",
                "CREATE UNIQUE INDEX one_start ON site (since) | new rule: site: one_start",
                "DROP TABLE departed | column: was departed"
            })
    void namesABreach(String migration, String breach) {
        assertThat(breachesAfter(migration)).anyMatch(told -> told.contains(breach));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "ALTER TABLE site ADD COLUMN owner text",
                "ALTER TABLE site ADD COLUMN owner text NOT NULL DEFAULT 'x' CHECK (owner <> '')",
                "CREATE TABLE owner (name text PRIMARY KEY)",
                "CREATE INDEX site_of_since ON site (since)"
            })
    void allowsAnExpansion(String migration) {
        assertThat(breachesAfter(migration)).isEmpty();
    }

    private static List<String> breachesAfter(String migration) {
        return Objects.requireNonNull(new TransactionTemplate(new DataSourceTransactionManager(database.dataSource()))
                .execute(status -> {
                    jdbc.sql(migration).update();
                    status.setRollbackOnly();
                    return new Expansion(released, Catalogue.of(jdbc)).breaches();
                }));
    }
}
