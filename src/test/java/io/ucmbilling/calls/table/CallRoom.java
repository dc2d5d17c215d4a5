package io.ucmbilling.calls.table;

import io.ucmbilling.calls.sums.RollupRows;
import io.ucmbilling.store.StoreRoom;
import io.ucmbilling.store.database.Transactions;
import io.ucmbilling.store.partition.PartitionDrops;
import io.ucmbilling.store.partition.Partitions;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.stream.Stream;

/** A store room with the tables of calls, and short words for what the tests do with them. */
public final class CallRoom implements AutoCloseable {
    /** What a call is, without what depends on when it was made. */
    private static final String CONTENT = "to_jsonb(call) - '{place,version,changed_at}'::text[]";

    /** The tables of usage that the follower writes, each with the seconds of its slots. */
    private static final Map<String, Integer> USAGE = Map.of("usage_slot", 900, "usage_hour", 3_600);

    /** Those that an older release reads and writes. */
    private static final Map<String, Integer> OLDER = Map.of(
            "usage_trunk", 900,
            "usage_trunk_day", 86_400,
            "usage_extension", 900,
            "usage_extension_day", 86_400,
            "usage_kind", 900,
            "usage_kind_day", 86_400);

    public final StoreRoom store = new StoreRoom();
    public final FollowerLease lease = lease();

    public CallRoom() {
        store.sites.register(StoreRoom.SITE, LocalDate.of(2024, 12, 1));
    }

    /** Lets it be as after an upgrade from a release that knows nothing of {@code usage_part}. To be called before there are calls. */
    public void keepOlderParts() {
        store.jdbc.sql("UPDATE call_follower SET older_parts = true").update();
    }

    private Map<String, Integer> usageTables() {
        Map<String, Integer> tables = new HashMap<>(USAGE);
        if (one("SELECT older_parts FROM call_follower", Boolean.class)) {
            tables.putAll(OLDER);
        }
        return tables;
    }

    /** Another replica's right to make calls. */
    public FollowerLease lease() {
        return new FollowerLease(store.store.bean(Transactions.class));
    }

    public CallTransactions transactions() {
        return new CallTransactions(store.store.bean(Transactions.class), store.store.bean(Partitions.class));
    }

    public OldCalls oldCalls() {
        return new OldCalls(store.store.bean(Transactions.class), store.store.bean(PartitionDrops.class));
    }

    /** Makes all calls that are stale. */
    public void follow() {
        OptionalLong fence = lease.hold();
        if (fence.isPresent()) {
            follow(fence.getAsLong());
        }
    }

    /** Makes all calls that are stale under that fence, if it is the one that counts. */
    public void follow(long fence) {
        CallTransactions transactions = transactions();
        while (transactions.next(fence)) {
            // Until nothing is left.
        }
    }

    /** Rolls up all that has changed. */
    public void rollUp() {
        RollupRows.rollUp(store.store.bean(Transactions.class));
    }

    /** Returns every row that is rolled up as it is kept. */
    public List<String> rollups() {
        return RollupRows.kept(store.jdbc);
    }

    /** Returns every row that is rolled up as the calls add up to it, by a way of its own. */
    public List<String> rollupsOfCalls() {
        return RollupRows.ofCalls(store.jdbc);
    }

    /** Forgets all calls and makes them anew of the legs. */
    public void makeAnew() {
        store.jdbc
                .sql("TRUNCATE call, call_removed, stale_call, usage_rollup, usage_period, usage_part,"
                        + " usage_part_day, "
                        + String.join(", ", usageTables().keySet()))
                .update();
        readAllLegsOnceMore();
    }

    /** Makes calls of all legs, as if they were stored before calls were made. */
    public void readAllLegsOnceMore() {
        store.jdbc
                .sql("INSERT INTO call_backfill SELECT id, '-infinity' FROM site")
                .update();
        follow();
    }

