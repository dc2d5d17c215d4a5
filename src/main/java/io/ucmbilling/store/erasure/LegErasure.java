package io.ucmbilling.store.erasure;

import io.ucmbilling.store.archive.ErasedRecordings;
import io.ucmbilling.store.database.Timestamps;
import io.ucmbilling.store.erased.ErasedLegs;
import io.ucmbilling.store.intake.EarliestChange;
import io.ucmbilling.store.intake.ServingChanges;
import io.ucmbilling.store.intake.StaleCalls;
import io.ucmbilling.store.site.CallSpan;
import io.ucmbilling.store.site.SiteRow;
import io.ucmbilling.store.site.SiteRows;
import io.ucmbilling.store.site.WallClockSpan;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Erasing of the legs of sessions, in a transaction of the caller's with the site's row locked.
 *
 * <ol>
 *   <li>The row's lock keeps pages of the site out until the commit. So the legs that are read are those that are deleted, and the next
 *       page sees what was erased in the row that it locks itself.
 *   <li>The legs are deleted by the conditions by which they were found, at most {@link #MOST} at a time.
 *   <li>Each leaves its number, its start and the digests of its keys ({@link ErasedLegs}). One that its UCM had deleted is known as such.
 *   <li>Its recordings leave digests of their names ({@link ErasedRecordings}).
 *   <li>Places in the order of serving have moved from the earliest of these legs on, which {@link ServingChanges} tells.
 *   <li>Each session is noted as stale: whoever makes calls finds no legs, and tells followers that the call is gone.
 * </ol>
 */
@Component
public final class LegErasure {
    /** Legs that are erased at a time. */
    static final int MOST = 5_000;

    private static final String OF_SESSIONS =
            " FROM leg WHERE site = ? AND session = ANY (ARRAY(SELECT unnest(?::text[])))"
                    + " AND start >= ?::timestamp AND start <= ?::timestamp";

    private static final String THESE = " AND number = ANY (ARRAY(SELECT unnest(?::bigint[])))";

    private static final String DEPARTED = "DELETE FROM departed WHERE site = ? AND number = ANY (ARRAY(SELECT"
            + " unnest(?::bigint[]))) RETURNING number";

    private final SiteRows sites;
    private final ServingChanges changes;
    private final ErasedRecordings recordings;

    LegErasure(SiteRows sites, ServingChanges changes, ErasedRecordings recordings) {
        this.sites = sites;
        this.changes = changes;
        this.recordings = recordings;
    }

    /** Sessions whose legs start in there. */
    public record SessionsNearby(List<String> sessions, WallClockSpan starts) {
        public SessionsNearby {
            sessions = List.copyOf(sessions);
        }
    }

    /**
     * What was erased.
     *
     * @param commit the number of this commit, see {@link StaleCalls}
     * @param whole whether no legs of the sessions are left
     */
    public record ErasedCounts(int legs, int recordings, long commit, boolean whole) {}

    /**
     * Erases legs of sessions, of which there is one at least.
     *
     * @param places all places where their legs may stand; one session may stand in several
     */
    public ErasedCounts erase(Connection connection, SiteRow site, List<SessionsNearby> places) throws SQLException {
        Map<Long, LegToErase> found = new LinkedHashMap<>();
        for (SessionsNearby place : places) {
            read(connection, site.id(), place, found);
        }
        boolean whole = found.size() <= MOST;
        List<LegToErase> legs = found.values().stream().limit(MOST).toList();
        int files = 0;
        if (!legs.isEmpty()) {
            for (SessionsNearby place : places) {
                delete(connection, site.id(), place, whole ? null : numbers(legs));
            }
            leaveKeys(connection, site, legs);
            files = recordings.add(
                    site.hold().site(),
                    site.id(),
                    legs.stream().flatMap(leg -> leg.recordings().stream()).toList(),
                    legs.stream().flatMap(leg -> leg.nameless().stream()).toList());
            changes.add(site.id(), change(legs, whole));
        }
        Set<String> sessions = new HashSet<>();
        places.forEach(place -> sessions.addAll(place.sessions()));
        return new ErasedCounts(legs.size(), files, new StaleCalls(connection, site.id()).noteErased(sessions), whole);
    }

    private static void read(Connection connection, short site, SessionsNearby place, Map<Long, LegToErase> found)
            throws SQLException {
        String sql = "SELECT " + LegToErase.COLUMNS + OF_SESSIONS + " LIMIT " + (MOST + 1);
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            set(statement, site, place);
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    LegToErase leg = LegToErase.read(rows);
                    found.put(leg.number(), leg);
                }
            }
        }
    }

    /** @param these null: all of the place */
    private static void delete(Connection connection, short site, SessionsNearby place, Object @Nullable [] these)
            throws SQLException {
        String sql = "DELETE" + OF_SESSIONS + (these == null ? "" : THESE);
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            set(statement, site, place);
            if (these != null) {
                statement.setArray(5, connection.createArrayOf("int8", these));
            }
            statement.executeUpdate();
        }
    }

    private static void set(PreparedStatement statement, short site, SessionsNearby place) throws SQLException {
        statement.setShort(1, site);
        statement.setArray(
                2,
                statement.getConnection().createArrayOf("text", place.sessions().toArray()));
        statement.setString(3, Timestamps.text(place.starts().from()));
        statement.setString(4, Timestamps.text(place.starts().until()));
    }

    private static Object[] numbers(Collection<LegToErase> legs) {
        return legs.stream().map(LegToErase::number).toArray();
    }

    private void leaveKeys(Connection connection, SiteRow site, List<LegToErase> legs) throws SQLException {
        Set<Long> departed = departed(connection, site.id(), legs);
        new ErasedLegs(connection, site.id())
                .add(legs.stream()
                        .map(leg -> leg.erased(departed.contains(leg.number())))
                        .toList());
        sites.erased(
                site,
                legs.stream()
                        .map(leg -> WallClockSpan.of(leg.key().start()))
                        .reduce(WallClockSpan::and)
                        .orElseThrow());
    }

    private static Set<Long> departed(Connection connection, short site, List<LegToErase> legs) throws SQLException {
        Set<Long> departed = new HashSet<>();
        try (PreparedStatement statement = connection.prepareStatement(DEPARTED)) {
            statement.setShort(1, site);
            statement.setArray(2, connection.createArrayOf("int8", numbers(legs)));
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    departed.add(rows.getLong(1));
                }
            }
        }
        return departed;
    }

    /** @param whole whether the legs are all of their calls */
    private static EarliestChange change(List<LegToErase> legs, boolean whole) {
        Instant earliest =
                legs.stream().map(LegToErase::startedAt).min(Instant::compareTo).orElseThrow();
        return new EarliestChange(earliest, whole ? earliest : earliest.minus(Duration.ofDays(CallSpan.DAYS)));
    }
}
