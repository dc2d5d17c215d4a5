package io.ucmbilling.calls.usage;

import io.ucmbilling.calls.query.SiteNumbers;
import io.ucmbilling.calls.sums.UsageTable;
import io.ucmbilling.store.database.Sql;
import io.ucmbilling.store.database.Timestamps;
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
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Sums over calls (billing contract B4), from the tables of sums where these suffice, else from the calls. */
@Component
public final class Usage {
    /** More items than that in one answer are refused. */
    public static final int MOST_ITEMS = 200_000;

    static final String SETTINGS =
            "; SET LOCAL jit = off; SET LOCAL work_mem = '64MB'; SET LOCAL plan_cache_mode = force_custom_plan";

    /** How much of time is looked at before it is asked where the next call is. */
    private static final Duration STRETCH = Duration.ofDays(400);

    private static final String NEXT_SLOT_OF = "SELECT min(u.slot) FROM unnest(CAST(? AS smallint[])) AS s (site)";

    private static final String NEXT_SLOT =
            " CROSS JOIN LATERAL (SELECT slot FROM usage_slot WHERE usage_slot.site = s.site AND usage_slot.slot >="
                    + " CAST(? AS timestamptz) ORDER BY slot LIMIT 1) AS u";

    /** Before any call that is kept. */
    private static final Instant EARLIEST = Instant.parse("-4000-01-01T00:00:00Z");

    private static final int FETCHED_AT_A_TIME = 1_000;

    private final Transactions transactions;
    private final QueryWatch watch;

    Usage(Transactions transactions, QueryWatch watch) {
        this.transactions = transactions;
        this.watch = watch;
    }

    /**
     * Adds up, in no order.
     *
     * @throws org.springframework.dao.QueryTimeoutException if the client's time limit is over
     * @throws java.io.UncheckedIOException if the client is gone
     * @return empty: there are more than {@link #MOST_ITEMS} items, or too many slots of time
     */
    public Optional<List<UsageItem>> of(UsageQuestion question, QueryClient client) {
        return transactions.snapshot(connection -> {
            try (WatchedQuery database = watch.over(connection, client)) {
                return database.run(() -> of(connection, question, client.timeLimit()));
            }
        });
    }

    private static Optional<List<UsageItem>> of(Connection connection, UsageQuestion question, Duration limit)
            throws SQLException {
        Sql.execute(connection, QueryWatch.limit(limit) + SETTINGS);
        SiteNumbers sites = SiteNumbers.read(connection, question.filter().sites());
        UsageSlots slots = new UsageSlots(question.zone(), question.timeKeys());
        if (!question.timeKeys().isEmpty() && !fill(connection, slots, question, sites)) {
            return Optional.empty();
        }
        Sql sql = new UsageStatement(question, slots, sites, sources(connection, question, sites)).sql();
        return items(connection, sql, new UsageRow(question, slots, sites));
    }

    private static List<UsageSource> sources(Connection connection, UsageQuestion question, SiteNumbers sites)
            throws SQLException {
        if (!question.filter().isOfSums()) {
            return List.of();
        }
        boolean ofFleet = sites.all() && !question.keys().contains(UsageKey.SITE);
        UsageTable table = UsageColumns.by(question.part().orElse(null)).table();
        return UsageSource.of(connection, table, sites, ofFleet);
    }

    /** Fills in the slots of time in which there are calls. Returns false if there are too many. */
    private static boolean fill(Connection connection, UsageSlots slots, UsageQuestion question, SiteNumbers sites)
            throws SQLException {
        Instant begin =
                question.filter().from() == null ? EARLIEST : question.filter().from();
        Instant to = question.filter().to();
        Instant next = nextSlot(connection, sites, begin);
        while (next != null && (to == null || (next.isBefore(to) && begin.isBefore(to)))) {
            begin = next.isAfter(begin) ? next : begin;
            Instant end = begin.plus(STRETCH);
            end = to == null || end.isBefore(to) ? end : to;
            if (!slots.add(begin, end)) {
                return false;
            }
            begin = end;
            next = nextSlot(connection, sites, begin);
        }
        return true;
    }

    /** Returns the first quarter of an hour with calls, from the one on in which that instant lies; null: there is none. */
    private static @Nullable Instant nextSlot(Connection connection, SiteNumbers sites, Instant from)
            throws SQLException {
        String quarter = Objects.requireNonNull(Timestamps.text(TimeRange.atOrBefore(from, UsageTable.QUARTER)));
        Sql sql = new Sql()
                .addArray(NEXT_SLOT_OF, "int2", sites.names().keySet().toArray())
                .addLiteral(NEXT_SLOT, quarter);
        try (PreparedStatement statement = sql.prepare(connection);
                ResultSet row = statement.executeQuery()) {
            row.next();
            return Timestamps.instant(row.getObject(1, OffsetDateTime.class));
        }
    }

    private static Optional<List<UsageItem>> items(Connection connection, Sql sql, UsageRow reader)
            throws SQLException {
        List<UsageItem> items = new ArrayList<>();
        try (PreparedStatement statement = sql.prepare(connection)) {
            statement.setFetchSize(FETCHED_AT_A_TIME);
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    if (items.size() == MOST_ITEMS) {
                        return Optional.empty();
                    }
                    items.add(reader.read(rows));
                }
            }
        }
        return Optional.of(items);
    }
}
