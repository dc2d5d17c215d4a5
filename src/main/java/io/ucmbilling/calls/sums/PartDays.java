package io.ucmbilling.calls.sums;

import io.ucmbilling.store.database.Sql;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;

/**
 * Days of each site: whether the sums by trunk, extension and kind of {@code usage_part} may be believed.
 *
 * <ol>
 *   <li>Whoever changes calls notes in the same transaction that their day has changed. Readers take such a day from its calls.
 *   <li>Once a day has been quiet for a while, it is summed up and marked so, in one snapshot ({@link RollupSteps}). If a change is noted
 *       meanwhile, that transaction fails and is done again.
 *   <li>An older release notes nothing here. To write calls it must hold the follower's lease, or lock the follower's row: either raises
 *       {@code call_follower.fence}, and not {@code part_fence}. So as soon as the two differ, readers believe nothing of it.
 *   <li>They are made equal again by a follower of this release, under its own lease. It lists all sites in the same transaction. Behind it
 *       all days of one site after the other are marked as changed. Until the last is, nothing is believed.
 * </ol>
 */
public final class PartDays {
    public static final String TABLE = "usage_part_day";

    /** Length of a day. */
    static final Duration LENGTH = Duration.ofDays(1);

    private static final String CHANGED =
            "INSERT INTO usage_part_day AS d (site, slot) SELECT t.site, to_timestamp(t.slot)"
                    + " FROM unnest(?::int2[], ?::int8[]) AS t (site, slot) ON CONFLICT (site, slot) DO UPDATE"
                    + " SET changed_at = excluded.changed_at, summed = false";

    /** Days in which the border between kept and dropped months may lie, wherever the PBX stands. */
    private static final String CHANGED_NEAR =
            "UPDATE usage_part_day SET changed_at = clock_timestamp(), summed = false"
                    + " WHERE slot >= (DATE '%1$s' - 2)::timestamp AT TIME ZONE 'UTC'"
                    + " AND slot <= (DATE '%1$s' + 1)::timestamp AT TIME ZONE 'UTC'";

    private static final String BEGIN =
            "INSERT INTO usage_part_backfill (site) SELECT id FROM site ON CONFLICT DO NOTHING; UPDATE call_follower"
                    + " SET part_fence = fence, older_seen_at = clock_timestamp(), older_unread_at = NULL";

    private static final String NEXT_SITE = "SELECT site FROM usage_part_backfill LIMIT 1";

    /** Looks from day to day, so it reads one entry of the index for each. All days are marked, also those that are being summed up. */
    private static final String BACKFILL = """
        DELETE FROM usage_part WHERE site = %1$d;
        WITH day AS (SELECT slot FROM usage_part_day WHERE site = %1$d ORDER BY slot FOR UPDATE)
        UPDATE usage_part_day AS d SET changed_at = clock_timestamp(), summed = false
        FROM day WHERE d.site = %1$d AND d.slot = day.slot;
        WITH RECURSIVE day (slot) AS (
            SELECT date_trunc('day', min(u.slot), 'UTC') FROM usage_hour AS u WHERE u.site = %1$d
            UNION ALL
            SELECT (SELECT date_trunc('day', min(u.slot), 'UTC') FROM usage_hour AS u WHERE u.site = %1$d
                    AND u.slot >= d.slot + interval '24 hours')
            FROM day AS d WHERE d.slot IS NOT NULL)
        INSERT INTO usage_part_day (site, slot) SELECT %1$d, slot FROM day WHERE slot IS NOT NULL
        ON CONFLICT DO NOTHING;
        DELETE FROM usage_part_backfill WHERE site = %1$d\
        """;

    private static final String DELETE = "DELETE FROM usage_part AS u WHERE EXISTS (SELECT FROM usage_part_day AS d"
            + " WHERE d.site = u.site AND d.slot = u.slot AND NOT d.summed)"
            + " OR EXISTS (SELECT FROM usage_part_backfill AS b WHERE b.site = u.site)"
            + " OR EXISTS (SELECT FROM call_follower WHERE fence <> part_fence)";

    private static final String STANDING =
            "SELECT CASE WHEN older_parts AND older_unread_at IS NULL THEN 'OLDER' WHEN fence = part_fence AND NOT"
                    + " EXISTS (SELECT FROM usage_part_backfill) THEN 'BELIEVED' ELSE 'UNKNOWN' END FROM call_follower";

    private static final String WRITTEN = "SELECT older_parts FROM call_follower";

    private PartDays() {}

    /** What sums by part are to be read from. */
    public enum Standing {
        /** The tables of an older release, which are written too as long as one may be running. */
        OLDER,
        /** Days that are summed up, and the calls of all others. */
        BELIEVED,
        /** The calls alone. */
        UNKNOWN
    }

    /** Returns what sums by part are to be read from in this snapshot. */
    public static Standing standing(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(STANDING)) {
            row.next();
            return Standing.valueOf(row.getString(1));
        }
    }

    /** Returns whether the tables of an older release are written too. */
    public static boolean olderAreWritten(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(WRITTEN)) {
            row.next();
            return row.getBoolean(1);
        }
    }

    /** Notes that calls of the days have changed in which these slots lie, in the order in which rows of days are always locked. */
    static void change(Connection connection, Collection<SiteSlot> slots) throws SQLException {
        List<SiteSlot> days =
                slots.stream().map(slot -> slot.in(LENGTH)).distinct().sorted().toList();
        SiteSlot.run(connection, CHANGED, days);
    }

    /** Notes that calls of the days around a border have changed. */
    public static void changeNear(Connection connection, LocalDate border) throws SQLException {
        Sql.execute(connection, CHANGED_NEAR.formatted(border));
    }

    /** Deletes the sums of days that may have changed since: names that were erased may stand in them. */
    public static void deleteChanged(Connection connection) throws SQLException {
        Sql.execute(connection, DELETE);
    }

    /** Notes that days of all sites are to be noted: an older release had the lease. For who holds it now, with its row locked. */
    public static void begin(Connection connection) throws SQLException {
        Sql.execute(connection, BEGIN);
    }

    /**
     * Notes all days of one of these sites as changed. Whoever has held the lease since the begin notes its own.
     *
     * @return false: there is none
     */
    static boolean backfill(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(NEXT_SITE)) {
            if (!row.next()) {
                return false;
            }
            Sql.execute(connection, BACKFILL.formatted(row.getShort(1)));
            return true;
        }
    }
}
