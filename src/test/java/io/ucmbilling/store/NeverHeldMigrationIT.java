package io.ucmbilling.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.ucmbilling.testing.database.Database;
import java.time.LocalDate;
import java.util.List;
import org.flywaydb.core.Flyway;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Two lost days of a site whose UCM first showed a record of 10 March, as an older version noted them. */
class NeverHeldMigrationIT {
    private static final LocalDate BEFORE = LocalDate.of(2026, 3, 9);
    private static final LocalDate AFTER = LocalDate.of(2026, 3, 12);

    private final Database database = Database.empty();
    private final JdbcClient jdbc = JdbcClient.create(database.dataSource());

    @BeforeEach
    void lose() {
        migrateTo("28");
        jdbc.sql("INSERT INTO site (name, since, first_held) VALUES ('a', '2026-01-01', '2026-03-10')")
                .update();
        for (LocalDate day : List.of(BEFORE, AFTER)) {
            jdbc.sql("INSERT INTO ledger_day (site, day, lost) SELECT id, ?, true FROM site")
                    .param(day)
                    .update();
        }
    }

    @AfterEach
    void close() {
        database.close();
    }

    private void migrateTo(String version) {
        Flyway.configure()
                .dataSource(database.dataSource())
                .locations("classpath:db/migration")
                .target(version)
                .load()
                .migrate();
    }

    private List<@Nullable LocalDate> lost() {
        return jdbc.sql("SELECT day FROM ledger_day WHERE lost AND NOT never_held ORDER BY day")
                .query(LocalDate.class)
                .list();
    }

    @Test
    void takesDaysBeforeTheFirstRecordFromTheLostOnes() {
        migrateTo("29");
        assertThat(lost()).containsExactly(AFTER);
    }

    @Test
    void changesNothingWhereARecordInQuarantineMayBeEarlier() {
        jdbc.sql("INSERT INTO quarantine (site, digest, raw, reason) SELECT id, 'x', 'x', 'x' FROM site")
                .update();
        migrateTo("29");
        assertThat(lost()).containsExactly(BEFORE, AFTER);
    }
}
