package io.ucmbilling.calls.sums;

import io.ucmbilling.calls.sums.UsageSums.Sum;
import io.ucmbilling.calls.sums.UsageSums.SumKey;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Collection;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Rows of a table of sums, to which sums over new calls are added. */
final class SumRows {
    private static final String ADD =
            "INSERT INTO %1$s AS u (site, slot, direction, status, %2$scalls, answered, duration, billable, wait,"
                + " max_wait) SELECT site, to_timestamp(slot), direction::\"char\", status::\"char\", %2$scalls,"
                + " answered, duration, billable, wait, max_wait FROM unnest(?::int2[], ?::int8[], ?::text[],"
                + " ?::text[], ?::text[], ?::int4[], ?::int4[], ?::int8[], ?::int8[], ?::int8[], ?::int4[]) AS come"
                + " (site, slot, direction, status, %3$s, calls, answered, duration, billable, wait, max_wait) ON"
                + " CONFLICT (site, slot, %2$sdirection, status) DO UPDATE SET calls = u.calls + excluded.calls,"
                + " answered = u.answered + excluded.answered, duration = u.duration + excluded.duration, billable ="
                + " u.billable + excluded.billable, wait = u.wait + excluded.wait, max_wait = greatest(u.max_wait,"
                + " excluded.max_wait)";

    private SumRows() {}

    /** @param name one of the table's two */
    static void add(Connection connection, UsageTable table, String name, Map<SumKey, Sum> sums) throws SQLException {
        if (sums.isEmpty()) {
            return;
        }
        String sql = ADD.formatted(name, table.keyColumn(), table.key() == null ? "none" : table.key());
        Collection<SumKey> keys = sums.keySet();
        Collection<Sum> values = sums.values();
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            array(statement, 1, "int2", keys, SumKey::site);
            array(statement, 2, "int8", keys, SumKey::slot);
            array(statement, 3, "text", keys, key -> Character.toString(key.direction()));
            array(statement, 4, "text", keys, key -> Character.toString(key.status()));
            array(statement, 5, "text", keys, SumKey::key);
            array(statement, 6, "int4", values, sum -> sum.calls);
            array(statement, 7, "int4", values, sum -> sum.answered);
            array(statement, 8, "int8", values, sum -> sum.duration);
            array(statement, 9, "int8", values, sum -> sum.billable);
            array(statement, 10, "int8", values, sum -> sum.wait);
            array(statement, 11, "int4", values, sum -> sum.maxWait);
            statement.executeUpdate();
        }
    }

    private static <T> void array(
            PreparedStatement statement,
            int parameter,
            String type,
            Collection<T> items,
            Function<T, ? extends @Nullable Object> value)
            throws SQLException {
        Object[] elements = items.stream().map(value).toArray();
        statement.setArray(parameter, statement.getConnection().createArrayOf(type, elements));
    }
}
