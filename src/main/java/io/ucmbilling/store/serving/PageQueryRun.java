package io.ucmbilling.store.serving;

import io.ucmbilling.store.database.Sql;
import io.ucmbilling.store.intake.EarliestChange;
import io.ucmbilling.store.intake.ServingChanges;
import io.ucmbilling.store.row.LegRow;
import io.ucmbilling.store.row.ServingPosition;
import io.ucmbilling.store.serving.PageMarks.Beginning;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * One page being read, in one snapshot:
 *
 * <ol>
 *   <li>Behind the end that the same query was seen to have, while nothing has changed, there is nothing to read.
 *   <li>What stands between the nearest remembered place and the page is skipped, reading of each row only where it stands. The
 *       places that are reached are remembered; if the end comes first, that is.
 *   <li>The page's rows. The place where they end is remembered, and the end if they are fewer than asked.
 * </ol>
 */
final class PageQueryRun {
    /** Rows held in memory at a time. */
    private static final int FETCH = 250;

    /** Steps in which items are skipped, each four times the one before. */
    private static final long FIRST_STEP = 1_000;

    private static final long LONGEST_STEP = 100_000;

    private final PageQuery page;
    private final WatchedQuery database;
    private final PageMarks marks;
    private final ServingChanges arrivals;

    PageQueryRun(PageQuery page, WatchedQuery database, PageMarks marks, ServingChanges arrivals) {
        this.page = page;
        this.database = database;
        this.marks = marks;
        this.arrivals = arrivals;
    }

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
        return arrivals.changeSince(database.connection(), page.sites(), snapshot);
    }
}
