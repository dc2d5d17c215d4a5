package io.ucmbilling.calls.table;

import io.ucmbilling.store.database.Timestamps;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Sums over calls by quarter of an hour in UTC. Those of each quarter that a batch touches are written anew from its calls, so
 * that they always equal what the calls add up to; the greatest wait could not be subtracted anyway.
 */
final class UsageTables {
    private static final long SLOT_SECONDS = 900;

    /** The touched slots, each with the months under which its calls may be kept. */
    private static final String SLOTS = " FROM unnest(?::int2[], ?::timestamptz[], ?::date[]) AS t (site, slot, month)";

    private static final String SUMS = "count(*), count(*) FILTER (WHERE status = 'A'), coalesce(sum(duration), 0),"
            + " coalesce(sum(%s), 0), coalesce(sum(wait) FILTER (WHERE status = 'A'), 0),"
            + " max(wait) FILTER (WHERE status = 'A')";

    private static final String INTO =
            "(site, slot, direction, status, %scalls, answered, duration, billable, wait, max_wait)";

    /** More than any UCM writes, and less than an index entry may hold: a longer one is cut and told apart by its digest. */
    private static final String LABEL =
            "CASE WHEN length(each.key) <= 250 THEN each.key ELSE left(each.key, 200) || '#' || md5(each.key) END";

    private static final String WRITE = "WITH slots AS MATERIALIZED (SELECT c.*, t.slot" + SLOTS
            + " CROSS JOIN LATERAL (SELECT * FROM call WHERE call.site = t.site AND call.month = t.month"
            + " AND call.started_at >= t.slot AND call.started_at < t.slot + interval '15 minutes' OFFSET 0) AS c),"
            + " by_slot AS (INSERT INTO usage_slot " + INTO.formatted("") + " SELECT site, slot, direction, status, "
            + SUMS.formatted("billable") + " FROM slots GROUP BY site, slot, direction, status), "
            + Stream.of("trunk", "extension", "kind").map(UsageTables::by).collect(Collectors.joining(", "))
            + " SELECT 1";

    /** Slot of one site. */
    private record Slot(short site, Instant begin, LocalDate month) {}

    private final Connection connection;
    private final Set<Slot> touched = new LinkedHashSet<>();

    UsageTables(Connection connection) {
        this.connection = connection;
    }

    private static String by(String key) {
        return "by_%1$s AS (INSERT INTO usage_%1$s %2$s SELECT site, slot, direction, status, %6$s, %3$s FROM slots, unnest(%4$s, %5$s) AS each (key, seconds) GROUP BY site, slot, direction, status, %6$s)"
                .formatted(
                        key,
                        INTO.formatted(key + ", "),
                        SUMS.formatted("each.seconds"),
                        key.equals("kind") ? "string_to_array(kinds, NULL)" : key + "s",
                        key.equals("kind") ? "coalesce(kind_billable, ARRAY[billable])" : key + "_billable",
                        LABEL);
    }

    /** Notes that a call that starts then has come, changed or gone. */
    void touch(short site, Instant startedAt) {
        Instant begin = Instant.ofEpochSecond(Math.floorDiv(startedAt.getEpochSecond(), SLOT_SECONDS) * SLOT_SECONDS);
        LocalDate month = begin.atOffset(ZoneOffset.UTC).toLocalDate().withDayOfMonth(1);
        if (month.getYear() > 0 && month.getYear() <= 9999) {
            touched.add(new Slot(site, begin, month));
        }
        touched.add(new Slot(site, begin, CallTable.MISDATED));
    }

    /** Writes the sums of the touched slots anew. */
    void write() throws SQLException {
        if (touched.isEmpty()) {
            return;
        }
        for (String table : List.of("usage_slot", "usage_trunk", "usage_extension", "usage_kind")) {
            run("DELETE FROM " + table
                    + " AS u USING unnest(?::int2[], ?::timestamptz[], ?::date[]) AS t (site, slot, month)"
                    + " WHERE u.site = t.site AND u.slot = t.slot AND t.month = '" + CallTable.MISDATED + "'");
        }
        run(WRITE);
    }

    private void run(String sql) throws SQLException {
        List<Short> sites = new ArrayList<>();
        List<String> begins = new ArrayList<>();
        List<String> months = new ArrayList<>();
        touched.forEach(slot -> {
            sites.add(slot.site());
            begins.add(Objects.requireNonNull(Timestamps.text(slot.begin())));
            months.add(slot.month().toString());
        });
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setArray(1, connection.createArrayOf("int2", sites.toArray()));
            statement.setArray(2, connection.createArrayOf("text", begins.toArray()));
            statement.setArray(3, connection.createArrayOf("text", months.toArray()));
            statement.execute();
        }
    }
}
