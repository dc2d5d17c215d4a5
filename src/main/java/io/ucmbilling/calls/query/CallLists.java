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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Lists of calls, page by page. A page, its count and whether more follows are of one snapshot. */
@Component
public final class CallLists {
    private final Transactions transactions;
    private final QueryWatch watch;

    CallLists(Transactions transactions, QueryWatch watch) {
        this.transactions = transactions;
        this.watch = watch;
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

    private static CallPage page(WatchedQuery database, CallFilter filter, PageRequest page, QueryClient client)
            throws SQLException {
        SiteNumbers sites = database.run(() -> {
            QuerySettings.forPages(database.connection(), client.timeLimit());
            return SiteNumbers.read(database.connection(), filter.sites());
        });
        if (sites.isEmpty()) {
            return new CallPage(List.of(), false, page.counted() ? 0L : null);
        }
        CallConditions conditions = new CallConditions(filter, sites);
        Optional<List<FoundCall>> found = CallSearch.run(database, conditions, page.order());
        List<StoredCall> calls =
                found.isPresent() ? picked(database, found.get(), page, sites) : walked(database, conditions, page);
        Long count = null;
        if (page.counted()) {
            count = found.isPresent()
                    ? Long.valueOf(found.get().size())
                    : Long.valueOf(new CallCount(conditions).run(database));
        }
        boolean more = calls.size() > page.limit();
        return new CallPage(more ? calls.subList(0, page.limit()) : calls, more, count);
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
        if (wanted.isEmpty()) {
            return List.of();
        }
        Sql sql = new Sql().add("SELECT c.* FROM call AS c WHERE ");
        addKeys(sql, wanted);
        Map<UUID, StoredCall> calls = new HashMap<>();
        read(database, sql, sites).forEach(call -> calls.put(call.id(), call));
        return wanted.stream()
                .map(one -> Objects.requireNonNull(calls.get(one.position().id())))
                .toList();
    }

    /** Adds that a call is one of those. */
    static void addKeys(Sql sql, List<FoundCall> found) {
        sql.addArray(
                        "c.month = ANY (?)",
                        "date",
                        found.stream()
                                .map(one -> one.month().toString())
                                .distinct()
                                .toArray())
                .addArray(
                        " AND c.id = ANY (?)",
                        "uuid",
                        found.stream().map(one -> one.position().id()).toArray());
    }

    private static List<StoredCall> read(WatchedQuery database, Sql sql, SiteNumbers sites) throws SQLException {
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
