package io.ucmbilling.store.serving;

import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.QueryTimeoutException;

/** Work of the database for one page, see {@link QueryWatch}. One thread makes its calls. */
public final class WatchedQuery implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(WatchedQuery.class);
    private static final String QUERY_CANCELED = "57014";

    private final Connection connection;
    private final PGConnection server;
    private final QueryClient client;
    private final long limit;
    private final Consumer<WatchedQuery> closing;

    private boolean working;
    private long begun;
    private long spent;
    private @Nullable StopReason end;
    private @Nullable CompletableFuture<Void> cancelling;

    /** Reason why the database was told to stop. */
    private enum StopReason {
        TIME_OVER,
        NOBODY_WAITS
    }

    /** A call of the database. */
    @FunctionalInterface
    public interface DatabaseCall<T> {
        T make() throws SQLException;
    }

    /** @param closing is told when this is closed */
    WatchedQuery(Connection connection, QueryClient client, Consumer<WatchedQuery> closing) throws SQLException {
        this.connection = connection;
        this.server = connection.unwrap(PGConnection.class);
        this.client = client;
        this.limit = client.timeLimit().toNanos();
        this.closing = closing;
    }

    public Connection connection() {
        return connection;
    }

    /**
     * Makes a call of the database. Its time counts.
     *
     * @throws QueryTimeoutException if the page's time is over
     * @throws UncheckedIOException if nobody waits for the page any more
     */
    public <T> T run(DatabaseCall<T> call) throws SQLException {
        begin();
        try {
            return call.make();
        } catch (SQLException e) {
            if (QUERY_CANCELED.equals(e.getSQLState())) {
                throw stopped(e);
            }
            throw e;
        } finally {
            pause();
        }
    }

    private synchronized void begin() {
        if (end != null || spent > limit) {
            throw stopped(null);
        }
        working = true;
        begun = System.nanoTime();
    }

    /** Waits for a cancel under way: it must not come to what is asked next on this connection. */
    private void pause() {
        CompletableFuture<Void> underWay = ended();
        if (underWay != null) {
            underWay.join();
        }
    }

    private synchronized @Nullable CompletableFuture<Void> ended() {
        working = false;
        spent += System.nanoTime() - begun;
        return cancelling;
    }

    /** Stops the call under way if its time is over or nobody waits for it. Called by another thread. */
    synchronized void look() {
        if (!working || end != null) {
            return;
        }
        if (spent + System.nanoTime() - begun > limit) {
            stop(StopReason.TIME_OVER);
        } else if (!client.isWaiting()) {
            stop(StopReason.NOBODY_WAITS);
        }
    }

    private void stop(StopReason reason) {
        end = reason;
        cancelling = CompletableFuture.runAsync(this::cancel, Thread::startVirtualThread);
    }

    private void cancel() {
        try {
            server.cancelQuery();
        } catch (SQLException e) {
            log.warn("a query could not be cancelled, its statement_timeout will end it: {}", e.getMessage());
        }
    }

    private synchronized RuntimeException stopped(@Nullable SQLException cause) {
        return end == StopReason.NOBODY_WAITS
                ? new UncheckedIOException(new ClosedSinkException(cause))
                : new QueryTimeoutException(
                        "the database worked longer than " + Duration.ofNanos(limit) + " for a page", cause);
    }

    @Override
    public void close() {
        closing.accept(this);
    }
}
