package io.ucmbilling.store.census;

import io.ucmbilling.store.database.Timestamps;
import io.ucmbilling.store.database.Transactions;
import io.ucmbilling.store.row.LegKey;
import io.ucmbilling.store.row.LegKeys;
import io.ucmbilling.store.site.Hold;
import io.ucmbilling.store.site.SiteRows;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.stereotype.Component;

/** The census by SQL: over the index on site and start, with the wall clock's bounds beside them to leave partitions out. */
@Component
final class LegCensus implements Census {
    private static final String IN_WINDOW =
            " site = ? AND started_at >= ? AND started_at <= ? AND start >= ? AND start <= ?";
    private static final String NOT_DEPARTED =
            " AND NOT EXISTS (SELECT FROM departed WHERE departed.site = leg.site AND departed.number = leg.number)";
    private static final String DEPARTED =
            "SELECT count(*) FROM departed WHERE site = ? AND started_at >= ? AND started_at <= ?";
    private static final String COUNT = "SELECT (SELECT count(*) FROM leg WHERE" + IN_WINDOW + ") - (" + DEPARTED + ")";
    private static final String NTH_LAST = "SELECT started_at FROM leg WHERE" + IN_WINDOW + NOT_DEPARTED
            + " ORDER BY started_at DESC OFFSET ? LIMIT 1";
    private static final String ALL = "SELECT session, acct_id, start, number, started_at, EXISTS (SELECT FROM departed"
            + " WHERE departed.site = leg.site AND departed.number = leg.number) FROM leg WHERE" + IN_WINDOW;

    private final Transactions transactions;
    private final SiteRows sites;

    LegCensus(Transactions transactions, SiteRows sites) {
        this.transactions = transactions;
        this.sites = sites;
    }

    /** The bounds as the columns have them. */
    private record Bounds(OffsetDateTime from, OffsetDateTime to) {
        static Bounds of(@Nullable Instant from, @Nullable Instant to) {
            return new Bounds(
                    Timestamps.atOrAfter(from == null ? Instant.MIN : from),
                    Timestamps.atOrBefore(to == null ? Instant.MAX : to));
        }

        int set(PreparedStatement statement, short site) throws SQLException {
            statement.setShort(1, site);
            statement.setObject(2, from);
            statement.setObject(3, to);
            statement.setObject(4, Timestamps.earliestWallClock(from));
            statement.setObject(5, Timestamps.latestWallClock(to));
            return 5;
        }
    }

    @Override
    public long count(String site, @Nullable Instant from, @Nullable Instant to) {
        Bounds bounds = Bounds.of(from, to);
        return reading(site, 0L, (connection, id) -> {
            try (PreparedStatement statement = connection.prepareStatement(COUNT)) {
                int last = bounds.set(statement, id);
                statement.setShort(last + 1, id);
                statement.setObject(last + 2, bounds.from());
                statement.setObject(last + 3, bounds.to());
                try (ResultSet row = statement.executeQuery()) {
                    row.next();
                    return row.getLong(1);
                }
            }
        });
    }

    @Override
    public long departed(String site, @Nullable Instant from, @Nullable Instant to) {
        Bounds bounds = Bounds.of(from, to);
        return reading(site, 0L, (connection, id) -> {
            try (PreparedStatement statement = connection.prepareStatement(DEPARTED)) {
                statement.setShort(1, id);
                statement.setObject(2, bounds.from());
                statement.setObject(3, bounds.to());
                try (ResultSet row = statement.executeQuery()) {
                    row.next();
                    return row.getLong(1);
                }
            }
        });
    }

    @Override
    public Optional<Instant> nthLast(String site, @Nullable Instant from, @Nullable Instant to, long n) {
        Bounds bounds = Bounds.of(from, to);
        return reading(site, Optional.empty(), (connection, id) -> {
            try (PreparedStatement statement = connection.prepareStatement(NTH_LAST)) {
                int last = bounds.set(statement, id);
                statement.setLong(last + 1, n - 1);
                try (ResultSet row = statement.executeQuery()) {
                    return row.next()
                            ? Optional.of(row.getObject(1, OffsetDateTime.class).toInstant())
                            : Optional.empty();
                }
            }
        });
    }

    @Override
    public int depart(Hold hold, @Nullable Instant from, @Nullable Instant to, LegKeys there) {
        Bounds bounds = Bounds.of(from, to);
        Changes done = transactions.writing(
                connection -> {
                    short id = sites.lock(connection, hold).id();
                    Changes changes = changes(connection, id, bounds, there);
                    write(connection, id, changes);
                    return changes;
                },
                Changes::any);
        return done.gone().size();
    }

    private record Departing(long number, OffsetDateTime startedAt) {}

    private record Changes(List<Departing> gone, List<Long> back) {
        boolean any() {
            return !gone.isEmpty() || !back.isEmpty();
        }
    }

    private static Changes changes(Connection connection, short site, Bounds bounds, LegKeys there)
            throws SQLException {
        Changes changes = new Changes(new ArrayList<>(), new ArrayList<>());
        try (PreparedStatement statement = connection.prepareStatement(ALL)) {
            bounds.set(statement, site);
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    LegKey key = new LegKey(rows.getString(1), rows.getLong(2), rows.getObject(3, LocalDateTime.class));
                    boolean departed = rows.getBoolean(6);
                    if (there.contains(key) && departed) {
                        changes.back().add(rows.getLong(4));
                    } else if (!there.contains(key) && !departed) {
                        changes.gone().add(new Departing(rows.getLong(4), rows.getObject(5, OffsetDateTime.class)));
                    }
                }
            }
        }
        return changes;
    }

    private static void write(Connection connection, short site, Changes changes) throws SQLException {
        try (PreparedStatement gone = connection.prepareStatement(
                        "INSERT INTO departed (site, number, started_at) VALUES (?, ?, ?)");
                PreparedStatement back =
                        connection.prepareStatement("DELETE FROM departed WHERE site = ? AND number = ?")) {
            for (Departing leg : changes.gone()) {
                gone.setShort(1, site);
                gone.setLong(2, leg.number());
                gone.setObject(3, leg.startedAt());
                gone.addBatch();
            }
            for (Long number : changes.back()) {
                back.setShort(1, site);
                back.setLong(2, number);
                back.addBatch();
            }
            gone.executeBatch();
            back.executeBatch();
        }
    }

    private interface Query<T> {
        T run(Connection connection, short site) throws SQLException;
    }

    private <T> T reading(String site, T unknown, Query<T> query) {
        Optional<Short> id = sites.id(site);
        if (id.isEmpty()) {
            return unknown;
        }
        ConnectionCallback<T> work = connection -> {
            try (Statement settings = connection.createStatement()) {
                // Planned for its own values, so that only partitions of the window are locked; the lock before the
                // snapshot, since
                // partitions that are reshaped after that would be empty in it.
                settings.execute("SET LOCAL jit = off; SET LOCAL enable_seqscan = off; SET LOCAL enable_sort = off;"
                        + " SET LOCAL plan_cache_mode = force_custom_plan; LOCK TABLE ONLY leg IN ACCESS SHARE MODE");
            }
            return query.run(connection, id.get());
        };
        return transactions.snapshot(work);
    }
}
