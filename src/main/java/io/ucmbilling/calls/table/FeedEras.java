package io.ucmbilling.calls.table;

import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;

/**
 * Eras of the feed: stretches of places that one follower gave out without a break. An era begins when a replica takes over, when a
 * batch ended in a way that is not known, and when the database is no longer as this follower left it, as after a restore.
 */
final class FeedEras {
    private static final String BEGIN = "INSERT INTO feed_era (after_place, mark) VALUES (?, ?)"
            + " ON CONFLICT (after_place) DO UPDATE SET mark = excluded.mark, begun_at = excluded.begun_at";

    private final SecureRandom random = new SecureRandom();
    private long fence = -1;
    private long last = -1;

    /**
     * Notes that places were given out, in the connection's transaction. Nobody else calls it meanwhile.
     *
     * @param from the last place of before
     * @param until the last one now
     */
    void go(Connection connection, long fence, long from, long until) throws SQLException {
        if (fence != this.fence || from != last) {
            try (PreparedStatement statement = connection.prepareStatement(BEGIN)) {
                statement.setLong(1, from);
                statement.setLong(2, random.nextLong());
                statement.executeUpdate();
            }
        }
        this.fence = fence;
        this.last = until;
    }

    /** Forgets where it was: the next place begins an era. */
    void forget() {
        last = -1;
    }
}
