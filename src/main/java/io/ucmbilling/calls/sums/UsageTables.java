package io.ucmbilling.calls.sums;

import io.ucmbilling.calls.call.Call;
import io.ucmbilling.calls.sums.UsageSums.Sum;
import io.ucmbilling.calls.sums.UsageSums.SumKey;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a batch changes of the sums over calls. New calls are added to the sums of their slots. A slot of which a call changed or went is written anew from its
 * calls, since the greatest wait cannot be subtracted. So the sums always equal what the calls add up to. Sums by trunk, extension and kind
 * are only noted as changed ({@link PartDays}).
 */
public final class UsageTables {
    private static final String INTO =
            "(site, slot, direction, status, %scalls, answered, duration, billable, wait, max_wait)";

    /** Sums over calls, of which the argument is the billable seconds. */
    static final String SUMS = "count(*), count(*) FILTER (WHERE status = 'A'), coalesce(sum(duration), 0),"
            + " coalesce(sum(%s), 0), coalesce(sum(wait) FILTER (WHERE status = 'A'), 0),"
            + " max(wait) FILTER (WHERE status = 'A')";

    private static final String ANEW = "WITH slots AS MATERIALIZED (SELECT c.*, to_timestamp(t.slot) AS slot"
            + " FROM unnest(?::int2[], ?::int8[], ?::date[]) AS t (site, slot, month)"
            + " CROSS JOIN LATERAL (SELECT * FROM call WHERE call.site = t.site AND call.month = t.month"
            + " AND call.started_at >= to_timestamp(t.slot) AND call.started_at < to_timestamp(t.slot + 900) OFFSET 0)"
            + " AS c), %s SELECT 1";

    private static final String CLEAR = "DELETE FROM %s AS u USING unnest(?::int2[], ?::int8[]) AS t (site, slot)"
            + " WHERE u.site = t.site AND u.slot = to_timestamp(t.slot)";

    private static final String SUM_UP =
            "INSERT INTO %1$s " + INTO.formatted("%2$s") + " SELECT u.site, to_timestamp(t.slot), direction,"
                    + " status, %2$ssum(calls), sum(answered), sum(duration), sum(billable), sum(wait), max(max_wait)"
                    + " FROM unnest(?::int2[], ?::int8[]) AS t (site, slot) JOIN %3$s AS u ON u.site = t.site"
                    + " AND u.slot >= to_timestamp(t.slot) AND u.slot < to_timestamp(t.slot + %4$d)"
                    + " GROUP BY u.site, t.slot, %2$sdirection, status";

    private final List<AddedCall> added = new ArrayList<>();
    private final Set<SiteSlot> changed = new LinkedHashSet<>();

    private record AddedCall(short site, Call call) {
        SiteSlot quarter() {
            return UsageTables.quarter(site, call.times().startedAt());
        }
    }

    private static String anewBy(UsageTable table) {
        String sums = SUMS.formatted(table == UsageTable.SLOT ? "billable" : "each.seconds");
        String key = table == UsageTable.SLOT ? "" : ", " + UsageTable.shortKey("each.key");
        return "by_%1$s AS (INSERT INTO %1$s %2$s SELECT site, slot, direction, status%3$s, %4$s FROM slots%5$s GROUP BY site, slot, direction, status%3$s)"
                .formatted(
                        table.fine(),
                        INTO.formatted(table.keyColumn()),
                        key,
                        sums,
                        table == UsageTable.SLOT ? "" : ", " + table.parts("slots") + " AS each (key, seconds)");
    }

    /** Notes a call that was not kept before. */
    public void added(short site, Call call) {
        added.add(new AddedCall(site, call));
    }

    /** Notes that a kept call that started then has changed or gone, or another one has become it. */
    public void changed(short site, Instant startedAt) {
        changed.add(quarter(site, startedAt));
    }

    private static SiteSlot quarter(short site, Instant instant) {
        return new SiteSlot(site, UsageTable.begin(instant.getEpochSecond(), UsageTable.QUARTER));
    }

    /**
     * Writes the sums. The calls are written.
     *
     * @param older whether the tables of an older release are kept, too
     */
    public void write(Connection connection, boolean older) throws SQLException {
        List<UsageTable> tables = older ? List.of(UsageTable.values()) : List.of(UsageTable.SLOT);
        UsageSums sums = new UsageSums(tables);
        for (AddedCall call : added) {
            if (!changed.contains(call.quarter())) {
                sums.add(call.site(), call.call());
            }
        }
        for (UsageTable table : tables) {
            Map<SumKey, Sum> quarters = sums.byQuarter(table);
            SumRows.add(connection, table, table.fine(), quarters);
            SumRows.add(connection, table, table.coarse(), UsageSums.by(table.coarseSlot(), quarters));
        }
        if (!changed.isEmpty()) {
            writeAnew(connection, tables);
        }
        Set<SiteSlot> slots = Stream.concat(added.stream().map(AddedCall::quarter), changed.stream())
                .collect(Collectors.toSet());
        RollupPeriods.change(connection, slots);
        PartDays.change(connection, slots);
    }

    private void writeAnew(Connection connection, List<UsageTable> tables) throws SQLException {
        for (UsageTable table : tables) {
            SiteSlot.run(connection, CLEAR.formatted(table.fine()), changed);
        }
        SlotMonths months = new SlotMonths();
        changed.forEach(slot -> months.add(slot, UsageTable.QUARTER));
        months.run(
                connection,
                ANEW.formatted(tables.stream().map(UsageTables::anewBy).collect(Collectors.joining(", "))));
        for (UsageTable table : tables) {
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
}
