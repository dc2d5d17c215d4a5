package io.ucmbilling.store.partition;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.YearMonth;
import java.util.Collection;
import java.util.Locale;
import java.util.NavigableSet;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The partitions as tables. One is made as a table by itself and then attached: attaching stops neither readers nor writers of
 * the legs, while {@code CREATE TABLE … PARTITION OF} would.
 */
final class PartitionTables {
    private static final Pattern MONTH = Pattern.compile("leg_(\\d{4})_(\\d{2})");

    /** Of an edge: its one bound that is a date. */
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
                } else if (table.equals(PartitionEdge.BEFORE.table())) {
                    beforeEnd = bound(rows.getString(2));
                } else if (table.equals(PartitionEdge.AFTER.table())) {
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

    /** Adds an edge beside the months there are; there must be one. */
    static void add(Connection connection, PartitionEdge edge, PartitionLayout layout) throws SQLException {
        switch (edge) {
            case BEFORE -> make(connection, edge.table(), null, layout.months().first());
            case AFTER -> make(connection, edge.table(), layout.months().last().plusMonths(1), null);
        }
    }

    private static void make(Connection connection, String table, @Nullable YearMonth from, @Nullable YearMonth to)
            throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE " + table + " (LIKE leg INCLUDING DEFAULTS)");
            statement.execute("ALTER TABLE leg ATTACH PARTITION " + table + values(from, to));
        }
    }

    static String name(YearMonth month) {
        return String.format(Locale.ROOT, "leg_%04d_%02d", month.getYear(), month.getMonthValue());
    }

    /** @param to exclusive; null: no bound */
    static String values(@Nullable YearMonth from, @Nullable YearMonth to) {
        return " FOR VALUES FROM (" + (from == null ? "MINVALUE" : firstDay(from)) + ") TO ("
                + (to == null ? "MAXVALUE" : firstDay(to)) + ")";
    }

    /** As a literal. The year 0 of java.time is 1 BC. */
    static String firstDay(YearMonth month) {
        int year = month.getYear();
        return year > 0
                ? String.format(Locale.ROOT, "'%04d-%02d-01'", year, month.getMonthValue())
                : String.format(Locale.ROOT, "'%04d-%02d-01 BC'", 1 - year, month.getMonthValue());
    }
}
