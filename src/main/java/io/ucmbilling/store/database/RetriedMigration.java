package io.ucmbilling.store.database;

import java.sql.SQLException;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.output.MigrateResult;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.flyway.autoconfigure.FlywayMigrationStrategy;
import org.springframework.stereotype.Component;

/**
 * Bringing of the schema up to date, while replicas of the version before go on working with it.
 *
 * <ol>
 *   <li>One replica at a time migrates. The others wait for it (Flyway's advisory lock), then find nothing to do.
 *   <li>A migration that does not get a table within three seconds is rolled back ({@code beforeEachMigrate.sql}): whoever wants
 *       the table after it waits no longer than that, even if a transaction reads it for hours.
 *   <li>It is tried again {@value #PAUSE_SECONDS} seconds later. Each migration is a transaction of its own, so those before it stay.
 *   <li>After {@value #MOST} tries, about five minutes, the start fails.
 * </ol>
 *
 * <p>What a migration may change is told in {@code src/docs/rationale/migrations.md}.
 */
@Component
public final class RetriedMigration implements FlywayMigrationStrategy {
    private static final Logger LOG = LoggerFactory.getLogger(RetriedMigration.class);
    private static final int MOST = 60;
    private static final int PAUSE_SECONDS = 2;

    /** SQLSTATEs of a table that is in use: lock_not_available, deadlock_detected. */
    private static final Set<String> IN_USE = Set.of("55P03", "40P01");

    @Override
    public void migrate(Flyway flyway) {
        MigrateResult _ = of(flyway);
    }

    /**
     * Brings the schema up to date.
     *
     * @return what the last try did
     * @throws FlywayException if it did not come to its end
     */
    public static MigrateResult of(Flyway flyway) {
        int tries = 1;
        while (true) {
            Optional<MigrateResult> result = migrated(flyway, tries++);
            if (result.isPresent()) {
                return result.get();
            }
            pause();
        }
    }

    /** Returns empty if a table was in use, and it is to be tried again. */
    private static Optional<MigrateResult> migrated(Flyway flyway, int tries) {
        try {
            return Optional.of(flyway.migrate());
        } catch (FlywayException e) {
            String inUse = inUse(e);
            if (inUse == null || tries == MOST) {
                throw e;
            }
            LOG.warn(
                    "schema: a table is in use by a long transaction ({}), trying again in {} s", inUse, PAUSE_SECONDS);
            return Optional.empty();
        }
    }

    /** Returns what PostgreSQL said of a table in use; null: it is something else. */
    private static @Nullable String inUse(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql && IN_USE.contains(String.valueOf(sql.getSQLState()))) {
                return sql.getMessage();
            }
        }
        return null;
    }

    private static void pause() {
        try {
            TimeUnit.SECONDS.sleep(PAUSE_SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("the start was interrupted", e);
        }
    }
}
