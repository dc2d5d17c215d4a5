package io.ucmbilling.calls.leg;

import io.ucmbilling.store.database.Sql;
import io.ucmbilling.store.row.BilledLeg;
import io.ucmbilling.store.row.BilledLegRow;
import io.ucmbilling.store.site.CallSpan;
import io.ucmbilling.store.site.WallClockSpan;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Legs of a call, found where they may start: near its session, and where far legs of the site are (see {@link CallSpan}).
 *
 * @param site the site's number
 */
record CallLegs(Connection connection, short site) {
    /** As many as a call is made of, those of the lowest AcctIds. */
    private static final int MOST = 5_000;

    private static final String SESSIONS = "SELECT session FROM call_session WHERE site = ? AND key = ?";
    private static final String SCATTERED =
            "SELECT scattered_from, scattered_until FROM site WHERE id = ? AND scattered";
    private static final String LEGS = "SELECT " + BilledLegRow.columns("l")
            + " FROM leg AS l WHERE l.site = ? AND l.session = ? AND l.start >= ? AND l.start <= ?"
            + " ORDER BY l.acct_id, l.start LIMIT " + MOST;

    /** Returns the legs of the call of that key, in no order. */
    List<BilledLeg> of(String key) throws SQLException {
        List<WallClockSpan> scattered = scattered();
        Map<Long, BilledLeg> legs = new LinkedHashMap<>();
        for (String session : sessions(key)) {
            List<WallClockSpan> spans = new ArrayList<>(scattered);
            CallSpan.beginning(session).ifPresent(spans::add);
            for (WallClockSpan span : spans) {
                read(session, span, legs);
            }
        }
        return List.copyOf(legs.values());
    }

    /** Returns the sessions whose legs the call of that key has. */
    List<String> sessions(String key) throws SQLException {
        List<String> sessions = new ArrayList<>(List.of(key));
        try (PreparedStatement statement = connection.prepareStatement(SESSIONS)) {
            statement.setShort(1, site);
            statement.setString(2, key);
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    sessions.add(rows.getString(1));
                }
            }
        }
        return sessions;
    }

    /** Adds where legs of the call of that key may start, to a statement on legs that it names {@code l}. */
    void addSpans(Sql sql, String key) throws SQLException {
        List<WallClockSpan> spans = new ArrayList<>(scattered());
        for (String session : sessions(key)) {
            CallSpan.beginning(session).ifPresent(spans::add);
        }
        sql.add(" AND (false");
        spans.forEach(span -> sql.add(" OR (l.start >= ? AND l.start <= ?)", span.from(), span.until()));
        sql.add(")");
    }

    private List<WallClockSpan> scattered() throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(SCATTERED)) {
            statement.setShort(1, site);
            try (ResultSet row = statement.executeQuery()) {
                if (!row.next()) {
                    return List.of();
                }
                LocalDateTime from = row.getObject(1, LocalDateTime.class);
                LocalDateTime until = row.getObject(2, LocalDateTime.class);
                return List.of(from == null || until == null ? WallClockSpan.ALL : new WallClockSpan(from, until));
            }
        }
    }

    private void read(String session, WallClockSpan span, Map<Long, BilledLeg> legs) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(LEGS)) {
            statement.setShort(1, site);
            statement.setString(2, session);
            statement.setObject(3, span.from());
            statement.setObject(4, span.until());
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    BilledLeg leg = BilledLegRow.read(rows);
                    legs.put(leg.number(), leg);
                }
            }
        }
    }
}
