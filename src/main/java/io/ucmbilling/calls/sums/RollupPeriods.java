package io.ucmbilling.calls.sums;

import io.ucmbilling.store.database.Sql;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Periods of four weeks, for each site and for all sites together: whether what is rolled up of them may be believed.
 *
 * <ol>
 *   <li>Whoever changes a sum notes in the same transaction that its period has changed, for its site and for all. Readers take such a
 *       period from the sums by days and hours, which are always right.
 *   <li>Once a period has been quiet for a while, it is summed up and marked so, in one snapshot ({@link RollupSteps}). If a change is noted
 *       meanwhile, that transaction fails and is done again.
 *   <li>An older release notes nothing. To write sums it must hold the follower's lease, or lock the follower's row: either raises
 *       {@code call_follower.fence} alone, where this release raises {@code rollup_fence} with it. So as soon as the two differ, readers
 *       believe nothing that is rolled up.
 *   <li>They are made equal again by a follower of this release, under its own lease. It marks all periods as changed in the same
 *       transaction, so all are summed up anew.
 * </ol>
 */
public final class RollupPeriods {
    /** Length of a period. */
    public static final Duration LENGTH = Duration.ofDays(28);

    private static final String CHANGED =
            "INSERT INTO usage_period AS p (site, slot) SELECT t.site, to_timestamp(t.slot)"
                    + " FROM unnest(?::int2[], ?::int8[]) AS t (site, slot) ON CONFLICT (site, slot) DO UPDATE"
                    + " SET changed_at = excluded.changed_at, summed = false";

    private static final String BEGIN_OF =
            "to_timestamp(floor(extract(epoch FROM %s) / " + LENGTH.toSeconds() + ") * " + LENGTH.toSeconds() + ")";

    /** Looks from period to period, so it reads one entry of the index for each. */
    private static final String ANEW = """
        UPDATE usage_period SET changed_at = clock_timestamp(), summed = false;
        WITH RECURSIVE period (site, slot) AS (
            SELECT s.id, (SELECT %1$s FROM (SELECT min(u.slot) AS slot FROM usage_hour AS u WHERE u.site = s.id) AS u)
            FROM site AS s
            UNION ALL
            SELECT p.site, (SELECT %1$s FROM (SELECT min(u.slot) AS slot FROM usage_hour AS u WHERE u.site = p.site
                            AND u.slot >= p.slot + interval '%2$d hours') AS u)
            FROM period AS p WHERE p.slot IS NOT NULL)
        INSERT INTO usage_period (site, slot)
        SELECT site, slot FROM period WHERE slot IS NOT NULL
        UNION SELECT %3$d, slot FROM period WHERE slot IS NOT NULL
        ON CONFLICT DO NOTHING;
        UPDATE call_follower SET rollup_fence = fence\
        """.formatted(BEGIN_OF.formatted("u.slot"), LENGTH.toHours(), Rollup.FLEET);

    private static final String DELETE =
            "DELETE FROM " + Rollup.TABLE + " AS u USING usage_period AS p WHERE NOT p.summed"
                    + " AND p.site %1$s %2$d AND u.site %1$s %2$d AND u.site = p.site AND u.slot >= p.slot"
                    + " AND u.slot < p.slot + interval '%3$d hours' AND %4$s";

    private static final String UNSUMMED =
            "SELECT f.fence = f.rollup_fence, ARRAY(SELECT DISTINCT extract(epoch FROM p.slot)::bigint FROM"
                    + " usage_period AS p WHERE p.site = ANY (?) AND NOT p.summed) FROM call_follower AS f";

    private RollupPeriods() {}

    /** Notes that sums of these slots have changed, each for its site and for all. */
    static void change(Connection connection, Collection<SiteSlot> slots) throws SQLException {
        List<SiteSlot> periods = slots.stream()
                .map(slot -> slot.in(LENGTH))
                .flatMap(slot -> Stream.of(slot, new SiteSlot(Rollup.FLEET, slot.begin())))
                .distinct()
                .toList();
        SiteSlot.run(connection, CHANGED, periods);
    }

    /** Notes that sums of all periods have changed that begin before a day. */
    public static void changeBefore(Connection connection, LocalDate day) throws SQLException {
        Sql.execute(
                connection,
                "UPDATE usage_period SET changed_at = clock_timestamp(), summed = false WHERE slot < " + "to_timestamp("
                        + seconds(day) + ")");
    }

    /** Deletes what is rolled up of periods that have changed since: names that were erased may stand in it. */
    public static void deleteChanged(Connection connection) throws SQLException {
        for (boolean ofFleet : new boolean[] {false, true}) {
            for (Rollup rollup : Rollup.all(ofFleet)) {
                Sql.execute(
                        connection,
                        DELETE.formatted(ofFleet ? "=" : "<>", Rollup.FLEET, LENGTH.toHours(), rollup.condition()));
            }
        }
    }

    /** Returns the second at which the period begins that a day lies in. */
    public static long beginOf(LocalDate day) {
        return UsageTable.begin(seconds(day), LENGTH);
    }

    private static long seconds(LocalDate day) {
        return day.atStartOfDay(ZoneOffset.UTC).toEpochSecond();
    }

    /** Notes that all has changed: an older release had the lease. For who holds it now, with its row locked. */
    public static void begin(Connection connection) throws SQLException {
        Sql.execute(connection, ANEW);
    }

    /**
     * Returns the begins of the periods of which what is rolled up may not be believed, in no order.
     *
     * @param sites of at least one of which it may not; {@link Rollup#FLEET} is one too
     * @return empty: of none it may be believed
     */
    public static Optional<List<Instant>> unsummed(Connection connection, Collection<Short> sites) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(UNSUMMED)) {
            statement.setArray(1, connection.createArrayOf("int2", sites.toArray()));
            try (ResultSet row = statement.executeQuery()) {
                if (!row.next() || !row.getBoolean(1)) {
                    return Optional.empty();
                }
                return Optional.of(instants(row.getArray(2)));
            }
        }
    }

    private static List<Instant> instants(Array seconds) throws SQLException {
        return Stream.of((Long[]) seconds.getArray())
                .map(Instant::ofEpochSecond)
                .toList();
    }
}
