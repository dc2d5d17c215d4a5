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
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.postgresql.PGStatement;
import org.springframework.stereotype.Component;

/** Streams of all calls that match, in one snapshot and constant memory: as many rows are held as are fetched at a time. */
@Component
public final class CallStreams {
    /** Rows that are fetched at a time. */
    private static final int FETCH = 1_000;

    private static final int ALWAYS_BINARY = -1;

    private final Transactions transactions;
    private final QueryWatch watch;
    private final CallSearch search;

    CallStreams(Transactions transactions, QueryWatch watch, CallSearch search) {
        this.transactions = transactions;
        this.watch = watch;
        this.search = search;
    }

    /** Receiver of a stream's items. */
    @FunctionalInterface
    public interface StreamSink<T> {
        void take(T item) throws IOException;
    }

    /** Receiver of rows. */
    @FunctionalInterface
    private interface RowSink {
        void take(ResultSet row, SiteNumbers sites) throws SQLException, IOException;

        default void end() throws IOException {}
    }

    /**
     * Streams calls, a list of some hundred at a time.
     *
     * @param limit how long the database may work for each fetch
     * @throws UncheckedIOException from the sink, or if the client is gone
     */
    public void calls(
            CallFilter filter, CallOrder order, QueryClient client, Duration limit, StreamSink<List<StoredCall>> sink) {
        CallBatches batches = new CallBatches(sink);
        run(filter, new StreamQuery("c.*", order, limit), client, batches);
    }

    /** Streams what a line of CSV has of calls. The row that the sink is given is the same each time. */
    public void lines(
            CallFilter filter, CallOrder order, QueryClient client, Duration limit, StreamSink<CallLine> sink) {
        CallLine line = new CallLine();
        run(filter, new StreamQuery(CallLine.COLUMNS, order, limit), client, (row, sites) -> {
            line.read(row, sites);
            sink.take(line);
        });
    }

    private record StreamQuery(String columns, CallOrder order, Duration limit) {}

    private record CallBatches(StreamSink<List<StoredCall>> sink, List<StoredCall> batch) implements RowSink {
        CallBatches(StreamSink<List<StoredCall>> sink) {
            this(sink, new ArrayList<>());
        }

        @Override
        public void take(ResultSet row, SiteNumbers sites) throws SQLException, IOException {
            batch.add(CallRow.stored(row, sites.name(row.getShort("site"))));
            if (batch.size() == FETCH) {
                end();
            }
        }

        @Override
        public void end() throws IOException {
            if (!batch.isEmpty()) {
                sink.take(List.copyOf(batch));
                batch.clear();
            }
        }
    }

    private void run(CallFilter filter, StreamQuery query, QueryClient client, RowSink sink) {
        transactions.snapshot(connection -> {
            try (WatchedQuery database = watch.over(connection, client)) {
                SiteNumbers sites = database.run(() -> {
                    QuerySettings.forPages(connection, query.limit(), filter);
                    return SiteNumbers.read(connection, filter.sites());
                });
                if (!sites.isEmpty()) {
                    read(database, new CallConditions(filter, sites), query, sink);
                }
                return sites;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    private void read(WatchedQuery database, CallConditions conditions, StreamQuery query, RowSink sink)
            throws SQLException, IOException {
        Optional<List<FoundCall>> found = search.run(database, conditions, query.order());
        Sql sql = new Sql().add("SELECT " + query.columns() + " FROM call AS c WHERE ");
        if (found.isEmpty()) {
            conditions.add(sql);
        } else if (found.get().isEmpty()) {
            return;
        } else {
            CallSearch.addKeys(sql, found.get());
        }
        String direction = query.order().direction();
        sql.add(" ORDER BY c.started_at" + direction + ", c.id" + direction);
        try (PreparedStatement statement = sql.prepare(database.connection())) {
            statement.setFetchSize(FETCH);
            statement.unwrap(PGStatement.class).setPrepareThreshold(ALWAYS_BINARY);
            try (ResultSet rows = database.run(statement::executeQuery)) {
                while (database.run(rows::next)) {
                    sink.take(rows, conditions.sites());
                }
            }
        }
        sink.end();
    }
}
