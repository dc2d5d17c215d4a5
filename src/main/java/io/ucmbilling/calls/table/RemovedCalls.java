package io.ucmbilling.calls.table;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/** Calls that are gone: followers of the feed are told, and one that comes again goes on with higher versions. */
final class RemovedCalls {
    private final Connection connection;

    RemovedCalls(Connection connection) {
        this.connection = connection;
    }

    /** Returns the versions of the removals of those of the calls that were removed. */
    Map<UUID, Integer> versions(Collection<UUID> ids) throws SQLException {
        Map<UUID, Integer> versions = new HashMap<>();
        try (PreparedStatement statement = connection.prepareStatement(
                "SELECT id, version FROM call_removed WHERE id = ANY (ARRAY(SELECT unnest(?::uuid[])))")) {
            statement.setArray(1, connection.createArrayOf("uuid", ids.toArray()));
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    versions.put(rows.getObject(1, UUID.class), rows.getInt(2));
                }
            }
        }
        return versions;
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
    void putIn(UUID id, long place, short site, int version) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(
                "INSERT INTO call_removed (id, place, site, version) VALUES (?, ?, ?, ?)")) {
            statement.setObject(1, id);
            statement.setLong(2, place);
            statement.setShort(3, site);
            statement.setInt(4, version);
            statement.executeUpdate();
        }
    }
}
