package io.ucmbilling.calls.table;

import io.ucmbilling.calls.sums.PartDays;
import io.ucmbilling.calls.sums.RollupPeriods;
import io.ucmbilling.store.database.Sql;
import io.ucmbilling.store.database.Transactions;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * The right to make calls, which one replica has at a time: a lease in PostgreSQL, by the database's clock alone.
 *
 * <ol>
 *   <li>Whoever holds it renews it each second and with each batch. Whoever does not tries each second to take it over, which
 *       succeeds once it ran out. So the work of a replica that died goes on within {@link #LENGTH} and a second.
 *   <li>Taking over raises the fence. Each batch locks the row, compares the fence and gives up if it is another one: a replica
 *       that slept through its lease writes nothing.
 *   <li>{@code rollup_fence} and {@code part_fence} are raised with it. An older release does not do so, see {@link RollupPeriods} and
 *       {@link PartDays}.
 *   <li>A row that a batch has locked is passed over: that batch lives, or PostgreSQL ends it within seconds.
 *   <li>The statement that renews also tells whether there is anything to do. So an idle gateway costs one small statement a
 *       second.
 * </ol>
 */
@Component
public final class FollowerLease {
    static final Duration LENGTH = Duration.ofSeconds(6);

    private static final String HOLD = """
        UPDATE call_follower
        SET lease_until = clock_timestamp() + :seconds * interval '1 s',
            holder = :holder,
            fence = fence + CASE WHEN holder = :holder THEN 0 ELSE 1 END,
            rollup_fence = rollup_fence + CASE WHEN holder = :holder THEN 0 ELSE 1 END,
            part_fence = part_fence + CASE WHEN holder = :holder THEN 0 ELSE 1 END
        WHERE the_one = (SELECT the_one FROM call_follower WHERE holder = :holder OR lease_until < clock_timestamp()
                         FOR UPDATE SKIP LOCKED)
        RETURNING CASE WHEN (SELECT number FROM stale_call ORDER BY number LIMIT 1) IS NOT NULL
                            OR EXISTS (SELECT FROM call_backfill) OR fence <> rollup_fence OR fence <> part_fence THEN fence ELSE 0 END
        """;

    private static final String GIVE_BACK =
            "UPDATE call_follower SET lease_until = '-infinity', holder = '' WHERE holder = :holder";

    private static final String LOCK =
            "SELECT place, fence <> rollup_fence, fence <> part_fence, older_parts FROM call_follower WHERE fence = ?"
                    + " FOR UPDATE";

    private final Transactions transactions;
    private final String holder = UUID.randomUUID().toString();

    FollowerLease(Transactions transactions) {
        this.transactions = transactions;
    }

    /** Renews the lease or takes it, and looks for work. Returns the fence to work under; empty: not held, or nothing to do. */
    public OptionalLong hold() {
        return transactions
                .client()
                .sql(HOLD)
                .param("seconds", LENGTH.toSeconds())
                .param("holder", holder)
                .query(Long.class)
                .optional()
                .filter(fence -> fence > 0)
                .map(OptionalLong::of)
                .orElse(OptionalLong.empty());
    }

    /**
     * Follower's row, locked until the end of the transaction.
     *
     * @param place the last place of the feed that was given out
     * @param begunAnew whether an older release had the lease before, so that all sums are to be rolled up anew
     * @param olderParts whether its tables of sums by part are kept, too
     */
    record Locked(long place, boolean begunAnew, boolean olderParts) {}

    /** Locks the row for who holds the lease under that fence; null: the fence is another one. */
    static @Nullable Locked lock(Connection connection, long fence) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(LOCK)) {
            statement.setLong(1, fence);
            try (ResultSet row = statement.executeQuery()) {
                return row.next() ? locked(connection, row) : null;
            }
        }
    }

    private static Locked locked(Connection connection, ResultSet row) throws SQLException {
        boolean rollups = row.getBoolean(2);
        boolean parts = row.getBoolean(3);
        if (rollups) {
            RollupPeriods.begin(connection);
        }
        if (parts) {
            PartDays.begin(connection);
        }
        return new Locked(row.getLong(1), rollups || parts, row.getBoolean(4));
    }

    /** Locks the row and raises the fence, so that no batch is written that was begun before. */
    static void raiseFence(Connection connection) throws SQLException {
        Sql.execute(
                connection,
                "UPDATE call_follower SET fence = fence + 1, rollup_fence = rollup_fence + 1, part_fence = part_fence"
                        + " + 1");
    }

    /** Gives the lease back, if it is held, so that another replica need not wait for its end. */
    public void giveBack() {
        transactions.client().sql(GIVE_BACK).param("holder", holder).update();
    }
}
