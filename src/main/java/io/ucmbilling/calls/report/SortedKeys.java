package io.ucmbilling.calls.report;

import io.ucmbilling.calls.query.CallConditions;
import io.ucmbilling.calls.query.CallSearch;
import io.ucmbilling.calls.query.CallSearch.FoundCall;
import io.ucmbilling.calls.query.QuerySettings;
import io.ucmbilling.store.database.Sql;
import io.ucmbilling.store.serving.WatchedQuery;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Statements that sort the keys of calls in PostgreSQL, and return those of a page.
 *
 * @param conditions of all calls that match
 */
record SortedKeys(CallConditions conditions, SortedPage page) {

    /** Returns those of a page of all that match, from the end that is nearer, as their count is known. */
    List<FoundCall> of(WatchedQuery database, long count) throws SQLException {
        long offset = page.offset(count);
        long size = Math.min(page.size(), count - offset);
        boolean backwards = offset > count / 2;
        if (page.column() != SortColumn.START) {
            QuerySettings.sort(database);
        }
        Sql sql = select();
        conditions.add(sql);
        sql.add(order(backwards) + " OFFSET ? LIMIT ?", backwards ? count - offset - size : offset, size);
        List<FoundCall> calls = read(database, sql, false).calls();
        return backwards ? calls.reversed() : calls;
    }

    /** Returns those of a page of calls that were found. */
    List<FoundCall> of(WatchedQuery database, List<FoundCall> found) throws SQLException {
        QuerySettings.sort(database);
        Sql sql = select();
        CallSearch.addKeys(sql, found);
        sql.add(order(false) + " OFFSET ? LIMIT ?", page.offset(found.size()), page.size());
        return read(database, sql, false).calls();
    }

    /** Returns those of a page of all that match, and counts these in the same look at them. */
    PageKeys counted(WatchedQuery database) throws SQLException {
        QuerySettings.sort(database);
        Sql sql = select(new Sql().add("WITH matching AS MATERIALIZED ("));
        conditions.add(sql);
        sql.add(
                "), counted AS MATERIALIZED (SELECT count(*) AS calls FROM matching) SELECT started_at, id, month,"
                        + " (SELECT calls FROM counted) FROM matching" + order(false)
                        + " OFFSET (SELECT greatest(0, least(?, (calls - 1) / ? * ?)) FROM counted) LIMIT ?",
                (page.number() - 1L) * page.size(),
                (long) page.size(),
                (long) page.size(),
                page.size());
        return read(database, sql, true);
    }

    private Sql select() {
        return select(new Sql());
    }

    private Sql select(Sql sql) {
        sql.add("SELECT c.started_at, c.id, c.month, ");
        if (page.column() == SortColumn.SITE) {
            sql.addArray("(CAST(? AS integer[]))[1 + c.site]", "int4", ranks());
        } else {
            sql.add(page.column().column());
        }
        return sql.add(" AS sorted FROM call AS c WHERE ");
    }

    /** Returns the rank of each site in the order of their ids, by their numbers from 0 on; null: it is not asked for. */
    private Object[] ranks() {
        Map<Short, String> names = conditions.sites().names();
        List<String> sorted = names.values().stream().sorted().toList();
        return IntStream.rangeClosed(
                        0,
                        names.keySet().stream().mapToInt(Short::intValue).max().orElse(0))
                .mapToObj(site -> sorted.indexOf(names.get((short) site)))
                .toArray();
    }

    /** What is not known comes before all that is, so that the descending order is the exact reverse. @param backwards from the end */
    private String order(boolean backwards) {
        boolean ascending = page.descending() == backwards;
        String direction = ascending ? "" : " DESC";
        String unknown = ascending ? " NULLS FIRST" : " NULLS LAST";
        String column = page.column() == SortColumn.START ? "" : "sorted" + direction + unknown + ", ";
        return " ORDER BY " + column + "started_at" + direction + ", id" + direction;
    }

    /** @param counted whether the fourth column is the count */
    private static PageKeys read(WatchedQuery database, Sql sql, boolean counted) throws SQLException {
        return database.run(() -> {
            long count = 0;
            List<FoundCall> calls = new ArrayList<>();
            try (PreparedStatement statement = sql.prepare(database.connection());
                    ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    calls.add(CallSearch.found(rows, 1));
                    count = counted ? rows.getLong(4) : 0;
                }
            }
            return new PageKeys(calls, count);
        });
    }
}
