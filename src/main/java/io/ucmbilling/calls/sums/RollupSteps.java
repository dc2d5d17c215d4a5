package io.ucmbilling.calls.sums;

import io.ucmbilling.store.database.Sql;
import io.ucmbilling.store.database.Transactions;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.stereotype.Component;

/**
 * Summing up of what has been quiet for a while: the parts of some days ({@link PartSums}), and one period of one site, or of all sites
 * together, whose days are summed up. Each is a transaction.
 *
 * <ol>
 *   <li>It works in one snapshot and waits for nobody: the follower goes on, and readers take the period from shorter sums until then.
 *   <li>At its end it marks what it has summed up. If the follower has noted a change of it since the snapshot, PostgreSQL refuses
 *       that, and nothing was done. A follower that notes one a moment later waits for the commit, and takes the mark away again.
 *   <li>What it leaves behind if it dies is nothing.
 *   <li>As long as an older release may write, nothing is summed up: its changes would not be seen.
 *   <li>Days that cannot be summed up, as a hostile UCM may make them, are left alone for an hour, and read from their calls. So they are in
 *       nobody's way but that of the periods that they lie in.
 * </ol>
 */
@Component
public final class RollupSteps {
    private static final Logger LOG = LoggerFactory.getLogger(RollupSteps.class);

    private static final String SETTINGS = "SET TRANSACTION ISOLATION LEVEL REPEATABLE READ; SET LOCAL jit = off;"
            + " SET LOCAL work_mem = '64MB'; SET LOCAL statement_timeout = '100s'";

    private static final String ANY = "SELECT p.site, extract(epoch FROM p.slot)::bigint FROM usage_period AS p CROSS"
            + " JOIN call_follower AS f WHERE NOT p.summed AND f.fence = f.rollup_fence AND f.fence = f.part_fence AND"
            + " p.changed_at <= clock_timestamp() - ? * interval '1 s' AND NOT EXISTS (SELECT FROM usage_part_backfill)"
            + " AND NOT EXISTS (SELECT FROM usage_part_day AS d"
            + " WHERE NOT d.summed AND d.slot >= p.slot AND d.slot < p.slot + interval '"
            + RollupPeriods.LENGTH.toHours() + " hours' AND (p.site = d.site OR p.site = " + Rollup.FLEET + "))"
            + " ORDER BY p.slot DESC, p.site LIMIT 1";

    private static final String SUMMED =
            "UPDATE usage_period SET summed = true WHERE site = %d AND slot = to_timestamp(%d)";

    private final Transactions transactions;

    RollupSteps(Transactions transactions) {
        this.transactions = transactions;
    }

    /**
     * Sums up some days and one period, the latest first. What changes meanwhile is left for later.
     *
     * @param quiet for how long nothing of it must have changed
     * @return whether there may be more
     */
    public boolean next(Duration quiet) {
        boolean noted = step(PartDays::backfill);
        boolean days = days(quiet);
        return step(connection -> period(connection, quiet)) || days || noted;
    }

    private boolean step(ConnectionCallback<Boolean> work) {
        try {
            return transactions.writing(
                    connection -> {
                        Sql.execute(connection, SETTINGS);
                        return work.doInConnection(connection);
                    },
                    done -> done);
        } catch (ConcurrencyFailureException e) {
            return true;
        }
    }

    /** Sums up some days. Returns whether there may be more. */
    boolean days(Duration quiet) {
        List<SiteSlot> days = transactions.snapshot(connection -> PartSums.quiet(connection, quiet));
        if (days.isEmpty()) {
            return false;
        }
        try {
            step(connection -> PartSums.sumUp(connection, days));
        } catch (DataAccessException e) {
            LOG.warn(
                    "usage: days that were not summed up and are tried again in an hour: {}, {}", days.size(), kind(e));
            transactions.writing(connection -> {
                PartSums.leave(connection, days);
                return true;
            });
        }
        return true;
    }

    /** Returns what is wrong without the text, in which parts of the row may stand. */
    private static String kind(DataAccessException wrong) {
        String state =
                wrong.getMostSpecificCause() instanceof SQLException sql ? ", SQL state " + sql.getSQLState() : "";
        return wrong.getClass().getSimpleName() + state;
    }

    private static boolean period(Connection connection, Duration quiet) throws SQLException {
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
