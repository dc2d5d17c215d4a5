package io.ucmbilling.store.serving;

import io.ucmbilling.contract.query.NumberPattern.Wildcard;
import io.ucmbilling.contract.query.WildcardSet;
import io.ucmbilling.store.database.Sql;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Wildcards that are too many to be tried on each row one by one ({@link PatternCondition#scattered}): the different values between
 * the query's bounds are read once, matched here, and those that match are asked for in their place. In the page's own
 * snapshot, so that it is the same.
 */
final class ScatteredWildcards {
    /** The most values that are asked for. If more match, most rows match, and trying ends early on most of them. */
    private static final int MOST_VALUES = 50_000;

    private static final int FETCH = 5_000;

    private ScatteredWildcards() {}

    /** Replaces them in the patterns of that condition. */
    static void replace(WatchedQuery database, QueryCondition matching) throws SQLException {
        for (Map.Entry<QueryCondition.Value, PatternCondition> asked :
                matching.patterns().entrySet()) {
            List<Wildcard> scattered = asked.getValue().scattered();
            if (!scattered.isEmpty()) {
                Set<String> values = matching(database, matching, asked.getKey(), new WildcardSet(scattered));
                if (values != null) {
                    asked.getValue().replaceScattered(values);
                }
            }
        }
    }

    /** @return null if they are too many */
    private static @Nullable Set<String> matching(
            WatchedQuery database, QueryCondition matching, QueryCondition.Value value, WildcardSet wildcards)
            throws SQLException {
        Sql sql = new Sql().add("SELECT DISTINCT " + value.of("l") + " FROM leg AS l WHERE ");
        matching.withoutPatterns("l", sql);
        Set<String> values = new HashSet<>();
        try (PreparedStatement statement = sql.prepare(database.connection())) {
            statement.setFetchSize(FETCH);
            try (ResultSet rows = database.run(statement::executeQuery)) {
                while (values.size() <= MOST_VALUES && database.run(rows::next)) {
                    String one = rows.getString(1);
                    if (wildcards.matches(one)) {
                        values.add(one);
                    }
                }
            }
        }
        return values.size() > MOST_VALUES ? null : values;
    }
}
