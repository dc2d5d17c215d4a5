package io.ucmbilling.calls.sums;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Collection;

/**
 * Slot of one site.
 *
 * @param begin the second since 1970
 */
record SiteSlot(short site, long begin) {
    SiteSlot in(Duration longer) {
        return new SiteSlot(site, UsageTable.begin(begin, longer));
    }

    /** Runs a statement whose parameters are the sites and the begins. */
    static void run(Connection connection, String sql, Collection<SiteSlot> slots) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setArray(
                    1,
                    connection.createArrayOf(
                            "int2", slots.stream().map(SiteSlot::site).toArray()));
            statement.setArray(
                    2,
                    connection.createArrayOf(
                            "int8", slots.stream().map(SiteSlot::begin).toArray()));
            statement.executeUpdate();
        }
    }
}
