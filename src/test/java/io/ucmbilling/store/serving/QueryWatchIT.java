package io.ucmbilling.store.serving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ucmbilling.testing.database.Database;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.dao.QueryTimeoutException;

/** How what the database does for a page is ended. */
class QueryWatchIT {
    private final Database database = Database.fresh();
    private final QueryWatch watch = new QueryWatch();
    private Connection connection;

    @BeforeEach
    void open() throws SQLException {
        connection = database.dataSource().getConnection();
        connection.setAutoCommit(false);
    }

    @AfterEach
    void close() throws SQLException {
        watch.close();
        connection.close();
        database.close();
    }

    @Test
    void countsTheTimeOfAllCallsTogether() throws SQLException {
        try (WatchedQuery query = watch.over(connection, client(Duration.ofSeconds(3), true))) {
            sleep(query, 2);

            assertThatThrownBy(() -> sleep(query, 600)).isInstanceOf(QueryTimeoutException.class);
            assertThatThrownBy(() -> sleep(query, 0)).isInstanceOf(QueryTimeoutException.class);
        }
    }

    /** As a client's that takes its items slowly. */
    @Test
    void countsNoTimeBetweenTheCalls() throws SQLException {
        try (WatchedQuery query = watch.over(connection, client(Duration.ofSeconds(1), true))) {
            sleep(query, 0);
            sleep(2);

            assertThat(sleep(query, 0)).isTrue();
        }
    }

    @Test
    void endsWhatNobodyWaitsFor() throws SQLException {
        try (WatchedQuery query = watch.over(connection, client(Legs.NO_LIMIT, false))) {
            assertThatThrownBy(() -> sleep(query, 600)).hasCauseInstanceOf(ClosedSinkException.class);
        }
    }

    @Test
    void endsEachStatementInPostgresqlItself() throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(QueryWatch.limit(Duration.ofMillis(100)));
        }
        try (WatchedQuery query = watch.over(connection, client(Legs.NO_LIMIT, true))) {
            assertThatThrownBy(() -> sleep(query, 600)).isInstanceOf(QueryTimeoutException.class);
        }
    }

    @Test
    void endsNothingOfWhatTheConnectionIsUsedForNext() throws SQLException {
        for (int i = 0; i < 5; i++) {
            try (WatchedQuery query = watch.over(connection, client(Legs.NO_LIMIT, false))) {
                assertThatThrownBy(() -> sleep(query, 600)).isInstanceOf(UncheckedIOException.class);
            }
            connection.rollback();
            assertThat(sleep(0.2)).isTrue();
        }
    }

    private boolean sleep(WatchedQuery query, double seconds) throws SQLException {
        return query.run(() -> sleep(seconds));
    }

    private boolean sleep(double seconds) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT pg_sleep(" + seconds + ")")) {
            return row.next();
        }
    }

    private static QueryClient client(Duration limit, boolean waiting) {
        return new QueryClient(limit, () -> waiting);
    }
}
