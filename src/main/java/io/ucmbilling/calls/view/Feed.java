package io.ucmbilling.calls.view;

import io.ucmbilling.calls.table.CallTransactions;
import io.ucmbilling.store.database.Transactions;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.springframework.stereotype.Component;

/**
 * The feed of changes: each call once, at the place of its last change (rule B3). {@link CallTransactions} tells why nothing ever
 * appears behind a place that was read.
 */
@Component
public final class Feed {
    /** Of both tables: an index each has them in this order, and no more is read of it than is wanted. */
    private static final String AFTER = " AS c JOIN site ON site.id = c.site"
            + " WHERE c.place > ? AND site.name = ANY (?) ORDER BY c.place LIMIT ?";

    private static final String KEPT = "SELECT c.*, site.name AS site_name FROM call" + AFTER;
    private static final String GONE = "SELECT c.*, site.name AS site_name FROM call_removed" + AFTER;

    /** The era of a place is the last one that began before it. */
    private static final String POSITION =
            "SELECT p.place, coalesce((SELECT mark FROM feed_era WHERE after_place < p.place"
                    + " ORDER BY after_place DESC LIMIT 1), 0) AS mark FROM ";

    private final Transactions transactions;

    Feed(Transactions transactions) {
        this.transactions = transactions;
    }

    /** Returns the end of the feed as it is. */
    public FeedPosition end() {
        return transactions
                .client()
                .sql(POSITION + "call_follower AS p")
                .query((row, number) -> new FeedPosition(row.getLong("place"), row.getLong("mark")))
                .single();
    }

    /** Returns the position at a place that was read. */
    public FeedPosition at(long place) {
        return transactions
                .client()
                .sql(POSITION + "(VALUES (CAST(:place AS bigint))) AS p (place)")
                .param("place", place)
                .query((row, number) -> new FeedPosition(row.getLong("place"), row.getLong("mark")))
                .single();
    }

    /** Tells whether this database gave out that position, or one that it was restored from. */
    public boolean knows(FeedPosition position) {
        return position.place() <= end().place() && at(position.place()).equals(position);
    }

    /**
     * Returns what has changed behind a place, in order. What a later version has overtaken is left out.
     *
     * @param sites of these alone
     * @param most at most so many
     */
    public List<StoredCall> after(long place, Collection<String> sites, int most) {
        return transactions.snapshot(connection -> {
            try (Statement statement = connection.createStatement()) {
                statement.execute("SET LOCAL jit = off; SET LOCAL plan_cache_mode = force_custom_plan;"
                        + " SET LOCAL enable_sort = off");
            }
            List<StoredCall> changes = new ArrayList<>(read(connection, KEPT, place, sites, most));
            changes.addAll(read(connection, GONE, place, sites, most));
            return changes.stream()
                    .sorted(Comparator.comparingLong(StoredCall::place))
                    .limit(most)
                    .toList();
        });
    }

    private static List<StoredCall> read(
            Connection connection, String sql, long place, Collection<String> sites, int most) throws SQLException {
        List<StoredCall> changes = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setLong(1, place);
            statement.setArray(2, connection.createArrayOf("text", sites.toArray()));
            statement.setInt(3, most);
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    changes.add(change(rows, sql.equals(KEPT)));
                }
            }
        }
        return changes;
    }

    private static StoredCall change(ResultSet row, boolean kept) throws SQLException {
        return new StoredCall(
                row.getObject("id", UUID.class),
                row.getString("site_name"),
                row.getLong("place"),
                row.getInt("version"),
                Objects.requireNonNull(CallRow.instant(row, kept ? "changed_at" : "removed_at")),
                kept ? row.getLong("commit_number") : 0,
                kept ? CallRow.read(row) : null);
    }
}
