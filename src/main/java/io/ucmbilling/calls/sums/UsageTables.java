package io.ucmbilling.calls.sums;

import io.ucmbilling.calls.call.Call;
import io.ucmbilling.calls.sums.UsageSums.Sum;
import io.ucmbilling.calls.sums.UsageSums.SumKey;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a batch changes of the sums over calls. New calls are added to the sums of their slots. A slot of which a call changed or went is written anew from its
 * calls, since the greatest wait cannot be subtracted. So the sums always equal what the calls add up to.
 */
public final class UsageTables {
    private static final String INTO =
            "(site, slot, direction, status, %scalls, answered, duration, billable, wait, max_wait)";

    private static final String ADD =
            "INSERT INTO %1$s AS u (site, slot, direction, status, %2$scalls, answered, duration, billable, wait,"
                + " max_wait) SELECT site, to_timestamp(slot), direction::\"char\", status::\"char\", %2$scalls,"
                + " answered, duration, billable, wait, max_wait FROM unnest(?::int2[], ?::int8[], ?::text[],"
                + " ?::text[], ?::text[], ?::int4[], ?::int4[], ?::int8[], ?::int8[], ?::int8[], ?::int4[]) AS come"
                + " (site, slot, direction, status, %3$s, calls, answered, duration, billable, wait, max_wait) ON"
                + " CONFLICT (site, slot, %2$sdirection, status) DO UPDATE SET calls = u.calls + excluded.calls,"
                + " answered = u.answered + excluded.answered, duration = u.duration + excluded.duration, billable ="
                + " u.billable + excluded.billable, wait = u.wait + excluded.wait, max_wait = greatest(u.max_wait,"
                + " excluded.max_wait)";

    private static final String SUMS = "count(*), count(*) FILTER (WHERE status = 'A'), coalesce(sum(duration), 0),"
            + " coalesce(sum(%s), 0), coalesce(sum(wait) FILTER (WHERE status = 'A'), 0),"
            + " max(wait) FILTER (WHERE status = 'A')";

    private static final String ANEW = "WITH slots AS MATERIALIZED (SELECT c.*, to_timestamp(t.slot) AS slot"
            + " FROM unnest(?::int2[], ?::int8[], ?::date[]) AS t (site, slot, month)"
            + " CROSS JOIN LATERAL (SELECT * FROM call WHERE call.site = t.site AND call.month = t.month"
            + " AND call.started_at >= to_timestamp(t.slot) AND call.started_at < to_timestamp(t.slot + 900) OFFSET 0)"
            + " AS c), by_slot AS (INSERT INTO usage_slot " + INTO.formatted("")
            + " SELECT site, slot, direction, status, " + SUMS.formatted("billable")
            + " FROM slots GROUP BY site, slot, direction, status), "
            + Stream.of(UsageTable.TRUNK, UsageTable.EXTENSION, UsageTable.KIND)
                    .map(UsageTables::anewBy)
                    .collect(Collectors.joining(", "))
            + " SELECT 1";

    private static final String CLEAR = "DELETE FROM %s AS u USING unnest(?::int2[], ?::int8[]) AS t (site, slot)"
            + " WHERE u.site = t.site AND u.slot = to_timestamp(t.slot)";

    private static final String SUM_UP =
            "INSERT INTO %1$s " + INTO.formatted("%2$s") + " SELECT u.site, to_timestamp(t.slot), direction,"
                    + " status, %2$ssum(calls), sum(answered), sum(duration), sum(billable), sum(wait), max(max_wait)"
                    + " FROM unnest(?::int2[], ?::int8[]) AS t (site, slot) JOIN %3$s AS u ON u.site = t.site"
                    + " AND u.slot >= to_timestamp(t.slot) AND u.slot < to_timestamp(t.slot + %4$d)"
                    + " GROUP BY u.site, t.slot, %2$sdirection, status";

    private final UsageSums added = new UsageSums();
    private final Set<SiteSlot> changed = new LinkedHashSet<>();

    private static String anewBy(UsageTable table) {
        return "by_%1$s AS (INSERT INTO %2$s %3$s SELECT site, slot, direction, status, %4$s, %5$s FROM slots, %6$s AS each (key, seconds) GROUP BY site, slot, direction, status, %4$s)"
                .formatted(
                        table.key(),
                        table.fine(),
                        INTO.formatted(table.keyColumn()),
                        UsageTable.shortKey("each.key"),
                        SUMS.formatted("each.seconds"),
                        table.parts("slots"));
    }

