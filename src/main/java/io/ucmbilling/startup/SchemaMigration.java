package io.ucmbilling.startup;

import io.ucmbilling.store.database.RetriedMigration;
import io.ucmbilling.store.database.Schema;
import java.util.stream.Stream;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.output.MigrateResult;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.flyway.autoconfigure.FlywayAutoConfiguration;
import org.springframework.boot.flyway.autoconfigure.FlywayMigrationStrategy;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;

/**
 * Migration of the schema as a run of its own. Nothing polls, listens or reads the fleet, so it needs the settings of the
 * database only. Several at one time wait for each other.
 */
public final class SchemaMigration {
    /** The argument that asks for it. */
    public static final String ARGUMENT = "--migrate-only";

    private static final String ENABLED = "--spring.flyway.enabled=";
    /** A statement of a migration may take longer than any other of the gateway, so its silence is no fault. */
    private static final String PATIENT = "--spring.datasource.hikari.data-source-properties.socketTimeout=0";

    private SchemaMigration() {}

    /**
     * Brings the schema up to date, also if {@code spring.flyway.enabled} is false, and prints what it did. A schema that
     * is newer than the code is left as it is.
     *
     * @throws RuntimeException if it did not come to its end. The reason was logged as that of a failed start, and a
     *     process whose main thread ends by it has an exit code that is not zero
     */
    public static void run(String... arguments) {
        Stream<String> others = Stream.of(arguments).filter(argument -> !argument.startsWith(ENABLED));
        String[] all =
                Stream.concat(others, Stream.of(ENABLED + "true", PATIENT)).toArray(String[]::new);
        new SpringApplicationBuilder(Settings.class)
                .web(WebApplicationType.NONE)
                .run(all)
                .close();
    }

    /** What is started: the database and Flyway, then the check that the schema is the code's. */
    @ImportAutoConfiguration({DataSourceAutoConfiguration.class, FlywayAutoConfiguration.class})
    @Import({Schema.class, SchemaCheck.class})
    static class Settings {

        @Bean
        FlywayMigrationStrategy migration() {
            return SchemaMigration::migrate;
        }
    }

    private static void migrate(Flyway flyway) {
        MigrateResult result = RetriedMigration.of(flyway);
        result.migrations.forEach(
                done -> System.out.println(done.version + " " + done.description + ", " + done.executionTime + " ms"));
        System.out.println(
                "schema: found version " + (result.initialSchemaVersion == null ? "none" : result.initialSchemaVersion)
                        + ", " + result.migrationsExecuted + " migrations, now version "
                        + flyway.info().current().getVersion());
    }
}
