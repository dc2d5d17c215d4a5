package io.ucmbilling.store;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/** The statements of the way in: look a page's legs up, take changed ones out, put legs in. */
final class LegTable {
    /** The index is entered once a session, whatever the statistics say: OFFSET keeps the planner from joining otherwise. */
    private static final String LOOK_UP = "SELECT l.session, l.acct_id, l.start, l.number, l.digest, l.started_at"
            + " FROM unnest(?::text[]) AS k (session) CROSS JOIN LATERAL"
            + " (SELECT session, acct_id, start, number, digest, started_at FROM leg"
            + " WHERE leg.site = ? AND leg.session = k.session AND leg.start >= ? AND leg.start <= ?"
            + " OFFSET 0) AS l";

    private static final String TAKE_OUT =
            "DELETE FROM leg WHERE site = ? AND session = ? AND acct_id = ? AND start = ?";

    private static final String PUT_IN_NEW = "COPY leg (digest, " + LegColumns.CONTENT + ") FROM STDIN (FORMAT binary)";

    private static final String PUT_IN_NUMBERED =
            "COPY leg (number, digest, " + LegColumns.CONTENT + ") FROM STDIN (FORMAT binary)";

    private static final byte[] HEADER = "PGCOPY\n\u00ff\r\n\0\0\0\0\0\0\0\0\0".getBytes(StandardCharsets.ISO_8859_1);

    private static final byte[] TRAILER = {-1, -1};

    private final Connection connection;
    private final short site;

    LegTable(Connection connection, short site) {
        this.connection = connection;
        this.site = site;
    }

    /** All kept legs of those sessions that start between the two wall clocks, both inclusive. */
    List<KnownLeg> ofSessions(Collection<String> sessions, LocalDateTime from, LocalDateTime to) throws SQLException {
        List<KnownLeg> known = new ArrayList<>(sessions.size());
        try (PreparedStatement statement = connection.prepareStatement(LOOK_UP)) {
            statement.setArray(1, connection.createArrayOf("text", sessions.toArray()));
            statement.setShort(2, site);
            statement.setObject(3, from);
            statement.setObject(4, to);
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    LegKey key = new LegKey(rows.getString(1), rows.getLong(2), rows.getObject(3, LocalDateTime.class));
                    known.add(new KnownLeg(
                            key,
                            rows.getLong(4),
                            rows.getLong(5),
                            rows.getObject(6, OffsetDateTime.class).toInstant()));
                }
            }
        }
        return known;
    }

    /** Takes legs out. */
    void takeOut(Collection<LegKey> keys) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(TAKE_OUT)) {
            for (LegKey key : keys) {
                statement.setShort(1, site);
                statement.setString(2, key.session());
                statement.setLong(3, key.acctId());
                statement.setObject(4, key.start());
                statement.addBatch();
            }
            statement.executeBatch();
        }
    }

    /** Puts new legs in; each gets a number. */
    void putIn(Collection<EncodedLeg> legs) throws SQLException {
        CopyIn copy = copy(PUT_IN_NEW);
        try {
            ByteBuffer head = ByteBuffer.allocate(14);
            for (EncodedLeg leg : legs) {
                head.clear()
                        .putShort((short) (1 + LegColumns.CONTENT_COUNT))
                        .putInt(8)
                        .putLong(leg.digest());
                copy.writeToCopy(head.array(), 0, head.position());
                copy.writeToCopy(leg.content(), 0, leg.content().length);
            }
            finish(copy);
        } finally {
            abandon(copy);
        }
    }

    /** Puts a leg in under a number that it had before. */
    void putIn(EncodedLeg leg, long number) throws SQLException {
        CopyIn copy = copy(PUT_IN_NUMBERED);
        try {
            ByteBuffer head = ByteBuffer.allocate(26);
            head.putShort((short) (2 + LegColumns.CONTENT_COUNT)).putInt(8).putLong(number);
            head.putInt(8).putLong(leg.digest());
            copy.writeToCopy(head.array(), 0, head.position());
            copy.writeToCopy(leg.content(), 0, leg.content().length);
            finish(copy);
        } finally {
            abandon(copy);
        }
    }

    private CopyIn copy(String sql) throws SQLException {
        CopyIn copy = connection.unwrap(PGConnection.class).getCopyAPI().copyIn(sql);
        copy.writeToCopy(HEADER, 0, HEADER.length);
        return copy;
    }

    private static void finish(CopyIn copy) throws SQLException {
        copy.writeToCopy(TRAILER, 0, TRAILER.length);
        copy.endCopy();
    }

    private static void abandon(CopyIn copy) throws SQLException {
        if (copy.isActive()) {
            copy.cancelCopy();
        }
    }
}