    /** Notes a call that was not kept before. */
    public void added(short site, Call call) {
        added.add(site, call);
    }

    /** Notes that a kept call that started then has changed or gone, or another one has become it. */
    public void changed(short site, Instant startedAt) {
        changed.add(new SiteSlot(site, UsageTable.begin(startedAt.getEpochSecond(), UsageTable.QUARTER)));
    }

    /** Writes the sums. The calls are written. */
    public void write(Connection connection) throws SQLException {
        for (UsageTable table : UsageTable.values()) {
            Map<SumKey, Sum> quarters =
                    added.byQuarter(table, key -> changed.contains(new SiteSlot(key.site(), key.slot())));
            add(connection, table, table.fine(), quarters);
            add(connection, table, table.coarse(), UsageSums.by(table.coarseSlot(), quarters));
        }
        if (!changed.isEmpty()) {
            writeAnew(connection);
        }
        RollupPeriods.change(connection, periods());
    }

    /** Returns the begins of what changes, by long slots. */
    private Set<SiteSlot> periods() {
        Stream<SiteSlot> ofNew = added.byQuarter(UsageTable.SLOT, key -> false).keySet().stream()
                .map(key -> new SiteSlot(key.site(), key.slot()));
        return Stream.concat(ofNew, changed.stream())
                .map(slot -> slot.in(RollupPeriods.LENGTH))
                .collect(Collectors.toSet());
    }

    private static void add(Connection connection, UsageTable table, String name, Map<SumKey, Sum> sums)
            throws SQLException {
        if (sums.isEmpty()) {
            return;
        }
        String sql = ADD.formatted(name, table.keyColumn(), table.key() == null ? "none" : table.key());
        Collection<SumKey> keys = sums.keySet();
        Collection<Sum> values = sums.values();
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            array(statement, 1, "int2", keys, SumKey::site);
            array(statement, 2, "int8", keys, SumKey::slot);
            array(statement, 3, "text", keys, key -> Character.toString(key.direction()));
            array(statement, 4, "text", keys, key -> Character.toString(key.status()));
            array(statement, 5, "text", keys, SumKey::key);
            array(statement, 6, "int4", values, sum -> sum.calls);
            array(statement, 7, "int4", values, sum -> sum.answered);
            array(statement, 8, "int8", values, sum -> sum.duration);
            array(statement, 9, "int8", values, sum -> sum.billable);
            array(statement, 10, "int8", values, sum -> sum.wait);
            array(statement, 11, "int4", values, sum -> sum.maxWait);
            statement.executeUpdate();
        }
    }

    private void writeAnew(Connection connection) throws SQLException {
        for (UsageTable table : UsageTable.values()) {
            SiteSlot.run(connection, CLEAR.formatted(table.fine()), changed);
        }
        anew(connection);
        for (UsageTable table : UsageTable.values()) {
            Set<SiteSlot> longer = changed.stream()
                    .map(slot -> slot.in(table.coarseSlot()))
                    .collect(Collectors.toCollection(LinkedHashSet::new));
            SiteSlot.run(connection, CLEAR.formatted(table.coarse()), longer);
            SiteSlot.run(
                    connection,
                    SUM_UP.formatted(
                            table.coarse(),
                            table.keyColumn(),
                            table.fine(),
                            table.coarseSlot().toSeconds()),
                    longer);
        }
    }

    /** Writes the sums of the changed slots by their calls, which may be kept under the slot's month or as misdated. */
    private void anew(Connection connection) throws SQLException {
        List<SiteSlot> slots = new ArrayList<>();
        List<String> months = new ArrayList<>();
        for (SiteSlot slot : changed) {
            Instant begin = Instant.ofEpochSecond(slot.begin());
            for (LocalDate month : CallMonths.of(begin, begin.plus(UsageTable.QUARTER))) {
                slots.add(slot);
                months.add(month.toString());
            }
        }
        try (PreparedStatement statement = connection.prepareStatement(ANEW)) {
            array(statement, 1, "int2", slots, SiteSlot::site);
            array(statement, 2, "int8", slots, SiteSlot::begin);
            array(statement, 3, "text", months, month -> month);
            statement.execute();
        }
    }

    private static <T> void array(
            PreparedStatement statement,
            int parameter,
            String type,
            Collection<T> items,
            Function<T, ? extends @Nullable Object> value)
            throws SQLException {
        Object[] elements = items.stream().map(value).toArray();
        statement.setArray(parameter, statement.getConnection().createArrayOf(type, elements));
    }
}
