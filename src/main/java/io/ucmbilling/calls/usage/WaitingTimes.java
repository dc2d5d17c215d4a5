package io.ucmbilling.calls.usage;

import io.ucmbilling.calls.query.CallConditions;
import io.ucmbilling.calls.query.SiteNumbers;
import io.ucmbilling.calls.sums.Rollup;
import io.ucmbilling.calls.sums.WaitingTimeBounds;
import io.ucmbilling.calls.view.CallFilter;
import io.ucmbilling.store.database.Sql;
import io.ucmbilling.store.database.Transactions;
import io.ucmbilling.store.serving.QueryClient;
import io.ucmbilling.store.serving.QueryWatch;
import io.ucmbilling.store.serving.WatchedQuery;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Component;

/** Distribution of the waiting time over calls. */
@Component
public final class WaitingTimes {
    private static final String OF_SUMS = "u.part::integer AS bucket, u.answered, u.calls";

    private static final String OF_CALLS = "SELECT " + WaitingTimeBounds.bucket("c.wait") + " AS bucket,"
            + " count(*) FILTER (WHERE c.status = 'A') AS answered, count(*) AS calls FROM call AS c"
            + " WHERE c.wait IS NOT NULL AND ";

    private final Transactions transactions;
    private final QueryWatch watch;

    WaitingTimes(Transactions transactions, QueryWatch watch) {
        this.transactions = transactions;
        this.watch = watch;
    }

    /**
     * Returns all buckets, the shortest times first. Calls of which it is not known when they ended are in none.
     *
     * @throws org.springframework.dao.QueryTimeoutException if the client's time limit is over
     * @throws java.io.UncheckedIOException if the client is gone
     */
    public List<WaitingTimeBucket> of(CallFilter filter, QueryClient client) {
        return transactions.snapshot(connection -> {
            try (WatchedQuery database = watch.over(connection, client)) {
                return database.run(() -> of(connection, filter, client.timeLimit()));
            }
        });
    }

    private static List<WaitingTimeBucket> of(Connection connection, CallFilter filter, Duration limit)
            throws SQLException {
        Sql.execute(connection, QueryWatch.limit(limit) + Usage.SETTINGS);
        Sql sql = sql(connection, filter, SiteNumbers.read(connection, filter.sites()));
        long[] answered = new long[WaitingTimeBounds.SECONDS.size() + 1];
        long[] unanswered = new long[WaitingTimeBounds.SECONDS.size() + 1];
        try (PreparedStatement statement = sql.prepare(connection);
                ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                answered[rows.getInt(1)] += rows.getLong(2);
                unanswered[rows.getInt(1)] += rows.getLong(3) - rows.getLong(2);
            }
        }
        return buckets(answered, unanswered);
    }

    private static Sql sql(Connection connection, CallFilter filter, SiteNumbers sites) throws SQLException {
        Sql sql = new Sql().add("SELECT bucket, sum(answered)::bigint, sum(calls)::bigint FROM (");
        UsageCuts cuts = UsageCuts.of(filter.from(), filter.to(), List.of());
        String between = "";
        if (filter.isOfSums()) {
            for (SumTable source : SumTable.rolledUp(
                    connection, Rollup.BY_WAITING_TIME, sites.names().keySet())) {
                List<TimeRange> ranges = cuts.take(source.slot(), source.wrong());
                if (!ranges.isEmpty()) {
                    source.add(sql.add(between), OF_SUMS, filter, ranges);
                    between = " UNION ALL ";
                }
            }
        }
        for (TimeRange range : between.isEmpty() ? List.of(new TimeRange(Instant.MIN, Instant.MAX)) : cuts.left()) {
            addCalls(sql.add(between), filter, sites, range);
            between = " UNION ALL ";
        }
        return sql.add(") AS pieces GROUP BY bucket");
    }

    private static void addCalls(Sql sql, CallFilter filter, SiteNumbers sites, TimeRange range) {
        Instant from = range.from().equals(Instant.MIN) ? filter.from() : range.from();
        Instant to = range.to().equals(Instant.MAX) ? filter.to() : range.to();
        new CallConditions(filter.during(from, to), sites).add(sql.add(OF_CALLS));
        sql.add(" GROUP BY bucket");
    }

    private static List<WaitingTimeBucket> buckets(long[] answered, long[] unanswered) {
        List<WaitingTimeBucket> buckets = new ArrayList<>();
        for (int i = 0; i <= WaitingTimeBounds.SECONDS.size(); i++) {
            buckets.add(new WaitingTimeBucket(
                    i == 0 ? 0 : WaitingTimeBounds.SECONDS.get(i - 1),
                    i == WaitingTimeBounds.SECONDS.size() ? null : WaitingTimeBounds.SECONDS.get(i),
                    answered[i],
                    unanswered[i]));
        }
        return List.copyOf(buckets);
    }
}
