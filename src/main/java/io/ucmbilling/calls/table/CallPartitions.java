package io.ucmbilling.calls.table;

import io.ucmbilling.calls.sums.CallMonths;
import io.ucmbilling.store.partition.CollectedMonths;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Partitions of the calls, one for each month in which a call started. A month that is not collected, nor next to one that is, is
 * that of a mad clock: its calls share one partition.
 */
public final class CallPartitions {
    private static final String PREFIX = "call_";

    /** Months that have a partition, as far as this process knows. */
    private final Set<LocalDate> known = ConcurrentHashMap.newKeySet();

    CallPartitions() {}

    /** Returns the month under which a call is kept. */
    static LocalDate month(Instant startedAt, CollectedMonths collected) {
        YearMonth month = YearMonth.from(startedAt.atOffset(ZoneOffset.UTC));
        boolean near = !month.isBefore(collected.first().minusMonths(1))
                && !month.isAfter(collected.last().plusMonths(1));
        return near ? month.atDay(1) : CallMonths.MISDATED;
    }

    /** Makes what is missing, in the connection's transaction. Attaching keeps no reader waiting. */
    void make(Connection connection, Collection<LocalDate> months) throws SQLException {
        Set<LocalDate> missing = new TreeSet<>(months);
        missing.remove(CallMonths.MISDATED);
        missing.removeAll(known);
        if (missing.isEmpty()) {
            return;
        }
        Set<LocalDate> made = read(connection);
        try (Statement statement = connection.createStatement()) {
            for (LocalDate month : missing) {
                if (!made.contains(month)) {
                    String table = name(month);
                    statement.execute(
                            "CREATE TABLE " + table + " (LIKE call INCLUDING DEFAULTS INCLUDING CONSTRAINTS)");
                    statement.execute("ALTER TABLE call ATTACH PARTITION " + table + " FOR VALUES FROM ('" + month
                            + "') TO ('" + month.plusMonths(1) + "')");
                }
            }
        }
        known.addAll(made);
    }

    /** Forgets what it knows: a batch failed, and somebody may have dropped a partition. */
    void forget() {
        known.clear();
    }

    static String name(LocalDate month) {
        return PREFIX + month.toString().substring(0, 7).replace('-', '_');
    }

    /** Returns all values that {@code call.month} may have now, each of which has a partition of its own. */
    public static Set<LocalDate> months(Connection connection) throws SQLException {
        Set<LocalDate> months = read(connection);
        months.add(CallMonths.MISDATED);
        return months;
    }

    /** Returns the months that have a partition. */
    static Set<LocalDate> read(Connection connection) throws SQLException {
        Set<LocalDate> months = new TreeSet<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT relname FROM pg_inherits JOIN pg_class ON"
                        + " pg_class.oid = inhrelid WHERE inhparent = 'call'::regclass")) {
            while (rows.next()) {
                String name = rows.getString(1).substring(PREFIX.length());
                if (name.matches("\\d{4}_\\d{2}")) {
                    months.add(LocalDate.parse(name.replace('_', '-') + "-01"));
                }
            }
        }
        return months;
    }
}
