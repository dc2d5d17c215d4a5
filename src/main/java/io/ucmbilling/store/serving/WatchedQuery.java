package io.ucmbilling.store.serving;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.QueryTimeoutException;

/** What the database does for one page; see {@link QueryWatch}. Its calls are made by one thread. */
final class WatchedQuery implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(WatchedQuery.class);
    private static final String QUERY_CANCELED = "57014";

    private final Connection connection;
    private final PGConnection server;
    private final Legs.ItemSink sink;
    private final long limit;
    private final Consumer<WatchedQuery> closing;

    private final ReentrantLock lock = new ReentrantLock();
    private boolean working;
    private long begun;
    private long spent;
    private @Nullable End end;
    private @Nullable CompletableFuture<Void> cancelling;

    /** Why the database was told to stop. */
    private enum End {
        TIME_OVER,
        NOBODY_WAITS
    }

    /** A call of the database. */
    @FunctionalInterface
    interface Call<T> {
        T make() throws SQLException;
    }

    /** @param closing is told when this is closed */
    WatchedQuery(Connection connection, Legs.ItemSink sink, Consumer<WatchedQuery> closing) throws SQLException {
        this.connection = connection;
        this.server = connection.unwrap(PGConnection.class);
        this.sink = sink;
        this.limit = sink.timeLimit().toNanos();
        this.closing = closing;
    }

    Connection connection() {
        return connection;
    }

    /**
     * Makes a call of the database; its time counts.
     *
     * @throws QueryTimeoutException if the page's time is over
     * @throws SinkException if nobody waits for the page any more
     */
    <T> T run(Call<T> call) throws SQLException {
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

    private void begin() {
        lock.lock();
        try {
            if (end != null || spent > limit) {
                throw stopped(null);
            }
            working = true;
            begun = System.nanoTime();
        } finally {
            lock.unlock();
        }
    }

    /** A cancel under way is waited for: it must not come to what is asked next on this connection. */
    private void pause() {
        CompletableFuture<Void> underWay;
        lock.lock();
        try {
            working = false;
            spent += System.nanoTime() - begun;
            underWay = cancelling;
        } finally {
            lock.unlock();
        }
        if (underWay != null) {
            underWay.join();
        }
    }

    /** Stops the call under way if its time is over or nobody waits for it. Called by another thread; never waits. */
    void look() {
        if (!lock.tryLock()) {
            return; // A call just begins or ends.
        }
        try {
            if (!working || end != null) {
                return;
            }
            if (spent + System.nanoTime() - begun > limit) {
                stop(End.TIME_OVER);
            } else if (!sink.isOpen()) {
                stop(End.NOBODY_WAITS);
            }
        } finally {
            lock.unlock();
        }
    }

    private void stop(End reason) {
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

    private RuntimeException stopped(@Nullable SQLException cause) {
        lock.lock();
        try {
            return end == End.NOBODY_WAITS
                    ? new SinkException(new ClosedSinkException(cause))
                    : new QueryTimeoutException(
                            "the database worked longer than " + Duration.ofNanos(limit) + " for a page", cause);
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close() {
        closing.accept(this);
    }
}
