package io.ucmbilling.calls.view;

import io.ucmbilling.calls.call.Call;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Reads changes from the tables that hold them, {@code call} and {@code call_removed}.
 *
 * <ol>
 *   <li>Of all sites they are read in the order of their places, by the index on these.
 *   <li>Of some sites the same is tried for a stretch of places that holds enough of them if they are no small part of the fleet.
 *   <li>If it did not, the place up to which the rest goes is found by the index on site and place, which says it without
 *       reading a row. Then the rows up to there are read, site by site. So changes of other sites cost nothing.
 * </ol>
 */
final class FeedRows {
    /** More legs than that in one page, and it ends early: so many fill some megabytes. */
    private static final int MOST_LEGS = 20_000;

    private static final int FETCHED_AT_A_TIME = 256;

    /** How many places are looked through for each change that is wanted, before the index of the sites is asked. */
    private static final long TRIED_FOR_EACH = 10;

    private static final String IN_ORDER = " FROM %s AS c WHERE c.place > ? AND c.place <= ? ORDER BY c.place LIMIT ?";

    private static final String OF_SOME =
            " FROM %s AS c WHERE c.place > ? AND c.place <= ? AND c.site = ANY (?) ORDER BY c.place LIMIT ?";

    private static final String BOUND = "SELECT max(place) FROM (SELECT p.place FROM unnest(CAST(? AS smallint[])) AS"
            + " s (site) CROSS JOIN LATERAL (SELECT c.place FROM %s AS c WHERE c.site = s.site AND c.place > ? AND"
            + " c.place <= ? ORDER BY c.place LIMIT ?) AS p ORDER BY p.place LIMIT ?) AS these";

    private static final String BY_SITE = " FROM unnest(CAST(? AS smallint[])) AS s (number) CROSS JOIN LATERAL (SELECT"
            + " * FROM %s AS k WHERE k.site = s.number AND k.place > ? AND k.place <= ? OFFSET 0) AS c ORDER BY"
            + " c.place LIMIT ?";

    private static final String SITES =
            "SELECT DISTINCT c.site FROM call AS c WHERE c.place > ? AND c.place <= ? UNION SELECT c.site FROM"
                    + " call_removed AS c WHERE c.place > ? AND c.place <= ?";

    private final Connection connection;
    private final FeedSites sites;

    FeedRows(Connection connection, FeedSites sites) {
        this.connection = connection;
        this.sites = sites;
    }

    ChangeRun kept(long after, int most) throws SQLException {
        return read("call", after, most);
    }

    ChangeRun removed(long after, int most) throws SQLException {
        return read("call_removed", after, most);
    }

    /** Returns the ids of the sites with changes behind one place and up to another, inclusive. */
    Set<String> sites(long after, long until) throws SQLException {
        Set<String> found = new HashSet<>();
        try (PreparedStatement statement = prepared(SITES, after, until, after, until);
                ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                found.add(Objects.requireNonNull(sites.names().get(rows.getShort(1))));
            }
        }
        return found;
    }

    private ChangeRun read(String table, long after, int most) throws SQLException {
        long end = sites.end();
        if (sites.all()) {
            return run(IN_ORDER, table, most, after, end, most + 1);
        }
        long tried = Math.min(end, after + TRIED_FOR_EACH * (most + 1L));
        ChangeRun near = run(OF_SOME, table, most, after, tried, sites.numbers(), most + 1);
        int wanted = most - near.changes().size();
        if (near.isCut() || tried == end) {
            return near;
        }
        OptionalLong bound = bound(table, tried, wanted + 1);
        if (bound.isEmpty()) {
            return near;
        }
        ChangeRun far = run(BY_SITE, table, wanted, sites.numbers(), tried, bound.getAsLong(), wanted + 1);
        List<StoredCall> both = new ArrayList<>(near.changes());
        both.addAll(far.changes());
        return new ChangeRun(both, far.isCut());
    }

    /** Finds the place of the change that is so many behind a place, or of the last one; empty: there is none. */
    private OptionalLong bound(String table, long after, int count) throws SQLException {
        String sql = BOUND.formatted(table);
        try (PreparedStatement statement = prepared(sql, sites.numbers(), after, sites.end(), count, count);
                ResultSet row = statement.executeQuery()) {
            row.next();
            long place = row.getLong(1);
            return row.wasNull() ? OptionalLong.empty() : OptionalLong.of(place);
        }
    }

    /** @param most ends behind so many; the statement finds one more, if there is one */
    private ChangeRun run(String sql, String table, int most, Object... parameters) throws SQLException {
        List<StoredCall> changes = new ArrayList<>();
        boolean kept = table.equals("call");
        int legs = 0;
        try (PreparedStatement statement = prepared("SELECT c.*" + sql.formatted(table), parameters)) {
            statement.setFetchSize(FETCHED_AT_A_TIME);
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    if (changes.size() == most || legs > MOST_LEGS) {
                        return new ChangeRun(changes, true);
                    }
                    StoredCall change = kept ? kept(rows) : removed(rows);
                    changes.add(change);
                    legs += change.call() == null ? 0 : change.call().legs();
                }
            }
        }
        return new ChangeRun(changes, false);
    }

    private StoredCall kept(ResultSet row) throws SQLException {
        return change(row, "changed_at", row.getLong("commit_number"), CallRow.read(row));
    }

    private StoredCall removed(ResultSet row) throws SQLException {
        return change(row, "removed_at", 0, null);
    }

    private StoredCall change(ResultSet row, String at, long commit, @Nullable Call call) throws SQLException {
        return new StoredCall(
                row.getObject("id", UUID.class),
                Objects.requireNonNull(sites.names().get(row.getShort("site"))),
                row.getLong("place"),
                row.getInt("version"),
                Objects.requireNonNull(CallRow.instant(row, at)),
                commit,
                call);
    }

    private PreparedStatement prepared(String sql, Object... parameters) throws SQLException {
        PreparedStatement statement = connection.prepareStatement(sql);
        for (int i = 0; i < parameters.length; i++) {
            if (parameters[i] instanceof Short[] numbers) {
                statement.setArray(i + 1, connection.createArrayOf("int2", numbers));
            } else {
                statement.setObject(i + 1, parameters[i]);
            }
        }
        return statement;
    }
}
