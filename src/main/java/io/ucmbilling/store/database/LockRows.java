package io.ucmbilling.store.database;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;
import org.springframework.jdbc.core.JdbcTemplate;

/** The rows of ShedLock's table, many at a time. */
record LockRows(JdbcTemplate template, String process, Duration lease) {
    /** Its clock goes on while it waits for a row that is just given back; such a row is not renewed. */
    private static final String NOW = "timezone('utc', clock_timestamp())";

    private static final String BEAT = "WITH renewed AS (UPDATE shedlock SET lock_until = " + NOW
            + " + ? * interval '1 millisecond' WHERE name = ANY (?) AND locked_by = ? AND lock_until > " + NOW
            + " RETURNING name) SELECT name, true FROM renewed UNION ALL SELECT name, false FROM shedlock"
            + " WHERE name = ANY (?) AND lock_until > " + NOW;

    /**
     * The result of a beat.
     *
     * @param renewed of those held; the others ran out before
     * @param heldElsewhere of those waited for
     */
    record Beat(Set<String> renewed, Set<String> heldElsewhere) {}

    /** Renews the ones and looks at the others, in one statement. Gives up early enough that the next beat still helps. */
    Beat beat(Collection<String> held, Collection<String> waitedFor) {
        return Objects.requireNonNull(template.execute((Connection connection) -> {
            connection.setNetworkTimeout(
                    Runnable::run, Math.toIntExact(lease.dividedBy(2).toMillis()));
            try (PreparedStatement statement = connection.prepareStatement(BEAT)) {
                statement.setLong(1, lease.toMillis());
                statement.setArray(2, connection.createArrayOf("text", held.toArray()));
                statement.setString(3, process);
                statement.setArray(4, connection.createArrayOf("text", waitedFor.toArray()));
                return found(statement);
            }
        }));
    }

    private static Beat found(PreparedStatement statement) throws SQLException {
        Beat found = new Beat(new HashSet<>(), new HashSet<>());
        try (ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                (rows.getBoolean(2) ? found.renewed() : found.heldElsewhere()).add(rows.getString(1));
            }
        }
        return found;
    }
}
