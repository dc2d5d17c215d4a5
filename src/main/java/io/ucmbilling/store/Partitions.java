package io.ucmbilling.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;

/**
 * Makes the monthly partitions of the legs before they are needed: those of a page, and the months ahead.
 *
 * <ol>
 *   <li>A month this process has seen is left alone.
 *   <li>Else one short transaction of its own, before the page's, takes a lock that only other makers of partitions wait for.
 *   <li>A partition is made as a table by itself and then attached: attaching stops neither readers nor writers of the legs,
 *       while {@code CREATE TABLE … PARTITION OF} would.
 * </ol>
 */
@Component
final class Partitions {
    private static final int MONTHS_AHEAD = 2;
    private static final long MAKERS_LOCK = 0x6c65675f6d6f6eL;

    private final Transactions transactions;
    private final Clock clock;
    private final Set<YearMonth> made = ConcurrentHashMap.newKeySet();

    Partitions(Transactions transactions, Clock clock) {
        this.transactions = transactions;
        this.clock = clock;
    }

    /** Makes what is missing of these months and of the months ahead. Call it outside a transaction. */
    void make(Collection<YearMonth> months) {
        if (months.isEmpty()) {
            return;
        }
        YearMonth now = YearMonth.from(clock.instant().atOffset(ZoneOffset.UTC));
        Set<YearMonth> missing = new TreeSet<>(months);
        for (int ahead = 0; ahead <= MONTHS_AHEAD; ahead++) {
            missing.add(now.plusMonths(ahead));
        }
        missing.removeAll(made);
        if (!missing.isEmpty()) {
            transactions.writing(connection -> makeAll(connection, missing));
            made.addAll(missing);
        }
    }

    /** Looks at the database again next time: a page could not be stored, and somebody may have dropped a partition. */
    void forget() {
        made.clear();
    }

    private static boolean makeAll(Connection connection, Set<YearMonth> months) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("SELECT " + AbandonedTransactions.END + ", pg_advisory_xact_lock(" + MAKERS_LOCK + ")");
            for (YearMonth month : months) {
                if (!exists(connection, name(month))) {
                    statement.execute("CREATE TABLE " + name(month) + " (LIKE leg INCLUDING DEFAULTS)");
                    statement.execute("ALTER TABLE leg ATTACH PARTITION " + name(month) + " FOR VALUES FROM ('"
                            + firstDay(month) + "') TO ('" + firstDay(month.plusMonths(1)) + "')");
                }
            }
        }
        return true;
    }

    private static boolean exists(Connection connection, String name) throws SQLException {
        String sql = "SELECT FROM pg_inherits JOIN pg_class ON pg_class.oid = inhrelid"
                + " WHERE inhparent = 'leg'::regclass AND relname = ?";
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, name);
            try (ResultSet rows = statement.executeQuery()) {
                return rows.next();
            }
        }
    }

    private static String name(YearMonth month) {
        return String.format(Locale.ROOT, "leg_%04d_%02d", month.getYear(), month.getMonthValue())
                .replace('-', 'b');
    }

    /** The year 0 of java.time is 1 BC. */
    private static String firstDay(YearMonth month) {
        int year = month.getYear();
        return year > 0
                ? String.format(Locale.ROOT, "%04d-%02d-01", year, month.getMonthValue())
                : String.format(Locale.ROOT, "%04d-%02d-01 BC", 1 - year, month.getMonthValue());
    }
}
