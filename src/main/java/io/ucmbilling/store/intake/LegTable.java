package io.ucmbilling.store.intake;

import io.ucmbilling.store.database.Timestamps;
import io.ucmbilling.store.row.BinaryCopy;
import io.ucmbilling.store.row.BinaryRow;
import io.ucmbilling.store.row.EncodedLeg;
import io.ucmbilling.store.row.LegColumns;
import io.ucmbilling.store.row.LegKey;
import io.ucmbilling.store.site.WallClockSpan;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/** The statements of the way in: look a page's legs up, take changed ones out, put legs in. */
final class LegTable {
    private static final String KNOWN =
            "session, acct_id, start, number, digest, started_at," + " coalesce(commit_number, 0) FROM leg ";

    /** In the order of the index, which keeps the planner from any other way. */
    private static final String SPAN = "SELECT " + KNOWN + "WHERE site = ? AND started_at >= ? AND started_at <= ?"
            + " AND start >= ? AND start <= ? ORDER BY started_at LIMIT ?";

    /** The index is entered once a session, whatever the statistics say: OFFSET keeps the planner from joining otherwise. */
    private static final String CALLS = "SELECT l.* FROM unnest(?::text[]) AS k (session) CROSS JOIN LATERAL (SELECT "
            + KNOWN + "WHERE leg.site = ? AND leg.session = k.session AND (";

    private static final String IN_SPAN = "leg.start >= ? AND leg.start <= ?";

    private static final String WITH_SESSION = "SELECT " + KNOWN.replace(" FROM", ", uniqueid FROM")
            + "WHERE site = ? AND started_at = ANY (?::timestamptz[]) AND acct_id = ANY (?::int8[]) AND uniqueid <>"
            + " session";

    private static final String TAKE_OUT =
            "DELETE FROM leg WHERE site = ? AND session = ? AND acct_id = ? AND start = ?";

    private static final String PUT_IN_NEW =
            "COPY leg (commit_number, digest, " + LegColumns.CONTENT + ") FROM STDIN (FORMAT binary)";

    private static final String PUT_IN_NUMBERED =
            "COPY leg (number, commit_number, digest, " + LegColumns.CONTENT + ") FROM STDIN (FORMAT binary)";

    /**
     * Values of a kept leg that are compared when it comes again.
     *
     * @param commit the storing transaction that wrote it last; 0: it was written before they were numbered
     */
    record KnownLeg(LegKey key, long number, long digest, Instant startedAt, long commit) {}

    private final Connection connection;
    private final short site;

    LegTable(Connection connection, short site) {
        this.connection = connection;
        this.site = site;
    }

    /** Kept legs of the site that start within the extent of a page, at most that many. */
    List<KnownLeg> startedWithin(PageExtent extent, int most) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(SPAN)) {
            statement.setShort(1, site);
            statement.setObject(2, Timestamps.atOrBefore(extent.first()));
            statement.setObject(3, Timestamps.atOrBefore(extent.last()));
            statement.setObject(4, extent.wallClocks().from());
            statement.setObject(5, extent.wallClocks().until());
            statement.setInt(6, most);
            return known(statement);
        }
    }

    /** All kept legs of those sessions that start in any of the spans. */
    List<KnownLeg> ofSessions(Collection<String> sessions, List<WallClockSpan> spans) throws SQLException {
        String sql = CALLS + String.join(" OR ", Collections.nCopies(spans.size(), IN_SPAN)) + ") OFFSET 0) AS l";
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setArray(1, connection.createArrayOf("text", sessions.toArray()));
            statement.setShort(2, site);
            int parameter = 3;
            for (WallClockSpan span : spans) {
                statement.setObject(parameter++, span.from());
                statement.setObject(parameter++, span.until());
            }
            return known(statement);
        }
    }

    /**
     * Kept leg that has a session, and was read again with another one, or without.
     *
     * @param sessionless its key without a session
     */
    record KeptWithSession(KnownLeg kept, LegKey sessionless) {}

    /**
     * Finds those of the legs that are kept with another session than theirs.
     *
     * @param byUniqueid by what their keys are without a session
     */
    List<KeptWithSession> withSession(Map<LegKey, EncodedLeg> byUniqueid) throws SQLException {
        List<KeptWithSession> found = new ArrayList<>();
        if (byUniqueid.isEmpty()) {
            return found;
        }
        Object[] starts = byUniqueid.values().stream()
                .map(leg -> Timestamps.text(leg.leg().leg().startedAt()))
                .toArray();
        Object[] acctIds = byUniqueid.keySet().stream().map(LegKey::acctId).toArray();
        try (PreparedStatement statement = connection.prepareStatement(WITH_SESSION)) {
            statement.setShort(1, site);
            statement.setArray(2, connection.createArrayOf("text", starts));
            statement.setArray(3, connection.createArrayOf("int8", acctIds));
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    KnownLeg kept = known(rows);
                    LegKey key = new LegKey(
                            LegKey.session(rows.getString(8)),
                            kept.key().acctId(),
                            kept.key().start());
                    EncodedLeg leg = byUniqueid.get(key);
                    if (leg != null && !leg.key().equals(kept.key())) {
                        found.add(new KeptWithSession(kept, key));
                    }
                }
            }
        }
        return found;
    }

    private static List<KnownLeg> known(PreparedStatement statement) throws SQLException {
        List<KnownLeg> known = new ArrayList<>();
        try (ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                known.add(known(rows));
            }
        }
        return known;
    }

    private static KnownLeg known(ResultSet row) throws SQLException {
        LegKey key = new LegKey(row.getString(1), row.getLong(2), row.getObject(3, LocalDateTime.class));
        Instant startedAt = row.getObject(6, OffsetDateTime.class).toInstant();
        return new KnownLeg(key, row.getLong(4), row.getLong(5), startedAt, row.getLong(7));
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
    void putIn(Collection<EncodedLeg> legs, long commit) throws SQLException {
        try (BinaryCopy copy = new BinaryCopy(connection, PUT_IN_NEW)) {
            for (EncodedLeg leg : legs) {
                put(copy.row(2 + LegColumns.CONTENT_COUNT), leg, commit);
            }
            copy.end();
        }
    }

    /** Puts a leg in under a number that it had before. */
    void putIn(EncodedLeg leg, long number, long commit) throws SQLException {
        try (BinaryCopy copy = new BinaryCopy(connection, PUT_IN_NUMBERED)) {
            BinaryRow row = copy.row(3 + LegColumns.CONTENT_COUNT);
            row.number(number);
            put(row, leg, commit);
            copy.end();
        }
    }

    private static void put(BinaryRow row, EncodedLeg leg, long commit) {
        row.number(commit);
        row.number(leg.digest());
        row.encoded(leg.content());
    }
}
