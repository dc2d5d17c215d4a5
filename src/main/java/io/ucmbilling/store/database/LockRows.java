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

/** The rows of ShedLock's table, many at a time, and of the replicas that live. */
record LockRows(JdbcTemplate template, String process, Duration lease) {
    /** Its clock goes on while it waits for a row that is just given back; such a row is not renewed. */
    private static final String NOW = "timezone('utc', clock_timestamp())";

    private static final String BEAT = "WITH renewed AS (UPDATE shedlock SET lock_until = " + NOW
            + " + ? * interval '1 millisecond' WHERE name = ANY (?) AND locked_by = ? AND lock_until > " + NOW
            + " RETURNING name), self AS (INSERT INTO replica (name, alive_until, knows_parts) SELECT name,"
            + " clock_timestamp() + lease, true FROM (VALUES (?, ? * interval '1 millisecond')) AS self (name, lease)"
            + " WHERE ? ON CONFLICT (name) DO UPDATE SET alive_until = excluded.alive_until) SELECT 'RENEWED', name"
            + " FROM renewed UNION ALL SELECT 'HELD', name FROM shedlock WHERE name = ANY (?) AND lock_until > " + NOW
            + " UNION ALL SELECT 'ALIVE', name FROM replica WHERE alive_until > clock_timestamp()";

    private static final String GIVE_BACK =
            "WITH self AS (DELETE FROM replica WHERE name = ?) UPDATE shedlock SET lock_until = " + NOW
                    + " WHERE name = ANY (?) AND locked_by = ? AND lock_until > " + NOW;

    private static final String FORGET_DEAD =
            "DELETE FROM replica WHERE alive_until < clock_timestamp() - interval '1 hour'";

    /**
     * The result of a beat.
     *
     * @param renewed of those held; the others ran out before
     * @param heldElsewhere of those waited for
     * @param alive replicas that live; it may miss this one
     */
    record Beat(Set<String> renewed, Set<String> heldElsewhere, Set<String> alive) {}

    /**
     * Renews the ones and looks at the others, in one statement. Gives up early enough that the next beat still helps.
     *
     * @param joined whether this process is to be known as one that lives
     */
    Beat beat(Collection<String> held, Collection<String> waitedFor, boolean joined) {
        return Objects.requireNonNull(template.execute((Connection connection) -> {
            connection.setNetworkTimeout(
                    Runnable::run, Math.toIntExact(lease.dividedBy(2).toMillis()));
            try (PreparedStatement statement = connection.prepareStatement(BEAT)) {
                statement.setLong(1, lease.toMillis());
                statement.setArray(2, connection.createArrayOf("text", held.toArray()));
                statement.setString(3, process);
                statement.setString(4, process);
                statement.setLong(5, lease.toMillis());
                statement.setBoolean(6, joined);
                statement.setArray(7, connection.createArrayOf("text", waitedFor.toArray()));
                return found(statement);
            }
        }));
    }

    /** Gives locks back, and makes it known that this process is none of those that live. */
    void giveBack(Collection<String> held) {
        template.execute((Connection connection) -> {
            try (PreparedStatement statement = connection.prepareStatement(GIVE_BACK)) {
                statement.setString(1, process);
                statement.setArray(2, connection.createArrayOf("text", held.toArray()));
                statement.setString(3, process);
                return statement.execute();
            }
        });
    }

    /** Removes the rows of processes that died long ago. */
    void forgetDead() {
        template.update(FORGET_DEAD);
    }

    private static Beat found(PreparedStatement statement) throws SQLException {
        Beat found = new Beat(new HashSet<>(), new HashSet<>(), new HashSet<>());
        try (ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                String name = rows.getString(2);
                switch (rows.getString(1)) {
                    case "RENEWED" -> found.renewed().add(name);
                    case "HELD" -> found.heldElsewhere().add(name);
                    default -> found.alive().add(name);
                }
            }
        }
        return found;
    }
}
