package io.ucmbilling.calls.sums;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The table {@code usage_part}: sums by trunk, extension and kind, in arrays for each site and day. */
public final class PartSums {
    public static final String TABLE = "usage_part";

    /** Makes rows {@code u} of the arrays of a row {@code p}. */
    public static final String ROWS =
            " CROSS JOIN LATERAL unnest(p.quarters, p.parts, p.directions, p.statuses, p.calls, p.answered,"
                    + " p.duration, p.billable, p.wait, p.max_wait) AS u (quarter, part, direction, status, calls,"
                    + " answered, duration, billable, wait, max_wait)";

    /** When the slot of a row {@code u} begins. */
    public static final String SLOT = "p.slot + u.quarter * interval '15 minutes'";

    /** Days that are summed up at a time, with at most so many calls unless it is one day. */
    private static final int DAYS_AT_A_TIME = 32;

    private static final int CALLS_AT_A_TIME = 200_000;

    private static final int CHUNK = 10_000;

    private static final String QUIET =
            "SELECT site, begin FROM (SELECT d.site, d.begin, row_number() OVER last AS number, sum((SELECT"
                + " sum(u.calls) FROM usage_hour AS u WHERE u.site = d.site AND u.slot >= d.slot AND u.slot < d.slot +"
                + " interval '24 hours')) OVER last AS calls FROM (SELECT d.site, d.slot, extract(epoch FROM"
                + " d.slot)::bigint AS begin FROM usage_part_day AS d CROSS JOIN call_follower AS f WHERE NOT d.summed"
                + " AND f.fence = f.part_fence AND d.changed_at <= clock_timestamp() - ? * interval '1 s' ORDER BY"
                + " d.slot DESC, d.site DESC LIMIT " + DAYS_AT_A_TIME + ") AS d"
                    + " WINDOW last AS (ORDER BY d.slot DESC, d.site DESC)) AS d"
                    + " WHERE number = 1 OR calls <= " + CALLS_AT_A_TIME;

    private static final String OF_DAYS = " unnest(?::int2[], ?::int8[]) AS t (site, slot)";

    private static final String IS_DAY = " WHERE d.site = t.site AND d.slot = to_timestamp(t.slot)";

    private static final String CLEAR = "DELETE FROM " + TABLE + " AS d USING" + OF_DAYS + IS_DAY;

    /** Locks the days in the order in which a follower does, so neither waits for the other in a circle. */
    private static final String SUMMED = "WITH day AS (SELECT d.site, d.slot FROM usage_part_day AS d,"
            + OF_DAYS + IS_DAY + " AND (SELECT fence = part_fence FROM call_follower)"
            + " ORDER BY d.site, d.slot FOR UPDATE OF d) UPDATE usage_part_day AS d SET summed = true"
            + " FROM day WHERE d.site = day.site AND d.slot = day.slot";

    private static final String LATER =
            "UPDATE usage_part_day AS d SET changed_at = clock_timestamp() + interval '1 hour' FROM" + OF_DAYS + IS_DAY
                    + " AND NOT d.summed";

    private static final String SUM_UP = "WITH of_days AS MATERIALIZED (SELECT c.*, to_timestamp(t.slot) AS day,"
            + " floor(extract(epoch FROM c.started_at - to_timestamp(t.slot)) / 900)::smallint AS quarter"
            + " FROM unnest(?::int2[], ?::int8[], ?::date[]) AS t (site, slot, month)"
            + " CROSS JOIN LATERAL (SELECT site, started_at, direction, status, duration, wait, billable, trunks,"
            + " trunk_billable, extensions, extension_billable, kinds, kind_billable FROM call"
            + " WHERE call.site = t.site AND call.month = t.month AND call.started_at >= to_timestamp(t.slot)"
            + " AND call.started_at < to_timestamp(t.slot + 86400) OFFSET 0) AS c), "
            + Stream.of(UsageTable.TRUNK, UsageTable.EXTENSION, UsageTable.KIND)
                    .map(PartSums::by)
                    .collect(Collectors.joining(", "))
            + " SELECT 1";

    private PartSums() {}

    private static String by(UsageTable table) {
        return "by_%1$s AS (INSERT INTO usage_part (site, slot, dimension, chunk, quarters, parts, directions, statuses, calls, answered, duration, billable, wait, max_wait) SELECT site, day, '%2$s', chunk, array_agg(quarter), array_agg(part), array_agg(direction), array_agg(status), array_agg(calls), array_agg(answered), array_agg(duration), array_agg(billable), array_agg(wait), array_agg(max_wait) FROM (SELECT sums.*, ((row_number() OVER (PARTITION BY site, day ORDER BY part, direction, status, quarter) - 1) / %6$d)::smallint AS chunk FROM (SELECT site, day, quarter, %3$s AS part, direction, status, %4$s FROM of_days, %5$s AS each (key, seconds) GROUP BY site, day, part, direction, status, quarter) AS sums (site, day, quarter, part, direction, status, calls, answered, duration, billable, wait, max_wait)) AS numbered GROUP BY site, day, chunk)"
                .formatted(
                        table.key(),
                        table.dimension(),
                        UsageTable.shortKey("each.key"),
                        UsageTables.SUMS.formatted("each.seconds"),
                        table.parts("of_days"),
                        CHUNK);
    }

    /** Returns some days of which nothing has changed for a while, the latest first; none: there are none. */
    static List<SiteSlot> quiet(Connection connection, Duration quiet) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(QUIET)) {
            statement.setLong(1, quiet.toSeconds());
            List<SiteSlot> days = new ArrayList<>();
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    days.add(new SiteSlot(rows.getShort(1), rows.getLong(2)));
                }
            }
            return days;
        }
    }

    /**
     * Sums up these days. To be called in one snapshot: if one of them changes meanwhile, PostgreSQL refuses the last statement. The calls
     * of a day may be kept under its month or as misdated.
     *
     * @return whether all of them are still there, and no older release has written; if not, nothing may be committed
     */
    static boolean sumUp(Connection connection, List<SiteSlot> days) throws SQLException {
        SiteSlot.run(connection, CLEAR, days);
        SlotMonths months = new SlotMonths();
        for (SiteSlot day : days) {
            months.add(day, PartDays.LENGTH);
        }
        months.run(connection, SUM_UP);
        return SiteSlot.run(connection, SUMMED, days) == days.size();
    }

    /** Leaves these days alone for an hour. */
    static void leave(Connection connection, List<SiteSlot> days) throws SQLException {
        SiteSlot.run(connection, LATER, days);
    }
}
