package io.ucmbilling.store.intake;

import io.ucmbilling.store.database.Timestamps;
import io.ucmbilling.store.database.Transactions;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Log of where pages changed the order of serving, so that {@code PageMarks} can tell whether a place still holds. */
@Component
public final class ServingChanges {
    private static final Duration BETWEEN_CLEANINGS = Duration.ofHours(1);

    private final Transactions transactions;
    private final Clock clock;
    private final AtomicReference<Instant> cleaned = new AtomicReference<>(Instant.EPOCH);

    ServingChanges(Transactions transactions, Clock clock) {
        this.transactions = transactions;
        this.clock = clock;
    }

    /** Tells that a page changed legs; part of the page's transaction. */
    public void add(short site, EarliestChange change) {
        transactions
                .client()
                .sql("INSERT INTO arrival (site, legs, calls) VALUES (?, ?, ?)")
                .param(site)
                .param(Timestamps.atOrBefore(change.legs()))
                .param(Timestamps.atOrBefore(change.calls()))
                .update();
    }

    /** The state of the database that this transaction sees, to be compared with later ones. */
    public String snapshot(Connection connection) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("SELECT pg_current_snapshot()::text");
                ResultSet row = statement.executeQuery()) {
            row.next();
            return row.getString(1);
        }
    }

    /** The earliest place where legs of the sites have changed since that snapshot, as this transaction sees it; null: none. */
    @Nullable
    public EarliestChange changeSince(Connection connection, Collection<Short> sites, String snapshot)
            throws SQLException {
        String sql = "SELECT min(legs), min(calls) FROM arrival WHERE site = ANY (?) AND xid >="
                + " pg_snapshot_xmin(?::pg_snapshot) AND NOT pg_visible_in_snapshot(xid, ?::pg_snapshot)";
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            Array numbers = connection.createArrayOf("int2", sites.toArray());
            statement.setArray(1, numbers);
            statement.setString(2, snapshot);
            statement.setString(3, snapshot);
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                Instant legs = Timestamps.instant(row.getObject(1, OffsetDateTime.class));
                Instant calls = Timestamps.instant(row.getObject(2, OffsetDateTime.class));
                return legs == null || calls == null ? null : new EarliestChange(legs, calls);
            }
        }
    }

    /** Now and then forgets arrivals older than any place is remembered. Call it outside a transaction. */
    void forgetOld() {
        Instant now = clock.instant();
        Instant last = cleaned.get();
        if (now.isAfter(last.plus(BETWEEN_CLEANINGS)) && cleaned.compareAndSet(last, now)) {
            transactions
                    .client()
                    .sql("DELETE FROM arrival WHERE ctid = ANY (ARRAY(SELECT ctid FROM arrival"
                            + " WHERE at < now() - interval '1 day' FOR UPDATE SKIP LOCKED))")
                    .update();
        }
    }
}
