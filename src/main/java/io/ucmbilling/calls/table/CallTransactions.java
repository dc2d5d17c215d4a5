package io.ucmbilling.calls.table;

import io.ucmbilling.calls.source.CallKey;
import io.ucmbilling.calls.table.CallBatch.TooManyLegsException;
import io.ucmbilling.store.database.Transactions;
import io.ucmbilling.store.partition.Partitions;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * The transactions in which calls are made of legs: stale calls taken, calls, their places in the feed and the sums of usage written, all
 * or nothing.
 *
 * <p>Why the feed is in order, and nothing ever appears behind a reader:
 *
 * <ol>
 *   <li>Places are given out here alone, from {@code call_follower.place}, with that row locked until the commit. So of two
 *       transactions that give out places, the second begins to do so after the first has committed, or was undone.
 *   <li>A transaction's places are higher than all that were committed before. So a reader that sees a place sees all lower
 *       ones that will ever be: there is no number that somebody drew and may still commit.
 *   <li>One that is undone gives its places back with the row. So a place that was seen is never given out again, and restoring an
 *       older database is the only way to lose one.
 *   <li>A call has one row, hence one place. Changed, it is taken out and put in at the end, in one transaction: a reader meets
 *       its last version behind wherever it stands, and never an older one after it.
 *   <li>Notes of stale calls are deleted by the transaction that makes the calls. One that is undone leaves them, so nothing
 *       is skipped. All is read in one snapshot: what is committed after it has a note that is not in it either.
 *   <li>The fence is compared with the row locked. A replica that lost its lease writes nothing (see {@link FollowerLease}).
 *   <li>Whoever gives out places without having given out the one before begins a new era (see {@link FeedEras}). So a position
 *       from before a restore is told apart from the same place after it.
 *   <li>Storing transactions only leave notes. However long one of them, or of any other client, stays open, it holds back
 *       nothing but its own calls.
 * </ol>
 */
@Component
public final class CallTransactions {
    /** Is notified of each commit that may have moved the feed's end. */
    public static final String CHANNEL = "feed";

    private static final String BEGIN = "SET TRANSACTION ISOLATION LEVEL REPEATABLE READ; SET LOCAL jit = off; SET"
        + " LOCAL enable_seqscan = off; SET LOCAL enable_bitmapscan = off; SET LOCAL work_mem = '32MB'; SET LOCAL"
        + " plan_cache_mode = force_custom_plan; SET LOCAL idle_in_transaction_session_timeout = '8s'; SET LOCAL"
        + " tcp_keepalives_idle = 2; SET LOCAL tcp_keepalives_interval = 1; SET LOCAL tcp_keepalives_count = 3; LOCK"
        + " TABLE ONLY leg IN ACCESS SHARE MODE";

    private static final String LOCK = "SELECT place FROM call_follower WHERE fence = ? FOR UPDATE";

    private static final String END = "NOTIFY " + CHANNEL
            + "; UPDATE call_follower SET place = ?, lease_until = clock_timestamp() + ? * interval '1 s'";

    private final Transactions transactions;
    private final Partitions partitions;
    private final CallPartitions callPartitions = new CallPartitions();
    private final FeedEras eras = new FeedEras();
    /** Stale calls that are taken at a time: few as long as they have many legs. */
    private int most = CallBatch.MOST;

    private final Set<CallKey> told = new HashSet<>();

    CallTransactions(Transactions transactions, Partitions partitions) {
        this.transactions = transactions;
        this.partitions = partitions;
    }

    /**
     * Takes the calls that are stale for longest and makes them.
     *
     * @param fence as {@link FollowerLease#hold} gave it
     * @return whether there may be more to do
     */
    public boolean next(long fence) {
        try {
            boolean more = transactions.writing(connection -> next(connection, fence), wrote -> wrote);
            most = Math.min(2 * most, CallBatch.MOST);
            return more;
        } catch (TooManyLegsException e) {
            most = Math.max(1, most / 8);
            return true;
        } catch (RuntimeException e) {
            callPartitions.forget();
            eras.forget();
            throw e;
        }
    }

    private boolean next(Connection connection, long fence) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(BEGIN);
        }
        Long place = lock(connection, fence);
        if (place == null) {
            return false;
        }
        StaleCallRows rows = new StaleCallRows(connection);
        List<StaleCall> taken = rows.take(most);
        if (taken.isEmpty()) {
            return rows.backfill();
        }
        List<TouchedCall> touched = new CallBatch(connection, told).touched(taken);
        long last = new CallWriter(connection, partitions.collected(), callPartitions).write(touched, place);
        if (last > place) {
            eras.go(connection, fence, place, last);
        }
        try (PreparedStatement statement = connection.prepareStatement(END)) {
            statement.setLong(1, last);
            statement.setLong(2, FollowerLease.LENGTH.toSeconds());
            statement.executeUpdate();
        }
        return true;
    }

    private static @Nullable Long lock(Connection connection, long fence) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(LOCK)) {
            statement.setLong(1, fence);
            try (ResultSet row = statement.executeQuery()) {
                return row.next() ? Long.valueOf(row.getLong(1)) : null;
            }
        }
    }
}