    /** Returns the content of every call, by id. */
    public Map<String, String> calls() {
        Map<String, String> calls = new TreeMap<>();
        store.jdbc.sql("SELECT id, " + CONTENT + " FROM call").query(row -> {
            calls.put(row.getString(1), row.getString(2));
        });
        return calls;
    }

    /** Returns session and version of each call, in the order of the feed. */
    public List<String> feed() {
        List<String> feed = new ArrayList<>();
        store.jdbc
                .sql("SELECT text FROM (SELECT place, coalesce(session, key) || ' ' || version AS text FROM call"
                        + " UNION ALL SELECT place, 'removed ' || version FROM call_removed) AS f ORDER BY place")
                .query(row -> {
                    feed.add(row.getString(1));
                });
        return feed;
    }

    public long stale() {
        return store.jdbc
                .sql("SELECT count(*) FROM stale_call")
                .query(Long.class)
                .single();
    }

    public <T> T one(String sql, Class<T> type) {
        return store.jdbc.sql(sql).query(type).single();
    }

    /** Returns every row of usage as it is kept, and the days of calls that are known. */
    public List<String> usage() {
        Stream<String> sums = usageTables().keySet().stream()
                .map(table -> "SELECT '" + table + " ' || to_jsonb(" + table + ")::text FROM " + table);
        String days =
                "SELECT 'day ' || site || ' ' || slot FROM usage_part_day AS d WHERE EXISTS (SELECT FROM call AS c"
                        + " WHERE c.site = d.site AND date_trunc('day', c.started_at, 'UTC') = d.slot)";
        return Stream.concat(sums, Stream.of(days))
                .flatMap(sql -> store.jdbc.sql(sql).query(String.class).list().stream())
                .sorted()
                .toList();
    }

    /** Returns every row of usage as the calls add up to it, by a way of its own, and the days on which there are calls. */
    public List<String> usageOfCalls() {
        Map<String, Integer> tables = usageTables();
        String sums = "count(*)::int AS calls, count(answered_at)::int AS answered, coalesce(sum(duration), 0)::bigint"
            + " AS duration, sum(%s)::bigint AS billable, coalesce(sum(wait) FILTER (WHERE answered_at IS NOT NULL),"
            + " 0)::bigint AS wait, max(wait) FILTER (WHERE answered_at IS NOT NULL) AS max_wait";
        Stream<String> ofSums = tables.keySet().stream().flatMap(table -> {
            String slot = "to_timestamp(floor(extract(epoch FROM started_at) / %1$d) * %1$d) AS slot"
                    .formatted(tables.get(table));
            String key = table.replaceFirst("^usage_", "").replaceFirst("_day$", "");
            String sql = key.equals("slot") || key.equals("hour")
                    ? "SELECT " + slot + ", " + sums.formatted("billable")
                            + ", site, direction, status FROM call GROUP BY slot, site, direction, status"
                    : "SELECT " + slot + ", " + sums.formatted("part.seconds")
                            + ", site, direction, status, part.key AS "
                            + key + " FROM call, unnest(" + parts(key)
                            + ") AS part (key, seconds) GROUP BY slot, site, direction, status, part.key";
            return store
                    .jdbc
                    .sql("SELECT '" + table + " ' || to_jsonb(u)::text FROM (" + sql + ") AS u")
                    .query(String.class)
                    .list()
                    .stream();
        });
        Stream<String> days = Stream.of(
                        "SELECT DISTINCT 'day ' || site || ' ' || date_trunc('day', started_at, 'UTC') FROM call")
                .flatMap(sql -> store.jdbc.sql(sql).query(String.class).list().stream());
        return Stream.concat(ofSums, days).sorted().toList();
    }

    private static String parts(String key) {
        return key.equals("kind")
                ? "string_to_array(kinds, NULL), coalesce(kind_billable, ARRAY[billable])"
                : key + "s, " + key + "_billable";
    }

    @Override
    public void close() {
        store.close();
    }
}
