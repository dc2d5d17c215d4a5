package io.ucmbilling.calls.sums;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Collection;
import java.util.Comparator;

/**
 * Slot of one site.
 *
 * @param begin the second since 1970
 */
record SiteSlot(short site, long begin) implements Comparable<SiteSlot> {
    private static final Comparator<SiteSlot> ORDER =
            Comparator.comparingInt(SiteSlot::site).thenComparingLong(SiteSlot::begin);

    @Override
    public int compareTo(SiteSlot other) {
        return ORDER.compare(this, other);
    }

    SiteSlot in(Duration longer) {
        return new SiteSlot(site, UsageTable.begin(begin, longer));
    }

    /** Runs a statement whose parameters are the sites and the begins. Returns how many rows it wrote. */
    static int run(Connection connection, String sql, Collection<SiteSlot> slots) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            set(statement, slots);
            return statement.executeUpdate();
        }
    }

    /** Sets the first two parameters, the sites and the begins. */
    static void set(PreparedStatement statement, Collection<SiteSlot> slots) throws SQLException {
        Connection connection = statement.getConnection();
        statement.setArray(
                1,
                connection.createArrayOf(
                        "int2", slots.stream().map(SiteSlot::site).toArray()));
        statement.setArray(
                2,
                connection.createArrayOf(
                        "int8", slots.stream().map(SiteSlot::begin).toArray()));
    }
}
