package io.ucmbilling.calls.table;

import io.ucmbilling.calls.source.CallKey;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** Notes of stale calls: taken in batches, and made for legs that were stored before calls were made. */
final class StaleCallRows {
    private static final String OLDEST = "SELECT number, commit_number, site, session, former, erased FROM stale_call"
            + " WHERE number >= ? AND number <> ALL (?::int8[]) ORDER BY number LIMIT ?";

    private static final String TAKE_OUT =
            "DELETE FROM stale_call WHERE number = ANY (ARRAY(SELECT unnest(?::int8[])))";

    /** Notes the calls of the next legs of one site in the order of their starts. Tells whether there was a site left. */
    private static final String BACKFILL = """
        WITH todo AS (SELECT site, read_until FROM call_backfill LIMIT 1),
             next AS MATERIALIZED (
                 SELECT legs.* FROM todo CROSS JOIN LATERAL (
                     SELECT site, session, started_at FROM leg
                     WHERE leg.site = todo.site AND leg.started_at > todo.read_until
                     ORDER BY started_at FETCH FIRST 5000 ROWS WITH TIES) AS legs),
             noted AS (INSERT INTO stale_call (commit_number, site, session)
                        SELECT 0, site, session FROM next GROUP BY site, session ORDER BY min(started_at)),
             moved AS (UPDATE call_backfill SET read_until = (SELECT max(started_at) FROM next) FROM todo
                       WHERE call_backfill.site = todo.site AND EXISTS (SELECT FROM next)),
             done AS (DELETE FROM call_backfill USING todo
                      WHERE call_backfill.site = todo.site AND NOT EXISTS (SELECT FROM next))
        SELECT EXISTS (SELECT FROM todo)
        """;

    private static final int READS_FROM_THE_LAST = 16;

    /** The first note that was read last. */
    private long last = Long.MIN_VALUE;

    private int reads;

    /**
     * Reads the oldest, at most so many, but for those of the numbers that are left out. In front of what was read last stand only
     * settled ones, which a long first collection leaves in great number, and few that were committed late. These are looked for if there
     * are too few others, and now and then. For one caller at a time.
     */
    List<StaleCall> oldest(Connection connection, int most, Long[] leftOut) throws SQLException {
        reads++;
        long from = reads % READS_FROM_THE_LAST == 0 ? Long.MIN_VALUE : last;
        List<StaleCall> stale = oldest(connection, from, most, leftOut);
        if (stale.size() < most && from > Long.MIN_VALUE) {
            stale = oldest(connection, Long.MIN_VALUE, most, leftOut);
        }
        last = stale.isEmpty() ? Long.MIN_VALUE : stale.getFirst().number();
        return stale;
    }

    /** Forgets where it was: notes in front of that may no longer be settled. */
    void forget() {
        last = Long.MIN_VALUE;
    }

    private static List<StaleCall> oldest(Connection connection, long from, int most, Long[] leftOut)
            throws SQLException {
        List<StaleCall> stale = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(OLDEST)) {
            statement.setLong(1, from);
            statement.setArray(2, connection.createArrayOf("int8", leftOut));
            statement.setInt(3, most);
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    CallKey key = new CallKey(rows.getShort(3), rows.getString(4));
                    stale.add(new StaleCall(
                            rows.getLong(1), rows.getLong(2), key, rows.getString(5), rows.getBoolean(6)));
                }
            }
        }
        return stale;
    }

    /** Takes those of the numbers out. */
    void takeOut(Connection connection, Long[] numbers) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(TAKE_OUT)) {
            statement.setArray(1, connection.createArrayOf("int8", numbers));
            statement.executeUpdate();
        }
    }

    /** Notes calls of legs that were stored before calls were made. Returns false if none are left. */
    boolean backfill(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(BACKFILL)) {
            row.next();
            return row.getBoolean(1);
        }
    }
}
