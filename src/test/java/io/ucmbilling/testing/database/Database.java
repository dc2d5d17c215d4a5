package io.ucmbilling.testing.database;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;

/**
 * A real PostgreSQL for tests and the demo: one server per JVM, from Testcontainers where a Docker engine answers, else the
 * embedded one. Sessions of {@link #dataSource()} stand in a third time zone, neither the JVM's nor a site's.
 */
public final class Database implements AutoCloseable {
    /** The zone of the database sessions. */
    public static final String ZONE = "Asia/Kathmandu";

    private static final String TEMPLATE = "gateway_template";
    private static final AtomicInteger NAMES = new AtomicInteger();

    private final DatabaseServer server;
    private final String name;
    private final HikariDataSource dataSource;

    private Database(DatabaseServer server, String name) {
        this.server = server;
        this.name = name;
        this.dataSource = pool();
    }

    /** A new database on the JVM's server, migrated. */
    public static Database fresh() {
        DatabaseServer server = SharedServer.INSTANCE;
        String name = "gateway_" + NAMES.incrementAndGet();
        execute(server, "CREATE DATABASE " + name + " TEMPLATE " + TEMPLATE);
        return new Database(server, name);
    }

    /** A new database on the JVM's server, without any table. */
    public static Database empty() {
        return emptyOn(SharedServer.INSTANCE);
    }

    static Database emptyOn(DatabaseServer server) {
        String name = "gateway_" + NAMES.incrementAndGet();
        execute(server, "CREATE DATABASE " + name);
        return new Database(server, name);
    }

    /** A database on a server of its own, which can be stopped and started; not migrated. */
    public static Own own() {
        return new Own((DatabaseServer.Embedded) DatabaseServer.embedded());
    }

    /** A small pool; its sessions stand in {@link #ZONE}. */
    public DataSource dataSource() {
        return dataSource;
    }

    public String url() {
        return server.url(name);
    }

    public String username() {
        return server.username();
    }

    public String password() {
        return server.password();
    }

    /** What points a Spring Boot application at this database, with its sessions in {@link #ZONE}. */
    public Map<String, String> properties() {
        return Map.of(
                "spring.datasource.url", url(),
                "spring.datasource.username", username(),
                "spring.datasource.password", password(),
                "spring.datasource.hikari.connection-init-sql", "SET TIME ZONE '" + ZONE + "'");
    }

    /** Brings the schema up to the code's. */
    public Database migrated() {
        migrate(url(), server);
        return this;
    }

    /** Closes the pool; the database stays until the server goes. */
    @Override
    public void close() {
        dataSource.close();
    }

    private HikariDataSource pool() {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(url());
        config.setUsername(username());
        config.setPassword(password());
        config.setMaximumPoolSize(12);
        config.setMinimumIdle(0);
        config.setInitializationFailTimeout(-1);
        config.setConnectionTimeout(3_000);
        config.setConnectionInitSql("SET TIME ZONE '" + ZONE + "'");
        return new HikariDataSource(config);
    }

    private static void migrate(String url, DatabaseServer server) {
        Flyway.configure()
                .dataSource(url, server.username(), server.password())
                .locations("classpath:db/migration")
                .load()
                .migrate();
    }

    private static void execute(DatabaseServer server, String sql) {
        try (Connection connection =
                        DriverManager.getConnection(server.url("postgres"), server.username(), server.password());
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    /** A database whose server can go away and come back, with the same port and data. */
    public static final class Own implements AutoCloseable {
        private final DatabaseServer.Embedded server;
        private final Database database;

        private Own(DatabaseServer.Embedded server) {
            this.server = server;
            this.database = emptyOn(server);
        }

        public Database database() {
            return database;
        }

        /** Stops PostgreSQL; open connections break. */
        public void stop() {
            server.stop();
        }

        /** Starts it again. */
        public void start() {
            server.start();
        }

        /** Copies all files of the server, which is stopped, into a folder that is not there yet. */
        public void backUp(Path to) {
            server.backUp(to);
        }

        /** Replaces all files of the server, which is stopped, by those of a backup. */
        public void restore(Path from) {
            server.restore(from);
        }

        @Override
        public void close() {
            database.close();
            server.discard();
        }
    }

    /** The JVM's server, started with the first use, with the migrated template in it. */
    private static final class SharedServer {
        static final DatabaseServer INSTANCE = start();

        private static DatabaseServer start() {
            DatabaseServer server = DatabaseServer.container().orElseGet(DatabaseServer::embedded);
            execute(server, "CREATE DATABASE " + TEMPLATE);
            migrate(server.url(TEMPLATE), server);
            return server;
        }
    }
}
