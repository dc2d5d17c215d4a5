package io.ucmbilling.store.database;

import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationInfoService;
import org.flywaydb.core.api.MigrationState;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The database's schema, to be compared with the migrations that this code comes with. */
@Component
public final class Schema {
    private static final int OLDEST_SERVER = 150_000;

    private final DataSource dataSource;

    public Schema(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    /** Returns what was found and what was expected; empty if the schema is the code's. */
    public Optional<String> mismatch() {
        JdbcClient client = JdbcClient.create(dataSource);
        int server = client.sql("SELECT current_setting('server_version_num')::integer")
                .query(Integer.class)
                .single();
        if (server < OLDEST_SERVER) {
            return Optional.of("PostgreSQL: found version " + server / 10_000 + ", expected 15 or later");
        }
        MigrationInfoService info = Flyway.configure()
                .dataSource(dataSource)
                .locations("classpath:db/migration")
                .load()
                .info();
        // A newer schema than the code's is no mismatch: while replicas are replaced one by one, the older ones go on.
        String different = Stream.of(info.all())
                .filter(migration -> migration.getState() != MigrationState.FUTURE_SUCCESS)
                .filter(migration -> !migration.getState().isApplied()
                        || migration.getState().isFailed()
                        || !migration.getState().isResolved())
                .map(migration ->
                        version(migration) + " " + migration.getState().getDisplayName())
                .collect(Collectors.joining(", "));
        return different.isEmpty()
                ? Optional.empty()
                : Optional.of("database schema: found version "
                        + Optional.ofNullable(info.current())
                                .map(Schema::version)
                                .orElse("none") + " (" + different + "), expected version " + newest(info));
    }

    private static String newest(MigrationInfoService info) {
        return Stream.of(info.all())
                .filter(migration -> migration.getState().isResolved())
                .reduce((former, latter) -> latter)
                .map(Schema::version)
                .orElse("none");
    }

    private static String version(MigrationInfo migration) {
        return migration.getVersion() == null
                ? migration.getDescription()
                : migration.getVersion().getVersion();
    }
}
