package io.ucmbilling.calls.sums;

import io.ucmbilling.store.database.Transactions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What is rolled up, and what it has to be. */
public final class RollupRows {
    private static final String OF_SHARES = "count(*)::int AS calls, count(answered_at)::int AS answered,"
            + " coalesce(sum(duration), 0)::bigint AS duration, sum(seconds)::bigint AS billable, coalesce(sum(wait)"
            + " FILTER (WHERE answered_at IS NOT NULL), 0)::bigint AS wait, max(wait) FILTER (WHERE answered_at IS NOT"
            + " NULL) AS max_wait";

    private static final String OF_WAITS = "count(*)::int AS calls, count(answered_at)::int AS answered, 0 AS duration,"
            + " 0 AS billable, 0 AS wait, NULL::int AS max_wait";

    private static final String PARTS =
            "SELECT to_jsonb(r)::text FROM (SELECT p.site, p.dimension, p.slot + u.quarter *"
                    + " interval '15 minutes' AS slot, u.part, u.direction, u.status, u.calls, u.answered, u.duration,"
                    + " u.billable, u.wait, u.max_wait FROM usage_part AS p" + PartSums.ROWS + ") AS r";

    private RollupRows() {}

    /** Rolls up all that has changed, also a moment ago. */
    public static void rollUp(Transactions transactions) {
        RollupSteps steps = new RollupSteps(transactions);
        while (steps.next(Duration.ZERO)) {
            // Until nothing is left.
        }
    }

    /** Sums up the days that have changed, and no period. */
    static void sumUpDays(Transactions transactions) {
        RollupSteps steps = new RollupSteps(transactions);
        while (steps.days(Duration.ZERO)) {
            // Until nothing is left.
        }
    }

    /** Returns every row as it is kept. */
    public static List<String> kept(JdbcClient jdbc) {
        List<String> rows = new ArrayList<>(jdbc.sql(PARTS).query(String.class).list());
        jdbc.sql("SELECT to_jsonb(u)::text FROM usage_rollup AS u").query(row -> {
            rows.add(row.getString(1));
        });
        Collections.sort(rows);
        return rows;
    }

    /** Returns every row as the calls add up to it. */
    public static List<String> ofCalls(JdbcClient jdbc) {
        return Stream.of(
                        partsOfCalls(jdbc, 'T'),
                        partsOfCalls(jdbc, 'E'),
                        partsOfCalls(jdbc, 'K'),
                        ofCalls(jdbc, 'S', 0, 1, 6),
                        ofCalls(jdbc, 'T', 0, 168, 672),
                        ofCalls(jdbc, 'E', 0, 168, 672),
                        ofCalls(jdbc, 'K', 0, 168, 672),
                        ofCalls(jdbc, 'T', null, 672),
                        ofCalls(jdbc, 'E', null, 672),
                        ofCalls(jdbc, 'K', null, 672),
                        ofCalls(jdbc, 'W', null, 24, 168))
                .flatMap(List::stream)
                .sorted()
                .toList();
    }

    private static List<String> partsOfCalls(JdbcClient jdbc, char dimension) {
        List<String> rows = new ArrayList<>();
        jdbc.sql("SELECT to_jsonb(u)::text FROM (SELECT site, '" + dimension + "' AS dimension,"
                        + " date_bin('15 minutes', started_at, '0001-01-11Z') AS slot, part, direction, status, "
                        + OF_SHARES + " FROM call, " + parts(dimension)
                        + " GROUP BY 1, 2, 3, part, direction, status) AS u")
                .query(row -> {
                    rows.add(row.getString(1));
                });
        return rows;
    }

    private static List<String> ofCalls(JdbcClient jdbc, char dimension, @Nullable Integer site, int... lengths) {
        return IntStream.of(lengths)
                .boxed()
                .flatMap(hours -> jdbc
                        .sql("SELECT to_jsonb(u)::text FROM (SELECT " + (site == null ? "site" : site) + " AS site, '"
                                + dimension + "' AS dimension, " + hours + " AS hours,"
                                + " date_bin('%1$d hours', started_at, '0001-01-11Z') AS slot, part, direction, status, "
                                        .formatted(hours)
                                + (dimension == 'W' ? OF_WAITS : OF_SHARES) + " FROM call, " + parts(dimension)
                                + " GROUP BY 1, 2, 3, 4, part, direction, status) AS u")
                        .query(String.class)
                        .list()
                        .stream())
                .toList();
    }

    private static String parts(char dimension) {
        return switch (dimension) {
            case 'S' -> "LATERAL (SELECT '' AS part, billable AS seconds) AS p";
            case 'T' -> "unnest(trunks, trunk_billable) AS p (part, seconds)";
            case 'E' -> "unnest(extensions, extension_billable) AS p (part, seconds)";
            case 'K' ->
                "unnest(string_to_array(kinds, NULL), coalesce(kind_billable, ARRAY[billable])) AS p (part, seconds)";
            case 'W' ->
                "LATERAL (SELECT CASE WHEN wait < 5 THEN 0 WHEN wait < 10 THEN 1 WHEN wait < 20 THEN 2 WHEN wait < 30"
                        + " THEN 3 WHEN wait < 60 THEN 4 WHEN wait < 120 THEN 5 ELSE 6 END::text AS part WHERE wait"
                        + " IS NOT NULL) AS p";
            default -> throw new IllegalArgumentException("dimension: found " + dimension);
        };
    }
}
