package io.ucmbilling.calls.sums;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/** Slots of sites, each with the months under which its calls may be kept. */
final class SlotMonths {
    private final List<SiteSlot> slots = new ArrayList<>();
    private final List<String> months = new ArrayList<>();

    /** Adds a slot of that length. */
    void add(SiteSlot slot, Duration length) {
        Instant begin = Instant.ofEpochSecond(slot.begin());
        for (LocalDate month : CallMonths.of(begin, begin.plus(length))) {
            slots.add(slot);
            months.add(month.toString());
        }
    }

    /** Runs a statement whose parameters are the sites, the begins and the months. */
    void run(Connection connection, String sql) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            SiteSlot.set(statement, slots);
            statement.setArray(3, connection.createArrayOf("text", months.toArray()));
            statement.execute();
        }
    }
}
