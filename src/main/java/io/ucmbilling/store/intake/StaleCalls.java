package io.ucmbilling.store.intake;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/** Calls that a transaction touches which stores or erases legs, noted for whoever makes them anew. */
public final class StaleCalls {
    private static final String NOTE = """
        WITH here AS MATERIALIZED (SELECT nextval('commit_number') AS number),
             noted AS (INSERT INTO stale_call (commit_number, site, session, former)
                       SELECT here.number, ?, come.session, come.former
                       FROM here, unnest(?::text[], ?::text[]) AS come (session, former))
        SELECT number FROM here
        """;

    private static final String NOTE_ERASED = """
        WITH here AS MATERIALIZED (SELECT nextval('commit_number') AS number)
        INSERT INTO stale_call (commit_number, site, session, erased)
        SELECT here.number, ?, come.session, true FROM here, unnest(?::text[]) AS come (session)
        RETURNING commit_number
        """;

    private final Connection connection;
    private final short site;
    private final Map<String, String> joined = new HashMap<>();

    public StaleCalls(Connection connection, short site) {
        this.connection = connection;
        this.site = site;
    }

    /** Notes that a session's legs belong to the call that is kept under a uniqueid (rule C1). */
    void join(String session, String uniqueid) {
        joined.putIfAbsent(session, uniqueid);
    }

    /**
     * Notes each of the sessions. Call it with the site's row locked: so the numbers of a site's commits grow in the
     * order in which they are committed.
     *
     * @return the number of this commit
     */
    long note(Collection<String> sessions) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(NOTE)) {
            statement.setShort(1, site);
            statement.setArray(2, connection.createArrayOf("text", sessions.toArray()));
            statement.setArray(
                    3,
                    connection.createArrayOf(
                            "text", sessions.stream().map(joined::get).toArray()));
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        }
    }

    /**
     * Notes that legs of each of the sessions, of which there is one at least, were erased. Call it with the site's row locked.
     *
     * @return the number of this commit
     */
    public long noteErased(Collection<String> sessions) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(NOTE_ERASED)) {
            statement.setShort(1, site);
            statement.setArray(2, connection.createArrayOf("text", sessions.toArray()));
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        }
    }
}
