package io.ucmbilling.calls.view;

import io.ucmbilling.calls.table.CallTransactions;
import io.ucmbilling.store.database.NotificationConnection;
import io.ucmbilling.store.database.Transactions;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * The end of the feed, as it moves. For one thread at a time.
 *
 * <ol>
 *   <li>The transaction that moves it notifies. One connection, none of the pool's, waits for that, so the end is known at once.
 *   <li>After each wait it is looked at, on the same connection, so that one that is dead is found out.
 *   <li>Without that connection it is looked at over the pool, after the wait. Each time another one is tried for.
 * </ol>
 */
@Component
public final class FeedEnd {
    private static final Logger LOG = LoggerFactory.getLogger(FeedEnd.class);
    private static final String PLACE = "SELECT place FROM call_follower";

    private final Transactions transactions;
    private final DataSource pool;
    private @Nullable NotificationConnection connection;
    private boolean failing;

    FeedEnd(Transactions transactions, DataSource pool) {
        this.transactions = transactions;
        this.pool = pool;
    }

    /**
     * Returns the last place that was given out, as soon as it is not the one seen.
     *
     * @param longest after that it is returned in any case
     * @throws org.springframework.dao.DataAccessException if the database does not answer, after that time
     */
    public long await(long seen, Duration longest) {
        try {
            NotificationConnection listening = listening();
            long place = listening.number(PLACE);
            if (place == seen) {
                listening.await(longest);
                place = listening.number(PLACE);
            }
            failing = false;
            return place;
        } catch (SQLException e) {
            if (!failing) {
                LOG.warn("feed: no notifications, so its end is looked at from time to time: {}", e.getMessage());
            }
            failing = true;
            release();
            LockSupport.parkNanos(longest.toNanos());
            return transactions.client().sql(PLACE).query(Long.class).single();
        }
    }

    private NotificationConnection listening() throws SQLException {
        NotificationConnection open = connection;
        if (open == null) {
            open = NotificationConnection.open(pool, CallTransactions.CHANNEL);
            connection = open;
        }
        return open;
    }

    /** Gives the connection back, as long as nobody waits. */
    public void release() {
        NotificationConnection open = connection;
        connection = null;
        if (open != null) {
            try {
                open.close();
            } catch (SQLException e) {
                LOG.debug("feed: the connection did not close, it is broken", e);
            }
        }
    }
}
