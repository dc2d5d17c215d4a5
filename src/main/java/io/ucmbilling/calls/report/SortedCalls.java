package io.ucmbilling.calls.report;

import io.ucmbilling.calls.query.CallConditions;
import io.ucmbilling.calls.query.CallCount;
import io.ucmbilling.calls.query.CallOrder;
import io.ucmbilling.calls.query.CallSearch;
import io.ucmbilling.calls.query.CallSearch.FoundCall;
import io.ucmbilling.calls.query.QuerySettings;
import io.ucmbilling.calls.query.SiteNumbers;
import io.ucmbilling.calls.view.CallFilter;
import io.ucmbilling.store.database.Transactions;
import io.ucmbilling.store.serving.QueryClient;
import io.ucmbilling.store.serving.QueryWatch;
import io.ucmbilling.store.serving.WatchedQuery;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/**
 * Pages of the report, sorted by any of its columns, with the number of all calls that match.
 *
 * <ol>
 *   <li>If an index finds all that match, and they are few, these are counted and sorted alone.
 *   <li>If sums tell how many match, the page is sorted for from whichever end is nearer. In the order of time, an index leads there.
 *   <li>Else the calls of the period are looked through once: what is needed to sort those that match is kept, and counted. That takes as
 *       long as the period has calls, and ends if the client's time is over.
 *   <li>In the order of time of a long period, what is needed to sort would be much, so these are only counted, and then walked to.
 *   <li>Whole rows are read of the page alone.
 * </ol>
 */
@Component
public final class SortedCalls {
    /** Periods whose calls are kept to be sorted in the order of time. */
    private static final Duration SHORT = Duration.ofDays(93);

    private final Transactions transactions;
    private final QueryWatch watch;
    private final CallSearch search;

    SortedCalls(Transactions transactions, QueryWatch watch, CallSearch search) {
        this.transactions = transactions;
        this.watch = watch;
        this.search = search;
    }

    /**
     * Reads a page.
     *
     * @throws org.springframework.dao.QueryTimeoutException if the client's time limit is over
     * @throws java.io.UncheckedIOException if the client is gone
     */
    public ShownPage page(CallFilter filter, SortedPage page, QueryClient client) {
        return transactions.snapshot(connection -> {
            try (WatchedQuery database = watch.over(connection, client)) {
                SiteNumbers sites = database.run(() -> {
                    QuerySettings.forPages(connection, client.timeLimit(), filter);
                    return SiteNumbers.read(connection, filter.sites());
                });
                return sites.isEmpty()
                        ? new ShownPage(List.of(), 0, 1)
                        : page(database, new CallConditions(filter, sites), page);
            }
        });
    }

    private ShownPage page(WatchedQuery database, CallConditions conditions, SortedPage page) throws SQLException {
        Optional<List<FoundCall>> found = search.run(database, conditions, CallOrder.EARLIEST_FIRST);
        SortedKeys sorted = new SortedKeys(conditions, page);
        PageKeys keys = found.isPresent() ? ofFound(database, sorted, found.get()) : ofAll(database, sorted);
        return new ShownPage(
                CallSearch.calls(database, keys.calls(), conditions.sites()),
                keys.count(),
                page.shownNumber(keys.count()));
    }

    private static PageKeys ofFound(WatchedQuery database, SortedKeys sorted, List<FoundCall> found)
            throws SQLException {
        SortedPage page = sorted.page();
        if (page.column() != SortColumn.START && !found.isEmpty()) {
            return new PageKeys(sorted.of(database, found), found.size());
        }
        List<FoundCall> calls = page.descending() ? found.reversed() : found;
        int offset = Math.toIntExact(page.offset(calls.size()));
        return new PageKeys(calls.subList(offset, Math.min(calls.size(), offset + page.size())), calls.size());
    }

    private static PageKeys ofAll(WatchedQuery database, SortedKeys sorted) throws SQLException {
        CallConditions conditions = sorted.conditions();
        boolean walked = sorted.page().column() == SortColumn.START && !isShort(conditions.filter());
        if (walked || conditions.filter().isOfSums()) {
            long count = new CallCount(conditions).run(database);
            return new PageKeys(sorted.of(database, count), count);
        }
        return sorted.counted(database);
    }

    private static boolean isShort(CallFilter filter) {
        return filter.from() != null
                && filter.to() != null
                && Duration.between(filter.from(), filter.to()).compareTo(SHORT) <= 0;
    }
}
