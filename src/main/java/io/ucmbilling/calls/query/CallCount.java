package io.ucmbilling.calls.query;

import io.ucmbilling.calls.call.CallStatus;
import io.ucmbilling.calls.view.CallFilter;
import io.ucmbilling.store.database.Sql;
import io.ucmbilling.store.database.Timestamps;
import io.ucmbilling.store.row.LegCodes;
import io.ucmbilling.store.serving.WatchedQuery;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * Exact count of the calls that match. By site, direction, status and time it comes from the sums of usage by the hour, but for the parts
 * of hours at both ends. Else the calls are counted.
 */
public record CallCount(CallConditions conditions) {

    public long run(WatchedQuery database) throws SQLException {
        CallFilter filter = conditions.filter();
        Instant from = filter.from();
        Instant to = filter.to();
        if (!filter.isOfSums()) {
            return counted(database, from, to);
        }
        Instant begin = from == null ? null : hourFrom(from);
        Instant end = to == null ? null : to.truncatedTo(ChronoUnit.HOURS);
        if (begin != null && end != null && !begin.isBefore(end)) {
            return counted(database, from, to);
        }
        long count = summed(database, begin, end);
        if (from != null && !from.equals(begin)) {
            count += counted(database, from, begin);
        }
        if (to != null && !to.equals(end)) {
            count += counted(database, end, to);
        }
        return count;
    }

    private static Instant hourFrom(Instant from) {
        Instant hour = from.truncatedTo(ChronoUnit.HOURS);
        return hour.equals(from) ? hour : hour.plus(1, ChronoUnit.HOURS);
    }

    private long summed(WatchedQuery database, @Nullable Instant from, @Nullable Instant to) throws SQLException {
        CallFilter filter = conditions.filter();
        Sql sql = new Sql().add("SELECT coalesce(sum(calls), 0) FROM usage_hour WHERE ");
        conditions.sites().add(sql, "site");
        if (from != null) {
            sql.add(" AND slot >= ?", Timestamps.atOrAfter(from));
        }
        if (to != null) {
            sql.add(" AND slot < ?", Timestamps.atOrAfter(to));
        }
        CallConditions.addLetters(sql, "direction", filter.directions().stream().map(LegCodes::of));
        CallConditions.addLetters(sql, "status", filter.statuses().stream().map(CallStatus::letter));
        return number(database, sql);
    }

    private long counted(WatchedQuery database, @Nullable Instant from, @Nullable Instant to) throws SQLException {
        Sql sql = new Sql().add("SELECT count(*) FROM call AS c WHERE ");
        new CallConditions(conditions.filter().during(from, to), conditions.sites()).add(sql);
        return number(database, sql);
    }

    private static long number(WatchedQuery database, Sql sql) throws SQLException {
        try (PreparedStatement statement = sql.prepare(database.connection());
                ResultSet row = database.run(statement::executeQuery)) {
            row.next();
            return row.getLong(1);
        }
    }
}
