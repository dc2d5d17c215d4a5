package io.ucmbilling.calls.query;

import io.ucmbilling.calls.query.CallSearch.FoundCall;
import io.ucmbilling.calls.view.CallFilter;
import io.ucmbilling.calls.view.CallRow;
import io.ucmbilling.calls.view.StoredCall;
import io.ucmbilling.store.database.Sql;
import io.ucmbilling.store.database.Transactions;
import io.ucmbilling.store.serving.QueryClient;
import io.ucmbilling.store.serving.QueryWatch;
import io.ucmbilling.store.serving.WatchedQuery;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Lists of calls, page by page. A page, its count and whether more follows are of one snapshot. */
@Component
public final class CallLists {
    private final Transactions transactions;
    private final QueryWatch watch;
    private final CallSearch search;

    CallLists(Transactions transactions, QueryWatch watch, CallSearch search) {
        this.transactions = transactions;
        this.watch = watch;
        this.search = search;
    }

    /**
     * Page that is asked for.
     *
     * @param after null: the first page
     * @param limit 1 or more
     * @param counted whether all that match are to be counted
     */
    public record PageRequest(CallOrder order, @Nullable ListPosition after, int limit, boolean counted) {}

    /**
     * Reads a page.
     *
     * @throws org.springframework.dao.QueryTimeoutException if the client's time limit is over
     * @throws java.io.UncheckedIOException if the client is gone
     */
    public CallPage page(CallFilter filter, PageRequest page, QueryClient client) {
        return transactions.snapshot(connection -> {
            try (WatchedQuery database = watch.over(connection, client)) {
                return page(database, filter, page, client);
            }
        });
    }

    private CallPage page(WatchedQuery database, CallFilter filter, PageRequest page, QueryClient client)
            throws SQLException {
        SiteNumbers sites = database.run(() -> {
            QuerySettings.forPages(database.connection(), client.timeLimit(), filter);
            return SiteNumbers.read(database.connection(), filter.sites());
        });
        if (sites.isEmpty()) {
            return new CallPage(List.of(), false, page.counted() ? 0L : null);
        }
        CallConditions conditions = new CallConditions(filter, sites);
        List<StoredCall> calls = IndexedCondition.of(filter).isEmpty()
                ? walked(database, conditions, page)
                : searched(database, conditions, page);
        Long count = page.counted() ? Long.valueOf(count(database, conditions, page.order())) : null;
        boolean more = calls.size() > page.limit();
        return new CallPage(more ? calls.subList(0, page.limit()) : calls, more, count);
    }

    private long count(WatchedQuery database, CallConditions conditions, CallOrder order) throws SQLException {
        Optional<List<FoundCall>> found = search.run(database, conditions, order);
        return found.isPresent() ? found.get().size() : new CallCount(conditions).run(database);
    }

    /** Returns the page's calls and one more, from one part of the period after the other. */
    private List<StoredCall> searched(WatchedQuery database, CallConditions conditions, PageRequest page)
            throws SQLException {
        CallFilter filter = conditions.filter();
        List<StoredCall> calls = new ArrayList<>();
        for (CallPeriod part : CallPeriod.of(filter).parts(page.order(), page.after())) {
            PageRequest rest = new PageRequest(page.order(), page.after(), page.limit() - calls.size(), page.counted());
            CallConditions some = new CallConditions(filter.during(part.from(), part.to()), conditions.sites());
            Optional<List<FoundCall>> found = search.run(database, some, page.order());
            calls.addAll(
                    found.isPresent()
                            ? picked(database, found.get(), rest, conditions.sites())
                            : walked(database, some, rest));
            if (calls.size() > page.limit()) {
                break;
            }
        }
        return calls;
    }

    /** Returns the page's calls and one more, in the order of time. */
    private static List<StoredCall> walked(WatchedQuery database, CallConditions conditions, PageRequest page)
            throws SQLException {
        return read(database, walk(conditions, page), conditions.sites());
    }

    /** Returns the statement that walks to a page, and one more, in the order of time. */
    static Sql walk(CallConditions conditions, PageRequest page) {
        Sql sql = new Sql().add("SELECT c.* FROM call AS c WHERE ");
        conditions.add(sql);
        if (page.after() != null) {
            CallPeriod.addBehind(sql, page.order(), page.after());
        }
        String direction = page.order().direction();
        return sql.add(" ORDER BY c.started_at" + direction + ", c.id" + direction + " LIMIT ?", page.limit() + 1);
    }

    /** Returns those of the calls that are the page's, and one more. */
    private static List<StoredCall> picked(
            WatchedQuery database, List<FoundCall> found, PageRequest page, SiteNumbers sites) throws SQLException {
        Comparator<ListPosition> order = ListPositions.in(page.order());
        List<FoundCall> wanted = found.stream()
                .filter(one -> page.after() == null || order.compare(one.position(), page.after()) > 0)
                .limit(page.limit() + 1L)
                .toList();
        return CallSearch.calls(database, wanted, sites);
    }

    static List<StoredCall> read(WatchedQuery database, Sql sql, SiteNumbers sites) throws SQLException {
        List<StoredCall> calls = new ArrayList<>();
        try (PreparedStatement statement = sql.prepare(database.connection());
                ResultSet rows = database.run(statement::executeQuery)) {
            while (rows.next()) {
                calls.add(CallRow.stored(rows, sites.name(rows.getShort("site"))));
            }
        }
        return calls;
    }
}
