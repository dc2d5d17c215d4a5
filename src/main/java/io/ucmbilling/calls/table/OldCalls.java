package io.ucmbilling.calls.table;

import io.ucmbilling.calls.sums.PartDays;
import io.ucmbilling.calls.sums.RollupPeriods;
import io.ucmbilling.calls.sums.UsageTables;
import io.ucmbilling.store.database.Sql;
import io.ucmbilling.store.database.Transactions;
import io.ucmbilling.store.partition.PartitionDrops;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Set;
import org.springframework.stereotype.Component;

/**
 * Dropping of the calls that started before a day of the PBX's wall clock, the first of a month, and of their sums. Calls stand in months of
 * UTC, so the border goes through two of these.
 *
 * <ol>
 *   <li>Partitions of earlier months are dropped ({@link PartitionDrops}).
 *   <li>That of the month before the border holds calls of PBXs east of Greenwich that are kept: of half a day at most. It is replaced by one
 *       that holds these alone. In the same transaction those of PBXs west of it go from the month behind the border, and the sums of the
 *       slots around it are written anew of what is left. So sums and calls agree on each side of the border.
 *   <li>Each transaction locks the follower's row first, as a batch does, and raises the fence: nobody else writes calls or sums meanwhile,
 *       and what a batch has made of calls that go is not written after it, but made again.
 *   <li>Calls of a mad clock and older sums go after that, some at a time. No places of the feed are given out or taken: the feed's end stays
 *       where it is, and what a reader's position says does not depend on calls that are gone.
 * </ol>
 */
@Component
public final class OldCalls {
    private static final String REPLACEMENT = "call_of_border";

    /** Whether a call started on a day of the PBX's wall clock or later; no wall clock is 15 hours from UTC. */
    private static final String LOCAL_START = "(started_at AT TIME ZONE 'UTC') + utc_offset * interval '1 s'";

    private static final String NEAR = "(DATE '%s'::timestamp AT TIME ZONE 'UTC')";

    private final Transactions transactions;
    private final PartitionDrops drops;

    OldCalls(Transactions transactions, PartitionDrops drops) {
        this.transactions = transactions;
        this.drops = drops;
    }

    /** Drops them. Done again it finds nothing to do. */
    public void drop(LocalDate day) {
        LocalDate before = day.minusMonths(1);
        Set<LocalDate> months = transactions.writing(CallPartitions::read);
        months.stream()
                .filter(month -> month.isBefore(before))
                .sorted()
                .forEach(month -> drops.locked(
                        new String[] {"call", CallPartitions.name(month)},
                        FollowerLease::raiseFence,
                        connection -> PartitionDrops.drop(connection, "call", CallPartitions.name(month))));
        cross(day, months.contains(before));
        OldRows rows = new OldRows(transactions);
        rows.delete("call_misdated", LOCAL_START + " < DATE '" + day + "'");
        rows.deleteUsage(NEAR.formatted(day) + " - interval '1 day'");
        rows.deleteRollups(day);
        sumUpLater(day);
    }

    /** @param partitioned whether the month before has a partition */
    private void cross(LocalDate day, boolean partitioned) {
        String table = CallPartitions.name(day.minusMonths(1));
        drops.locked(
                partitioned ? new String[] {"call", table} : new String[0], FollowerLease::raiseFence, connection -> {
                    if (partitioned) {
                        replace(connection, table, day);
                    }
                    Sql.execute(
                            connection,
                            "DELETE FROM call WHERE month = DATE '" + day + "' AND started_at < " + NEAR.formatted(day)
                                    + " + interval '15 h' AND " + LOCAL_START + " < DATE '" + day + "'");
                    sumUpAnew(connection, day);
                    change(connection, day);
                });
    }

    private static void replace(Connection connection, String table, LocalDate day) throws SQLException {
        Sql.execute(
                connection,
                "CREATE TABLE " + REPLACEMENT + " (LIKE call INCLUDING DEFAULTS INCLUDING CONSTRAINTS); INSERT INTO "
                        + REPLACEMENT + " SELECT * FROM " + table + " WHERE started_at >= " + NEAR.formatted(day)
                        + " - interval '15 h' AND " + LOCAL_START + " >= DATE '" + day + "'");
        PartitionDrops.drop(connection, "call", table);
        if (isEmpty(connection)) {
            Sql.execute(connection, "DROP TABLE " + REPLACEMENT);
        } else {
            Sql.execute(
                    connection,
                    "ALTER TABLE " + REPLACEMENT + " RENAME TO " + table + "; ALTER TABLE call ATTACH PARTITION "
                            + table + " FOR VALUES FROM ('" + day.minusMonths(1) + "') TO ('" + day + "')");
        }
    }

    private static boolean isEmpty(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT NOT EXISTS (SELECT FROM " + REPLACEMENT + ")")) {
            row.next();
            return row.getBoolean(1);
        }
    }

    /** Writes the sums of the slots around the border anew. */
    private static void sumUpAnew(Connection connection, LocalDate day) throws SQLException {
        UsageTables usage = new UsageTables();
        try (PreparedStatement statement =
                        connection.prepareStatement("SELECT DISTINCT site, slot FROM usage_slot WHERE"
                                + " site IN (SELECT id FROM site) AND slot >= " + NEAR.formatted(day)
                                + " - interval '1 day'"
                                + " AND slot < " + NEAR.formatted(day) + " + interval '1 day'");
                ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                usage.changed(
                        rows.getShort(1),
                        rows.getObject(2, OffsetDateTime.class).toInstant());
            }
        }
        usage.write(connection, PartDays.olderAreWritten(connection));
    }

    /** The period and the days in which the border lies are to be summed up anew of what is left. */
    private void sumUpLater(LocalDate day) {
        drops.locked(new String[0], FollowerLease::raiseFence, connection -> change(connection, day));
        transactions.writing(connection -> {
            RollupPeriods.deleteChanged(connection);
            PartDays.deleteChanged(connection);
            return true;
        });
    }

    /** Notes what sums a border changes: all earlier ones will go. */
    private static void change(Connection connection, LocalDate border) throws SQLException {
        RollupPeriods.changeBefore(connection, border.plusDays(1));
        PartDays.changeNear(connection, border);
    }
}
