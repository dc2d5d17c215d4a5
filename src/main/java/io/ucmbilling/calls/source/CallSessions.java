package io.ucmbilling.calls.source;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/**
 * Which sessions make one call (rule C1). Nearly always a call is one session and its key is that session. A session that came
 * with legs of a call that was first kept under a uniqueid joins that call, for good.
 */
public final class CallSessions {
    private static final String KEYS =
            "SELECT c.site, c.session, c.key FROM unnest(?::int2[], ?::text[]) AS k (site, session)"
                    + " JOIN call_session AS c ON c.site = k.site AND c.session = k.session";

    private static final String MEMBERS =
            "SELECT c.site, c.session, c.key FROM unnest(?::int2[], ?::text[]) AS k (site, key)"
                    + " JOIN call_session AS c ON c.site = k.site AND c.key = k.key";

    private static final String JOIN =
            "INSERT INTO call_session (site, session, key) VALUES (?, ?, ?) ON CONFLICT DO NOTHING";

    private static final String FORGET = "DELETE FROM call_session WHERE site = ? AND key = ?";

    private final Connection connection;

    public CallSessions(Connection connection) {
        this.connection = connection;
    }

    /** Returns the keys of the calls to which sessions belong that have joined one, by session. */
    public Map<CallKey, CallKey> keys(Collection<CallKey> sessions) throws SQLException {
        return read(KEYS, sessions);
    }

    /** Returns the sessions of calls, by the calls' keys. Each call has at least the session that is its key. */
    public Map<CallKey, Set<CallKey>> members(Collection<CallKey> keys) throws SQLException {
        Map<CallKey, Set<CallKey>> members = new LinkedHashMap<>();
        keys.forEach(key ->
                members.computeIfAbsent(key, call -> new LinkedHashSet<>()).add(key));
        read(MEMBERS, keys)
                .forEach((session, key) -> members.computeIfAbsent(key, call -> new LinkedHashSet<>())
                        .add(session));
        return members;
    }

    /** Notes that a session belongs to a call, unless it belongs to one. */
    public void join(CallKey session, CallKey key) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(JOIN)) {
            statement.setShort(1, session.site());
            statement.setString(2, session.session());
            statement.setString(3, key.session());
            statement.executeUpdate();
        }
    }

    /** Forgets which sessions have joined a call that is erased. */
    public void forget(CallKey key) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(FORGET)) {
            statement.setShort(1, key.site());
            statement.setString(2, key.session());
            statement.executeUpdate();
        }
    }

    private Map<CallKey, CallKey> read(String sql, Collection<CallKey> keys) throws SQLException {
        Map<CallKey, CallKey> found = new HashMap<>();
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setArray(
                    1,
                    connection.createArrayOf(
                            "int2", keys.stream().map(CallKey::site).toArray()));
            statement.setArray(
                    2,
                    connection.createArrayOf(
                            "text", keys.stream().map(CallKey::session).toArray()));
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    short site = rows.getShort(1);
                    found.put(new CallKey(site, rows.getString(2)), new CallKey(site, rows.getString(3)));
                }
            }
        }
        return found;
    }
}
