package io.ucmbilling.store.census;

import io.ucmbilling.store.database.Sql;
import io.ucmbilling.store.database.Timestamps;
import io.ucmbilling.store.database.Transactions;
import io.ucmbilling.store.row.LegKey;
import io.ucmbilling.store.row.LegKeys;
import io.ucmbilling.store.site.Hold;
import io.ucmbilling.store.site.SiteRows;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;
import org.springframework.stereotype.Component;

/** The census by SQL: over the index on site and start, with the wall clock's bounds beside them to leave partitions out. */
@Component
final class LegCensus implements Census {
    private static final String LEGS = " FROM leg WHERE site = :site AND started_at BETWEEN :from AND :to"
            + " AND start BETWEEN :wallFrom AND :wallTo";
    private static final String HAS_DEPARTED =
            " EXISTS (SELECT FROM departed WHERE departed.site = leg.site AND departed.number = leg.number)";
    private static final String DEPARTED =
            "SELECT count(*) FROM departed WHERE site = :site AND started_at BETWEEN :from AND :to";
    private static final String ERASED = " FROM erased_leg WHERE site = :site AND started_at BETWEEN :from AND :to";

    /** The legs of the ledger of a site in an order, those that were erased among them. */
    private static final String FIRST = "SELECT started_at FROM ((SELECT started_at" + LEGS
            + "%2$s ORDER BY started_at%1$s LIMIT :n) UNION ALL (SELECT started_at" + ERASED
            + "%3$s ORDER BY started_at%1$s LIMIT :n)) AS legs ORDER BY started_at%1$s OFFSET :n - 1 LIMIT 1";

    private static final String NTH_LAST = FIRST.formatted(" DESC", " AND NOT" + HAS_DEPARTED, " AND NOT departed");
    private static final String EARLIEST = FIRST.formatted("", "", "");

    /**
     * Planned for its own values, so that only partitions of the window are locked. The lock comes before the snapshot, since
     * partitions that are reshaped after that would be empty in it.
     */
    private static final String SETTINGS = "SET LOCAL jit = off; SET LOCAL enable_seqscan = off;"
            + " SET LOCAL enable_sort = off; SET LOCAL plan_cache_mode = force_custom_plan;"
            + " LOCK TABLE ONLY leg IN ACCESS SHARE MODE";

    private final Transactions transactions;
    private final SiteRows sites;

    LegCensus(Transactions transactions, SiteRows sites) {
        this.transactions = transactions;
        this.sites = sites;
    }

    /** A site and bounds of the start, both inclusive; null: unbounded. */
    private record CensusSpan(
            String site, @Nullable Instant from, @Nullable Instant to) {
        /** Returns the statements' parameters, as the columns have them. */
        Map<String, Object> parameters(short id) {
            OffsetDateTime first = Timestamps.atOrAfter(from == null ? Instant.MIN : from);
            OffsetDateTime last = Timestamps.atOrBefore(to == null ? Instant.MAX : to);
            return Map.of(
                    "site", id,
                    "from", first,
                    "to", last,
                    "wallFrom", Timestamps.earliestWallClock(first),
                    "wallTo", Timestamps.latestWallClock(last));
        }
    }

    @Override
    public long count(String site, @Nullable Instant from, @Nullable Instant to) {
        return count(
                "SELECT (SELECT count(*)" + LEGS + ") - (" + DEPARTED + ") + (SELECT count(*)" + ERASED
                        + " AND NOT departed)",
                new CensusSpan(site, from, to));
    }

    @Override
    public long departed(String site, @Nullable Instant from, @Nullable Instant to) {
        return count(
                "SELECT (" + DEPARTED + ") + (SELECT count(*)" + ERASED + " AND departed)",
                new CensusSpan(site, from, to));
    }

    private long count(String sql, CensusSpan span) {
        return reading(sql, span, statement -> statement.query(Long.class).optional())
                .orElse(0L);
    }

    @Override
    public Optional<Instant> nthLast(String site, @Nullable Instant from, @Nullable Instant to, long n) {
        return reading(NTH_LAST, new CensusSpan(site, from, to), statement -> start(statement.param("n", n)));
    }

    @Override
    public Optional<Instant> earliest(String site, @Nullable Instant from, @Nullable Instant to) {
        return reading(EARLIEST, new CensusSpan(site, from, to), statement -> start(statement.param("n", 1L)));
    }

    private static Optional<Instant> start(StatementSpec statement) {
        return statement.query(OffsetDateTime.class).optional().map(OffsetDateTime::toInstant);
    }

    @Override
    public int depart(Hold hold, @Nullable Instant from, @Nullable Instant to, LegKeys there) {
        CensusSpan span = new CensusSpan(hold.site(), from, to);
        Departures done = transactions.writing(
                connection -> {
                    Map<String, Object> parameters =
                            span.parameters(sites.lock(hold).id());
                    Departures departures = departures(parameters, there);
                    write(parameters, departures);
                    ErasedDepartures erased = new ErasedDepartures(transactions.client(), parameters);
                    return departures.with(erased.note(there));
                },
                departures -> departures.changed() > 0);
        return done.gone().size() + done.erased().gone();
    }

    /** Numbers of legs that have newly departed, and of those that are back. */
    private record Departures(List<Long> gone, List<Long> back, ErasedDepartures.Changes erased) {
        Departures() {
            this(new ArrayList<>(), new ArrayList<>(), ErasedDepartures.Changes.NONE);
        }

        Departures with(ErasedDepartures.Changes erased) {
            return new Departures(gone, back, erased);
        }

        int changed() {
            return gone.size() + back.size() + erased.gone() + erased.back();
        }
    }

    private Departures departures(Map<String, Object> window, LegKeys there) {
        Departures departures = new Departures();
        sql("SELECT session, acct_id, start, number," + HAS_DEPARTED + LEGS, window)
                .query(row -> {
                    LegKey key = new LegKey(row.getString(1), row.getLong(2), row.getObject(3, LocalDateTime.class));
                    if (there.contains(key) == row.getBoolean(5)) {
                        (row.getBoolean(5) ? departures.back() : departures.gone()).add(row.getLong(4));
                    }
                });
        return departures;
    }

    private void write(Map<String, Object> window, Departures departures) {
        if (!departures.gone().isEmpty()) {
            sql(
                            "INSERT INTO departed (site, number, started_at) SELECT site, number, started_at" + LEGS
                                    + " AND number = ANY (:gone::bigint[])",
                            window)
                    .param("gone", departures.gone().toArray(Long[]::new))
                    .update();
        }
        if (!departures.back().isEmpty()) {
            sql("DELETE FROM departed WHERE site = :site AND number = ANY (:back::bigint[])", window)
                    .param("back", departures.back().toArray(Long[]::new))
                    .update();
        }
    }

    private <T> Optional<T> reading(String sql, CensusSpan span, Function<StatementSpec, Optional<T>> query) {
        return sites.id(span.site())
                .flatMap(id -> transactions.snapshot(connection -> {
                    Sql.execute(connection, SETTINGS);
                    return query.apply(sql(sql, span.parameters(id)));
                }));
    }

    private StatementSpec sql(String sql, Map<String, Object> parameters) {
        return transactions.client().sql(sql).params(parameters);
    }
}
