package io.ucmbilling.calls.usage;

import io.ucmbilling.calls.call.CallStatus;
import io.ucmbilling.calls.query.SiteNumbers;
import io.ucmbilling.store.row.LegCodes;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Reads items from the rows of {@link UsageStatement}. */
record UsageRow(UsageQuestion question, UsageSlots slots, SiteNumbers sites) {
    private static final int SITE = 2;
    private static final int DIRECTION = 3;
    private static final int STATUS = 4;
    private static final int PART = 5;
    private static final int SUMS = 6;

    UsageItem read(ResultSet row) throws SQLException {
        int column = SUMS;
        return new UsageItem(
                values(row),
                row.getLong(column++),
                row.getLong(column++),
                row.getLong(column++),
                row.getLong(column++),
                row.getLong(column++),
                row.getObject(column, Integer.class));
    }

    private List<UsageValue> values(ResultSet row) throws SQLException {
        List<UsageValue> times = question.timeKeys().isEmpty() ? List.of() : slots.values(row.getInt(1));
        List<UsageValue> values = new ArrayList<>();
        for (UsageKey key : question.keys()) {
            values.add(key.isTime() ? times.get(question.timeKeys().indexOf(key)) : UsageValue.of(text(row, key)));
        }
        return values;
    }

    private String text(ResultSet row, UsageKey key) throws SQLException {
        return switch (key) {
            case SITE -> sites.name(row.getShort(SITE));
            case DIRECTION -> LegCodes.direction(row.getString(DIRECTION)).name();
            case STATUS -> CallStatus.of(row.getString(STATUS)).name();
            case KIND -> LegCodes.kind(row.getString(PART)).name();
            case TRUNK, EXTENSION -> row.getString(PART);
            case HOUR, DAY, MONTH, HOUR_OF_WEEK -> throw new IllegalArgumentException(key + " is of time");
        };
    }
}
