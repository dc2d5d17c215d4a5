package io.ucmbilling.store.partition;

import io.ucmbilling.store.database.Sql;
import io.ucmbilling.store.database.Transactions;
import io.ucmbilling.store.partition.PartitionLayout.Edge;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.YearMonth;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Tables that are partitions of the legs, and the SQL that makes and alters them. One is made as a table by itself and
 * then attached: attaching stops neither readers nor writers of the legs, while {@code CREATE TABLE … PARTITION OF}
 * would.
 */
final class PartitionTables {
    private static final long MAKERS_LOCK = 0x6c65675f6d6f6eL;
    private static final Pattern MONTH = Pattern.compile("leg_(\\d{4})_(\\d{2})");

    /** The one bound of an edge that is a date. */
    private static final Pattern BOUND = Pattern.compile("'(\\d{4,})-(\\d{2})-01[^']*'");

    private static final String PARTITIONS = "SELECT relname, pg_get_expr(relpartbound, pg_class.oid) FROM pg_inherits"
            + " JOIN pg_class ON pg_class.oid = inhrelid WHERE inhparent = 'leg'::regclass";

    private PartitionTables() {}

    static PartitionLayout read(Connection connection) throws SQLException {
        NavigableSet<YearMonth> months = new TreeSet<>();
        YearMonth beforeEnd = null;
        YearMonth afterBegin = null;
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(PARTITIONS)) {
            while (rows.next()) {
                String table = rows.getString(1);
                Matcher month = MONTH.matcher(table);
                if (month.matches()) {
                    months.add(YearMonth.of(Integer.parseInt(month.group(1)), Integer.parseInt(month.group(2))));
                } else if (table.equals(Edge.BEFORE.table)) {
                    beforeEnd = bound(rows.getString(2));
                } else if (table.equals(Edge.AFTER.table)) {
                    afterBegin = bound(rows.getString(2));
                }
            }
        }
        return new PartitionLayout(months, beforeEnd, afterBegin);
    }

    private static YearMonth bound(String expression) {
        Matcher date = BOUND.matcher(expression);
        if (!date.find()) {
            throw new IllegalStateException(
                    "partition of the legs: found " + expression + ", expected a month's bound");
        }
        int year = Integer.parseInt(date.group(1));
        return YearMonth.of(date.group().contains("BC") ? 1 - year : year, Integer.parseInt(date.group(2)));
    }

    /** Adds months; none of them may be covered by another partition. */
    static void add(Connection connection, Collection<YearMonth> months) throws SQLException {
        for (YearMonth month : months) {
            make(connection, name(month), month, month.plusMonths(1));
        }
    }

    /** Makes partitions for misdated legs of these months, if there are none yet: edges if they stand outside all months. */
    static void house(Connection connection, Collection<YearMonth> months) throws SQLException {
        for (YearMonth month : new TreeSet<>(months)) {
            PartitionLayout layout = read(connection);
            if (layout.houses(Set.of(month))) {
                continue;
            }
            if (layout.beforeEnd() == null && month.isBefore(layout.months().first())) {
                make(connection, Edge.BEFORE.table, null, layout.months().first());
            } else if (layout.afterBegin() == null
                    && month.isAfter(layout.months().last())) {
                make(connection, Edge.AFTER.table, layout.months().last().plusMonths(1), null);
            } else {
                add(connection, List.of(month));
            }
        }
    }

    private static void make(Connection connection, String table, @Nullable YearMonth from, @Nullable YearMonth to)
            throws SQLException {
        Sql.execute(connection, "CREATE TABLE " + table + " (LIKE leg INCLUDING DEFAULTS)");
        Sql.execute(connection, "ALTER TABLE leg ATTACH PARTITION " + table + values(from, to));
    }

    /** Takes the lock of makers of partitions until the transaction ends. Returns whether it is taken. */
    static boolean lock(Connection connection, boolean wait) throws SQLException {
        if (wait) {
            Sql.execute(
                    connection,
                    "SET LOCAL lock_timeout = '10s'; SELECT " + Transactions.END_WITH_CLIENT
                            + ", pg_advisory_xact_lock(" + MAKERS_LOCK + "); SET LOCAL lock_timeout = DEFAULT");
            return true;
        }
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT pg_try_advisory_xact_lock(" + MAKERS_LOCK + ")")) {
            return row.next() && row.getBoolean(1);
        }
    }

    /** Takes the lock of makers of partitions until the transaction ends, as long as its own time limit allows. */
    static void await(Connection connection) throws SQLException {
        Sql.execute(connection, "SELECT pg_advisory_xact_lock(" + MAKERS_LOCK + ")");
    }

    static String name(YearMonth month) {
        return String.format(Locale.ROOT, "leg_%04d_%02d", month.getYear(), month.getMonthValue());
    }

    /** @param to exclusive; null: no bound */
    static String values(@Nullable YearMonth from, @Nullable YearMonth to) {
        return " FOR VALUES FROM (" + (from == null ? "MINVALUE" : firstDay(from)) + ") TO ("
                + (to == null ? "MAXVALUE" : firstDay(to)) + ")";
    }

    /** Returns it as a literal. The year 0 of java.time is 1 BC. */
    static String firstDay(YearMonth month) {
        int year = month.getYear();
        return year > 0
                ? String.format(Locale.ROOT, "'%04d-%02d-01'", year, month.getMonthValue())
                : String.format(Locale.ROOT, "'%04d-%02d-01 BC'", 1 - year, month.getMonthValue());
    }
}
