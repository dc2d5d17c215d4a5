package io.ucmbilling.calls.table;

import io.ucmbilling.calls.source.CallKey;
import io.ucmbilling.calls.table.CallBatch.DependentException;
import io.ucmbilling.calls.table.CallBatch.TooManyLegsException;
import io.ucmbilling.store.database.Transactions;
import io.ucmbilling.store.partition.Partitions;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * The transactions in which calls are made of legs. One reads stale calls and makes them, another writes them, their places in the feed
 * and the sums of usage, all or nothing. While one batch is written on a thread of its own, the next is read and made.
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
 *   <li>Notes of stale calls are deleted by the transaction that writes the calls. One that is undone leaves them, so nothing
 *       is skipped. All is read in one snapshot: what is committed after it has a note that is not in it either.
 *   <li>What is read beside a batch that is being written does not depend on it: other notes, other calls. Where it may, it
 *       is read when that is written. If that is undone, what was made of it is dropped. Nobody else writes calls under the same fence.
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

    private static final String SAFE = "SET LOCAL idle_in_transaction_session_timeout = '8s'; SET LOCAL"
        + " tcp_keepalives_idle = 2; SET LOCAL tcp_keepalives_interval = 1; SET LOCAL tcp_keepalives_count = 3; SET"
        + " LOCAL jit = off; SET LOCAL enable_seqscan = off; SET LOCAL enable_bitmapscan = off; SET LOCAL work_mem ="
        + " '32MB'";

    private static final String BEGIN_READING = "SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY; " + SAFE
            + "; SET LOCAL plan_cache_mode = force_custom_plan; LOCK TABLE ONLY leg IN ACCESS SHARE MODE";

    private static final String END = "NOTIFY " + CHANNEL
            + "; UPDATE call_follower SET place = ?, lease_until = clock_timestamp() + ? * interval '1 s'";

    private final Transactions transactions;
    private final Partitions partitions;
    private final CallPartitions callPartitions = new CallPartitions();
    private final FeedEras eras = new FeedEras();

    /** One thread, which ends when it has nothing to do. */
    private final Executor writer = new ThreadPoolExecutor(
            0,
            1,
            10,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(),
            Thread.ofPlatform().name("calls-write").daemon()::unstarted);

    /** Stale calls that are taken at a time: few as long as they have many legs. */
    private int most = CallBatch.MOST;

    private final Set<CallKey> told = new HashSet<>();
    private final StaleCallRows notes = new StaleCallRows();
    private @Nullable Writing writing;

    /** Batch that is being written. The result tells whether the fence was still ours. */
    private record Writing(CallChanges changes, CompletableFuture<Boolean> written) {}

    CallTransactions(Transactions transactions, Partitions partitions) {
        this.transactions = transactions;
        this.partitions = partitions;
    }

    /**
     * Takes the calls that are stale for longest and makes them, while those that were taken before are being written. For one
     * caller at a time.
     *
     * @param fence as {@link FollowerLease#hold} gave it
     * @return whether there may be more to do; false: nothing is being written any more
     */
    public boolean next(long fence) {
        try {
            Optional<CallChanges> next = read();
            if (!isWritten()) {
                return false;
            }
            if (next.isEmpty()) {
                return backfill(fence);
            }
            CallChanges changes = next.get();
            writing = new Writing(changes, CompletableFuture.supplyAsync(() -> write(changes, fence), writer));
            most = Math.min(2 * most, CallBatch.MOST);
            return true;
        } catch (TooManyLegsException e) {
            most = Math.max(1, most / 8);
            return true;
        } catch (RuntimeException e) {
            end();
            throw e;
        }
    }

    /** Waits for the end of what is being written, however it ends, and forgets what may be another way then. */
    public void end() {
        Writing before = writing;
        writing = null;
        if (before != null) {
            before.written().exceptionally(e -> false).join();
        }
        callPartitions.forget();
        eras.forget();
        notes.forget();
    }

    /** Waits for what is being written. Returns false if the fence was no longer ours. */
    private boolean isWritten() {
        Writing before = writing;
        writing = null;
        try {
            return before == null || before.written().join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof RuntimeException wrong) {
                throw wrong;
            }
            throw e;
        }
    }

    private Optional<CallChanges> read() {
        try {
            return read(writing == null ? null : writing.changes());
        } catch (DependentException e) {
            return isWritten() ? read(null) : Optional.empty();
        }
    }

    private Optional<CallChanges> read(@Nullable CallChanges beside) {
        return transactions.writing(
                connection -> {
                    execute(connection, BEGIN_READING);
                    List<StaleCall> stale =
                            notes.oldest(connection, most, beside == null ? new Long[0] : beside.notes());
                    if (stale.isEmpty()) {
                        return Optional.empty();
                    }
                    CallBatch batch = new CallBatch(connection, stale, told);
                    return Optional.of(
                            batch.changes(beside == null ? Set.of() : beside.calls(), partitions.collected()));
                },
                read -> false);
    }

    private boolean write(CallChanges changes, long fence) {
        return transactions.writing(
                connection -> {
                    execute(connection, SAFE);
                    FollowerLease.Locked locked = FollowerLease.lock(connection, fence);
                    if (locked == null) {
                        return false;
                    }
                    long place = locked.place();
                    notes.takeOut(connection, changes.notes());
                    long last = new CallWriter(connection, callPartitions).write(changes, locked);
                    if (last > place) {
                        eras.go(connection, fence, place, last);
                    }
                    try (PreparedStatement statement = connection.prepareStatement(END)) {
                        statement.setLong(1, last);
                        statement.setLong(2, FollowerLease.LENGTH.toSeconds());
                        statement.executeUpdate();
                    }
                    return true;
                },
                wrote -> wrote);
    }

    /** Notes calls of legs that were stored before calls were made. Returns whether there was anything to do. */
    private boolean backfill(long fence) {
        return transactions.writing(
                connection -> {
                    execute(connection, SAFE);
                    FollowerLease.Locked locked = FollowerLease.lock(connection, fence);
                    return locked != null && (notes.backfill(connection) || locked.begunAnew());
                },
                done -> done);
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
