package io.ucmbilling.store.serving;

import io.ucmbilling.store.database.Sql;
import io.ucmbilling.store.database.Transactions;
import io.ucmbilling.store.intake.ServingChanges;
import io.ucmbilling.store.partition.Partitions;
import io.ucmbilling.store.site.SiteRows;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** Pages of legs and calls out of PostgreSQL. The mark, the rows and the next mark are read in one snapshot. */
@Component
final class LegPages implements Legs {
    private final Transactions transactions;
    private final SiteRows sites;
    private final ServingChanges arrivals;
    private final PageMarks marks;
    private final QueryWatch watch;
    private final Partitions partitions;

    LegPages(
            Transactions transactions,
            SiteRows sites,
            ServingChanges arrivals,
            PageMarks marks,
            QueryWatch watch,
            Partitions partitions) {
        this.transactions = transactions;
        this.partitions = partitions;
        this.sites = sites;
        this.arrivals = arrivals;
        this.marks = marks;
        this.watch = watch;
    }

    @Override
    public void page(LegQuery query, long offset, int limit, ItemSink sink) throws IOException {
        Map<String, Short> known =
                sites.ids(query.sites().stream().map(LegQuery.SiteBounds::site).collect(Collectors.toSet()));
        if (known.isEmpty() || limit <= 0) {
            return;
        }
        watched(new QueryClient(sink.timeLimit(), sink::isOpen), database -> {
            PageQuery page = database.run(() -> pageQuery(database.connection(), query, known));
            new PageQueryRun(page, database, marks, arrivals).read(offset, limit, sink);
            return true;
        });
    }

    @Override
    public Optional<String> recordFiles(Collection<String> asked, long acctId, QueryClient client) throws IOException {
        Set<String> distinct = Set.copyOf(asked);
        Map<String, Short> known = sites.ids(distinct);
        return known.isEmpty()
                ? Optional.empty()
                : watched(client, new RecordFilesQuery(known.values(), distinct.size() == 1, acctId)::run);
    }

    /** Something that is read in one snapshot. */
    private interface Reading<T> {
        T from(WatchedQuery database) throws SQLException;
    }

    private <T> T watched(QueryClient client, Reading<T> reading) throws IOException {
        try {
            return transactions.snapshot(connection -> {
                try (WatchedQuery database = watch.over(connection, client)) {
                    database.run(() -> {
                        prepare(connection, client.timeLimit()); // Its lock may wait, too.
                        return true;
                    });
                    return reading.from(database);
                }
            });
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private PageQuery pageQuery(Connection connection, LegQuery query, Map<String, Short> known) throws SQLException {
        LegQuery relaxed = UpperBounds.relaxed(connection, query, known, partitions.collected());
        return PageQuery.of(relaxed, known, query.calls() ? sites.scattered(known.values()) : List.of());
    }

    /**
     * Lets plans be made for the page's own values: without them neither the partitions nor the limit are known. Sorting is the
     * last resort: a partition that was not analysed yet is taken to hold few legs of a site, and to sort them all looks cheaper than
     * the index that has them in order (measured: 600 ms instead of 20 a page). Compiling takes longer than a page. The lock
     * comes before the snapshot: partitions that are reshaped after that would be empty in it.
     */
    private static void prepare(Connection connection, Duration limit) throws SQLException {
        Sql.execute(
                connection,
                QueryWatch.limit(limit) + "; SET LOCAL jit = off; SET LOCAL plan_cache_mode = force_custom_plan;"
                        + " SET LOCAL enable_sort = off; LOCK TABLE ONLY leg IN ACCESS SHARE MODE");
    }
}
