package io.ucmbilling.calls.view;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/** Marks of the eras that a stretch of the feed lies in. The era of a place is the last one that began before it. */
final class FeedEraMarks {
    private static final String READ = "SELECT after_place, mark FROM feed_era WHERE after_place < ? AND after_place >="
            + " coalesce((SELECT max(after_place) FROM feed_era WHERE after_place < ?), 0)";

    private final NavigableMap<Long, Long> marks = new TreeMap<>();

    private FeedEraMarks() {}

    /**
     * Reads the eras of those places.
     *
     * @param first inclusive
     * @param last inclusive
     */
    static FeedEraMarks read(Connection connection, long first, long last) throws SQLException {
        FeedEraMarks read = new FeedEraMarks();
        try (PreparedStatement statement = connection.prepareStatement(READ)) {
            statement.setLong(1, last);
            statement.setLong(2, first);
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    read.marks.put(rows.getLong(1), rows.getLong(2));
                }
            }
        }
        return read;
    }

    /** Returns the mark of a place's era; 0: none began before it. */
    long at(long place) {
        Map.Entry<Long, Long> era = marks.lowerEntry(place);
        return era == null ? 0 : era.getValue();
    }

    FeedPosition position(long place) {
        return new FeedPosition(place, at(place));
    }
}
