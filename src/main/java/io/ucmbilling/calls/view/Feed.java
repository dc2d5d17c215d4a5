package io.ucmbilling.calls.view;

import io.ucmbilling.calls.table.CallTransactions;
import io.ucmbilling.store.database.Transactions;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * The feed of changes: each call once, at the place of its last change (rule B3). {@link CallTransactions} tells why nothing ever
 * appears behind a place that was read.
 *
 * <ol>
 *   <li>The feed's end and the changes are read in one snapshot. So if nothing is left, all up to that end is read, and the next
 *       position is the end, however little of it the reader may see.
 *   <li>A position is known if it is not behind the end, and if its era is the one in which that place was given out.
 *   <li>Changes of all sites are read by their places. Those of some sites too, but only for a stretch: if it holds too few of
 *       them, the rest is found site by site (see {@link FeedRows}).
 *   <li>A page ends early behind calls of very many legs, so that it is bounded in size too.
 * </ol>
 */
@Component
public final class Feed {
    /** The plans hold for any place, so they are made once for a connection. An index has each table in the wanted order. */
    private static final String SETTINGS = "SET LOCAL jit = off; SET LOCAL plan_cache_mode = force_generic_plan;"
            + " SET LOCAL enable_sort = off; SET LOCAL enable_seqscan = off; SET LOCAL enable_bitmapscan = off";

    /** Places of which the sites are told; behind more of them anybody may find something. */
    private static final long MOST_TOLD = 2_000;

    private final Transactions transactions;

    Feed(Transactions transactions) {
        this.transactions = transactions;
    }

    /** Returns the end of the feed as it is. */
    public FeedPosition end() {
        return transactions.snapshot(connection -> {
            long end = FeedSites.read(connection, null).end();
            return FeedEraMarks.read(connection, end, end).position(end);
        });
    }

    /**
     * Returns the next changes behind a position, in order. What a later version has overtaken is left out.
     *
     * @param sites ids; null: of all sites
     * @param most at most so many, 1 or more
     * @return empty: this database never gave out that position
     */
    public Optional<FeedPage> after(FeedPosition position, @Nullable Collection<String> sites, int most) {
        return transactions.snapshot(connection -> {
            set(connection);
            FeedSites seen = FeedSites.read(connection, sites);
            if (position.place() > seen.end()) {
                return Optional.empty();
            }
            Stretch stretch = stretch(connection, position.place(), seen, most);
            FeedEraMarks marks = FeedEraMarks.read(connection, position.place(), stretch.next());
            return Optional.of(stretch)
                    .filter(_ -> marks.position(position.place()).equals(position))
                    .map(read -> read.page(marks));
        });
    }

    /**
     * Returns the sites with changes behind one place and up to another; empty: these are not told, as the places are many.
     *
     * @param until inclusive
     */
    public Optional<Set<String>> sites(long after, long until) {
        return until - after > MOST_TOLD
                ? Optional.empty()
                : Optional.of(transactions.snapshot(connection -> {
                    set(connection);
                    FeedRows rows = new FeedRows(connection, FeedSites.read(connection, null));
                    return rows.sites(after, until);
                }));
    }

    private static void set(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(SETTINGS);
        }
    }

    /** Changes that were read, and the place up to which all is read. */
    private record Stretch(List<StoredCall> changes, long next, boolean more) {
        FeedPage page(FeedEraMarks marks) {
            return new FeedPage(
                    changes.stream()
                            .map(change -> new FeedChange(change, marks.at(change.place())))
                            .toList(),
                    marks.position(next),
                    more);
        }
    }

    private static Stretch stretch(Connection connection, long place, FeedSites sites, int most) throws SQLException {
        if (place == sites.end() || sites.names().isEmpty()) {
            return new Stretch(List.of(), sites.end(), false);
        }
        FeedRows rows = new FeedRows(connection, sites);
        ChangeRun both = rows.kept(place, most).merged(rows.removed(place, most), most);
        return new Stretch(
                both.changes(), both.isCut() ? both.changes().getLast().place() : sites.end(), both.isCut());
    }
}
