package io.ucmbilling.store.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ucmbilling.testing.database.Database;
import java.sql.Connection;
import java.sql.Statement;
import java.util.concurrent.CompletableFuture;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A migration that changes a table which a long transaction reads. */
class RetriedMigrationIT {
    private static final String BEFORE = "55";
    private static final String ALTERS_SITE = "56";
    private static final String WAITING =
            "SELECT count(*) FROM pg_locks WHERE relation = 'site'::regclass AND NOT granted AND mode ="
                    + " 'AccessExclusiveLock'";

    private final Database database = Database.empty();
    private final JdbcClient jdbc = JdbcClient.create(database.dataSource());

    @AfterEach
    void close() {
        database.close();
    }

    private Flyway flyway(String target) {
        FluentConfiguration configuration = Flyway.configure();
        return configuration
                .dataSource(database.dataSource())
                .locations("classpath:db/migration")
                .target(target)
                .load();
    }

    private int waiting() {
        return jdbc.sql(WAITING).query(Integer.class).single();
    }

    private String version() {
        return String.valueOf(flyway(ALTERS_SITE).info().current().getVersion());
    }

    @Test
    void letsOthersInBetweenItsTriesAndIsDoneOnceTheReaderIs() throws Exception {
        flyway(BEFORE).migrate();
        try (Connection reader = database.dataSource().getConnection()) {
            reader.setAutoCommit(false);
            try (Statement statement = reader.createStatement()) {
                statement.execute("SELECT FROM site");
            }
            CompletableFuture<Void> migration =
                    CompletableFuture.runAsync(() -> new RetriedMigration().migrate(flyway(ALTERS_SITE)));
            await().until(() -> waiting() == 1);
            // Behind the migration it would wait until the reader ends, which never comes.
            assertThat(jdbc.sql("SELECT count(*) FROM site")
                            .query(Integer.class)
                            .single())
                    .isZero();
            assertThat(waiting()).isZero();
            assertThat(migration).isNotDone();
            assertThat(version()).isEqualTo(BEFORE);
            reader.rollback();
            migration.join();
        }
        assertThat(version()).isEqualTo(ALTERS_SITE);
    }

    @Test
    void leavesNoLimitOfWaitingBehind() {
        new RetriedMigration().migrate(flyway("latest"));
        assertThat(jdbc.sql("SHOW lock_timeout").query(String.class).single()).isEqualTo("0");
    }
}
