package io.ucmbilling.calls.view;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Sites whose changes are read, and the end of the feed at that moment.
 *
 * @param end the last place that was given out; 0: none
 * @param names ids of the sites by their numbers
 * @param all whether these are all
 */
record FeedSites(long end, Map<Short, String> names, boolean all) {
    private static final String READ =
            "SELECT f.place, s.id, s.name FROM call_follower AS f LEFT JOIN site AS s ON CAST(? AS text[]) IS NULL OR"
                    + " s.name = ANY (?)";

    /** @param wanted null: all sites */
    static FeedSites read(Connection connection, @Nullable Collection<String> wanted) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(READ)) {
            var ids = wanted == null ? null : connection.createArrayOf("text", wanted.toArray());
            statement.setArray(1, ids);
            statement.setArray(2, ids);
            long end = 0;
            Map<Short, String> names = new HashMap<>();
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    end = rows.getLong(1);
                    String name = rows.getString(3);
                    if (name != null) {
                        names.put(rows.getShort(2), name);
                    }
                }
            }
            return new FeedSites(end, names, wanted == null);
        }
    }

    Short[] numbers() {
        return names.keySet().toArray(Short[]::new);
    }
}
