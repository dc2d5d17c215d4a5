package io.ucmbilling.calls.table;

import io.ucmbilling.calls.table.CallChanges.ChangedCall;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/**
 * Calls that are gone: followers of the feed are told, and one that comes again goes on with higher versions, and with higher
 * numbers of recordings.
 */
final class RemovedCalls {
    private final Connection connection;

    RemovedCalls(Connection connection) {
        this.connection = connection;
    }

    /** Returns what is left of those of the calls that were removed. */
    Map<UUID, RemovedCall> of(Collection<UUID> ids) throws SQLException {
        Map<UUID, RemovedCall> removed = new HashMap<>();
        try (PreparedStatement statement = connection.prepareStatement(
                "SELECT id, version, recordings FROM call_removed WHERE id = ANY (ARRAY(SELECT unnest(?::uuid[])))")) {
            statement.setArray(1, connection.createArrayOf("uuid", ids.toArray()));
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    removed.put(rows.getObject(1, UUID.class), new RemovedCall(rows.getInt(2), rows.getInt(3)));
                }
            }
        }
        return removed;
    }

    /** Takes calls out that come again. */
    void takeOut(Collection<UUID> ids) throws SQLException {
        if (!ids.isEmpty()) {
            try (PreparedStatement statement =
                    connection.prepareStatement("DELETE FROM call_removed WHERE id = ANY (?::uuid[])")) {
                statement.setArray(1, connection.createArrayOf("uuid", ids.toArray()));
                statement.executeUpdate();
            }
        }
    }

    /** Notes that a call is gone. */
    void putIn(ChangedCall call, long place) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(
                "INSERT INTO call_removed (id, place, site, version, recordings) VALUES (?, ?, ?, ?, ?)")) {
            statement.setObject(1, call.id());
            statement.setLong(2, place);
            statement.setShort(3, call.site());
            statement.setInt(4, call.version());
            statement.setInt(
                    5, call.before() == null ? 0 : call.before().recordings().size());
            statement.executeUpdate();
        }
    }
}
