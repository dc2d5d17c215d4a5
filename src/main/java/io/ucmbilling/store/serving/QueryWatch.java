package io.ucmbilling.store.serving;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * A watch that ends what the database does for a page when the page's time is over or nobody waits for it any more.
 *
 * <ol>
 *   <li>Each call of the database for a page is made through its {@link WatchedQuery}. Only the time of these calls counts, in
 *       sum, not that of a sink that takes its items slowly.
 *   <li>Four times a second each call under way is looked at: is the time over, is the client gone?
 *   <li>If so, PostgreSQL is told to cancel it. The call fails, and with it the page; the connection goes on being used.
 *   <li>Every single statement has the whole limit as its {@code statement_timeout} as well, so that nothing runs on
 *       in PostgreSQL if this process has died.
 * </ol>
 */
@Component
public final class QueryWatch implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(QueryWatch.class);
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(250);

    private final Set<WatchedQuery> queries = ConcurrentHashMap.newKeySet();
    private final ScheduledExecutorService looks = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("query-watch").daemon().factory());

    QueryWatch() {
        long millis = BETWEEN_LOOKS.toMillis();
        var unused = looks.scheduleWithFixedDelay(this::look, millis, millis, TimeUnit.MILLISECONDS);
    }

    /** Watches over the calls that are made for that client in a transaction, until closed. */
    public WatchedQuery over(Connection connection, QueryClient client) throws SQLException {
        WatchedQuery query = new WatchedQuery(connection, client, queries::remove);
        queries.add(query);
        return query;
    }

    /** Returns the statement that tells a transaction that limit of each single statement. */
    public static String limit(Duration limit) {
        return "SET LOCAL statement_timeout = " + Math.clamp(limit.toMillis(), 1, Integer.MAX_VALUE);
    }

    private void look() {
        for (WatchedQuery query : queries) {
            try {
                query.look();
            } catch (RuntimeException e) {
                log.error("a query could not be looked at", e);
            }
        }
    }

    @Override
    public void close() {
        looks.shutdownNow();
    }
}
