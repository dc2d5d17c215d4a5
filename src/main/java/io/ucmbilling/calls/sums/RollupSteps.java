package io.ucmbilling.calls.sums;

import io.ucmbilling.store.database.Sql;
import io.ucmbilling.store.database.Transactions;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.stereotype.Component;

/**
 * Rolling up of what has been quiet for a while, one period of one site, or of all sites together, in a transaction.
 *
 * <ol>
 *   <li>It works in one snapshot and waits for nobody: the follower goes on, and readers take the period from shorter sums until then.
 *   <li>At its end it marks the period as summed. If the follower has noted a change of it since the snapshot, PostgreSQL refuses
 *       that, and nothing was done. A follower that notes one a moment later waits for the commit, and takes the mark away again.
 *   <li>What it leaves behind if it dies is nothing.
 *   <li>As long as an older release may write, nothing is rolled up: its changes would not be seen.
 * </ol>
 */
@Component
public final class RollupSteps {
    private static final String SETTINGS =
            "SET TRANSACTION ISOLATION LEVEL REPEATABLE READ; SET LOCAL jit = off; SET LOCAL work_mem = '64MB'";

    private static final String ANY = "SELECT p.site, extract(epoch FROM p.slot)::bigint FROM usage_period AS p"
            + " CROSS JOIN call_follower AS f WHERE NOT p.summed AND f.fence = f.rollup_fence"
            + " AND p.changed_at <= clock_timestamp() - ? * interval '1 s' ORDER BY p.slot DESC, p.site LIMIT 1";

    private static final String SUMMED =
            "UPDATE usage_period SET summed = true WHERE site = %d AND slot = to_timestamp(%d)";

    private final Transactions transactions;

    RollupSteps(Transactions transactions) {
        this.transactions = transactions;
    }

    /**
     * Rolls up one period, the latest first. One that changes meanwhile is left for later.
     *
     * @param quiet for how long nothing of it must have changed
     * @return whether there may be another one
     */
    public boolean next(Duration quiet) {
        try {
            return transactions.writing(connection -> next(connection, quiet), rolledUp -> rolledUp);
        } catch (ConcurrencyFailureException e) {
            return true;
        }
    }

    private static boolean next(Connection connection, Duration quiet) throws SQLException {
        Sql.execute(connection, SETTINGS);
        Optional<RollupSums> period = any(connection, quiet);
        if (period.isEmpty()) {
            return false;
        }
        for (String statement : period.get().statements()) {
            Sql.execute(connection, statement);
        }
        Sql.execute(
                connection, SUMMED.formatted(period.get().site(), period.get().begin()));
        return true;
    }

    private static Optional<RollupSums> any(Connection connection, Duration quiet) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(ANY)) {
            statement.setLong(1, quiet.toSeconds());
            try (ResultSet row = statement.executeQuery()) {
                return row.next() ? Optional.of(new RollupSums(row.getShort(1), row.getLong(2))) : Optional.empty();
            }
        }
    }
}
