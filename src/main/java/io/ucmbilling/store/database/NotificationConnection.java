package io.ucmbilling.store.database;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Properties;
import javax.sql.DataSource;
import org.postgresql.PGConnection;

/**
 * Connection on which PostgreSQL tells of notifications. It is none of the pool's, as it is kept as long as somebody listens. For one
 * thread at a time.
 */
public final class NotificationConnection implements AutoCloseable {
    /** A server that does not answer within so many seconds is gone. */
    private static final String LONGEST_ANSWER = "5";

    private final Connection connection;

    private NotificationConnection(Connection connection) {
        this.connection = connection;
    }

    /**
     * Opens one to the database of a pool.
     *
     * @param channel a plain name in lower case
     */
    public static NotificationConnection open(DataSource pool, String channel) throws SQLException {
        HikariDataSource settings = pool.unwrap(HikariDataSource.class);
        Properties properties = new Properties();
        properties.putAll(settings.getDataSourceProperties());
        properties.setProperty("user", settings.getUsername());
        properties.setProperty("password", settings.getPassword());
        properties.setProperty("connectTimeout", LONGEST_ANSWER);
        properties.setProperty("loginTimeout", LONGEST_ANSWER);
        properties.setProperty("socketTimeout", LONGEST_ANSWER);
        Connection connection = DriverManager.getConnection(settings.getJdbcUrl(), properties);
        try (Statement statement = connection.createStatement()) {
            statement.execute("LISTEN " + channel);
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
        return new NotificationConnection(connection);
    }

    /** Returns the number in the only row and column that a query gives. */
    public long number(String query) throws SQLException {
        try (Statement statement = connection.createStatement();
                var row = statement.executeQuery(query)) {
            row.next();
            return row.getLong(1);
        }
    }

    /** Waits for a notification, no longer than that. */
    public void await(Duration longest) throws SQLException {
        connection.unwrap(PGConnection.class).getNotifications(Math.max(1, Math.toIntExact(longest.toMillis())));
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
