package io.ucmbilling.store.serving;

import io.ucmbilling.store.database.Sql;
import io.ucmbilling.store.intake.EarliestChange;
import io.ucmbilling.store.intake.ServingChanges;
import io.ucmbilling.store.row.LegRow;
import io.ucmbilling.store.row.ServingPosition;
import io.ucmbilling.store.row.StoredLeg;
import io.ucmbilling.store.serving.PageMarks.Beginning;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * One page being read, in one snapshot.
 *
 * <ol>
 *   <li>Behind the end that the same query was seen to have, while nothing has changed, there is nothing to read.
 *   <li>What stands between the nearest remembered place and the page is skipped, reading of each row only where it stands. The
 *       places that are reached are remembered; if the end comes first, that is.
 *   <li>The page's rows. The place where they end is remembered, and the end if they are fewer than asked.
 * </ol>
 */
record PageQueryRun(PageQuery page, WatchedQuery database, PageMarks marks, ServingChanges arrivals) {
    /** Rows held in memory at a time. */
    private static final int FETCH = 250;

    /** Steps in which items are skipped, each four times the one before. */
    private static final long FIRST_STEP = 1_000;

    private static final long LONGEST_STEP = 100_000;

    /** Hands the items of the page on, {@code limit} at most. */
    void read(long offset, int limit, Legs.ItemSink sink) throws SQLException {
        OptionalLong end = database.run(() -> marks.end(page.query(), this::changeSince));
        if (end.isPresent() && offset >= end.getAsLong()) {
            return;
        }
        Beginning nearest = database.run(() -> marks.nearest(page.query(), offset, this::changeSince));
        ScatteredWildcards.replace(database, page.matching());
        String snapshot = arrivals.snapshot(database.connection());
        Beginning beginning = nearest.offset() < offset ? skip(nearest, offset, snapshot) : nearest;
        if (beginning.offset() == offset) {
            ItemGrouping items =
                    new ItemGrouping(sink, page.legs(), page.query().calls());
            rows(beginning, limit, items);
            long behind = offset + items.count();
            remember(behind, items.last(), snapshot);
            if (items.count() < limit) {
                marks.rememberEnd(page.query(), behind, snapshot);
            }
        }
    }

    /**
     * Skips step by step: each place that was reached stays remembered if the page's time is over then, so that the next try goes
     * on from there.
     *
     * @return a beginning in front of the offset if there are no more items
     */
    private Beginning skip(Beginning from, long offset, String snapshot) throws SQLException {
        Beginning reached = from;
        boolean more = true;
        for (long step = FIRST_STEP; more && reached.offset() < offset; step = Math.min(LONGEST_STEP, step * 4)) {
            long most = Math.min(step, offset - reached.offset());
            Beginning next = skipped(reached, most);
            remember(next.offset(), next.place(), snapshot);
            more = next.offset() == reached.offset() + most;
            reached = next;
        }
        if (!more) {
            marks.rememberEnd(page.query(), reached.offset(), snapshot);
        }
        return reached;
    }

    private Beginning skipped(Beginning from, long most) throws SQLException {
        Sql sql = page.skipped(from.place(), most);
        try (PreparedStatement statement = sql.prepare(database.connection());
                ResultSet last = database.run(statement::executeQuery)) {
            return last.next() ? new Beginning(from.offset() + last.getLong(1), LegRow.place(last)) : from;
        }
    }

    private void rows(Beginning beginning, int limit, ItemGrouping items) throws SQLException {
        try (PreparedStatement statement = page.sql(beginning.place(), limit).prepare(database.connection())) {
            statement.setFetchSize(FETCH);
            try (ResultSet rows = database.run(statement::executeQuery)) {
                while (database.run(rows::next)) {
                    items.row(rows);
                }
                items.end();
            }
        }
    }

    private void remember(long offset, @Nullable ServingPosition place, String snapshot) {
        if (place != null) {
            marks.remember(page.query(), offset, place, snapshot);
        }
    }

    private @Nullable EarliestChange changeSince(String snapshot) throws SQLException {
        return arrivals.changeSince(database.connection(), page.sites().values(), snapshot);
    }

    /** The making of items out of rows: each row one, or the rows of a call, which come one behind the other. */
    private static final class ItemGrouping {
        private final Legs.ItemSink sink;
        private final LegRow legs;
        private final boolean calls;
        private final List<StoredLeg> call = new ArrayList<>();
        private int count;
        private @Nullable ServingPosition last;

        ItemGrouping(Legs.ItemSink sink, LegRow legs, boolean calls) {
            this.sink = sink;
            this.legs = legs;
            this.calls = calls;
        }

        void row(ResultSet row) throws SQLException {
            StoredLeg leg = legs.read(row);
            if (!call.isEmpty() && !(calls && sameCall(call.getFirst(), leg))) {
                end();
            }
            if (call.isEmpty()) {
                last = LegRow.place(row);
            }
            call.add(leg);
        }

        /** Hands the last item on. */
        void end() {
            if (!call.isEmpty()) {
                try {
                    sink.item(List.copyOf(call));
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
                call.clear();
                count++;
            }
        }

        /** Returns how many items were handed on. */
        int count() {
            return count;
        }

        /** Returns the place of the last item, which is that of its first leg; null: there was none. */
        @Nullable
        ServingPosition last() {
            return last;
        }

        private static boolean sameCall(StoredLeg one, StoredLeg other) {
            return one.site().equals(other.site()) && one.session().equals(other.session());
        }
    }
}
