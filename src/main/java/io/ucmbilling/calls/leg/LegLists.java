package io.ucmbilling.calls.leg;

import io.ucmbilling.calls.call.CallId;
import io.ucmbilling.calls.query.CallOrder;
import io.ucmbilling.calls.query.ListPosition;
import io.ucmbilling.calls.query.QuerySettings;
import io.ucmbilling.calls.query.SiteNumbers;
import io.ucmbilling.calls.source.CallKey;
import io.ucmbilling.calls.source.CallSessions;
import io.ucmbilling.calls.source.CallSources;
import io.ucmbilling.calls.view.CallFilter;
import io.ucmbilling.store.database.Sql;
import io.ucmbilling.store.database.Transactions;
import io.ucmbilling.store.row.BilledLeg;
import io.ucmbilling.store.row.BilledLegRow;
import io.ucmbilling.store.serving.QueryClient;
import io.ucmbilling.store.serving.QueryWatch;
import io.ucmbilling.store.serving.WatchedQuery;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Lists of legs, in one snapshot and constant memory.
 *
 * <ol>
 *   <li>Rows are read in the order of time, from where the page begins. Those of one instant are sorted by the leg's id, which PostgreSQL
 *       makes of the row as {@link CallId} does.
 *   <li>Each is read, and left out if it does not match by what it shows (see {@link LegMatch}).
 *   <li>It ends when the receiver has enough.
 * </ol>
 */
@Component
public final class LegLists {
    private static final int FETCH = 200;

    /** The bytes of {@link CallId#of(String, BilledLeg)}. */
    private static final String ID = id();

    private final Transactions transactions;
    private final QueryWatch watch;

    LegLists(Transactions transactions, QueryWatch watch) {
        this.transactions = transactions;
        this.watch = watch;
    }

    /**
     * Legs that are asked for.
     *
     * @param call of this call alone; null: of any
     * @param after null: from the beginning
     * @param limit how long the database may work for each fetch
     */
    public record LegRequest(
            CallFilter filter,
            @Nullable UUID call,
            CallOrder order,
            @Nullable ListPosition after,
            Duration limit) {}

    /** Receiver of legs. */
    @FunctionalInterface
    public interface LegSink {
        /**
         * Takes a leg.
         *
         * @param position of the leg, for a page that begins behind it
         * @return whether more are wanted
         */
        boolean take(KeptLeg leg, ListPosition position) throws IOException;
    }

    private static String part(String text) {
        return "int4send(octet_length(convert_to(" + text + ", 'UTF8'))) || convert_to(" + text + ", 'UTF8')";
    }

    private static String id() {
        String session = "CASE WHEN l.uniqueid = '' THEN l.session ELSE l.uniqueid END";
        String second = "CASE WHEN l.start = date_trunc('minute', l.start) THEN '' ELSE to_char(l.start, ':SS') END";
        return "substr(sha256(" + part("'leg'") + " || " + part("(SELECT name FROM site WHERE site.id = l.site)")
                + " || "
                + part(session) + " || " + part("l.acct_id::text") + " || "
                + part("(to_char(l.start, 'YYYY-MM-DD\"T\"HH24:MI') || " + second + ")") + "), 1, 16)";
    }

    /**
     * Gives legs to a receiver, in order, until it wants no more.
     *
     * @throws UncheckedIOException from the sink, or if the client is gone
     */
    public void read(LegRequest wanted, QueryClient client, LegSink sink) {
        transactions.snapshot(connection -> {
            try (WatchedQuery database = watch.over(connection, client)) {
                SiteNumbers sites = database.run(() -> {
                    QuerySettings.forPages(connection, wanted.limit());
                    return SiteNumbers.read(connection, wanted.filter().sites());
                });
                if (!sites.isEmpty()) {
                    read(database, wanted, sites, sink);
                }
                return sites;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    private static void read(WatchedQuery database, LegRequest wanted, SiteNumbers sites, LegSink sink)
            throws SQLException, IOException {
        Sql sql = walk(wanted, sites);
        if (wanted.call() != null && !addCall(database, wanted.call(), sites, sql)) {
            return;
        }
        addOrder(sql, wanted.order());
        LegReadings readings = LegReadings.of(database, sites, wanted.filter());
        LegMatch match = new LegMatch(wanted.filter());
        try (PreparedStatement statement = sql.prepare(database.connection())) {
            statement.setFetchSize(FETCH);
            try (ResultSet rows = database.run(statement::executeQuery)) {
                boolean more = true;
                while (more && database.run(rows::next)) {
                    KeptLeg leg = readings.read(rows);
                    more = !match.matches(leg) || sink.take(leg, position(rows, leg));
                }
            }
        }
    }

    /** Returns the statement that walks the legs in the order of time, up to its order. */
    static Sql walk(LegRequest wanted, SiteNumbers sites) {
        Sql sql = new Sql()
                .add("SELECT " + BilledLegRow.columns("l") + ", coalesce(s.key, l.session) AS call_key, " + ID
                        + " AS leg_id FROM leg AS l LEFT JOIN call_session AS s ON s.site = l.site AND s.session ="
                        + " l.session WHERE ");
        new LegConditions(wanted.filter(), sites).add(sql);
        if (wanted.after() != null) {
            LegConditions.addBehind(sql, wanted.order(), wanted.after(), ID);
        }
        return sql;
    }

    static void addOrder(Sql sql, CallOrder order) {
        sql.add(" ORDER BY l.started_at" + order.direction() + ", leg_id" + order.direction());
    }

    private static ListPosition position(ResultSet row, KeptLeg leg) throws SQLException {
        ByteBuffer id = ByteBuffer.wrap(row.getBytes("leg_id"));
        return new ListPosition(leg.leg().startedAt(), new UUID(id.getLong(), id.getLong()));
    }

    /** Adds that a leg is of that call; tells whether there is one. */
    private static boolean addCall(WatchedQuery database, UUID call, SiteNumbers sites, Sql sql) throws SQLException {
        Sql find = new Sql().add("SELECT c.site, c.key FROM call AS c WHERE c.id = ? AND ", call);
        sites.add(find, "c.site");
        try (PreparedStatement statement = find.prepare(database.connection());
                ResultSet row = database.run(statement::executeQuery)) {
            if (!row.next()) {
                return false;
            }
            CallKey key = new CallKey(row.getShort(1), row.getString(2));
            Set<CallKey> sessions = Objects.requireNonNull(new CallSessions(database.connection())
                    .members(List.of(key))
                    .get(key));
            sql.add(" AND l.site = ?", key.site())
                    .addArray(
                            " AND l.session = ANY (?)",
                            "text",
                            sessions.stream().map(CallKey::session).toArray())
                    .add(" AND (false");
            CallSources.read(database.connection(), List.of(key.site()))
                    .spans(sessions)
                    .forEach(span -> sql.add(" OR (l.start >= ? AND l.start <= ?)", span.from(), span.until()));
            sql.add(")");
            return true;
        }
    }
}
