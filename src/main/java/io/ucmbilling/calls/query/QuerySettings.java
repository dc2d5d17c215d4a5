package io.ucmbilling.calls.query;

import io.ucmbilling.calls.view.CallFilter;
import io.ucmbilling.store.database.Sql;
import io.ucmbilling.store.serving.QueryWatch;
import io.ucmbilling.store.serving.WatchedQuery;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;

/** Settings of the transactions in which lists are read. */
public final class QuerySettings {
    /**
     * Plans are made for the statement's own values, else neither partitions nor the limit are known. To sort a whole partition is the
     * last resort: one that was not analysed yet is taken to hold few calls. Compiling takes longer than a page.
     */
    private static final String PLANS =
            "; SET LOCAL jit = off; SET LOCAL enable_sort = off; SET LOCAL enable_seqscan = off; ";

    /** To join otherwise than by their indexes, all calls of all later months would be read. */
    private static final String LATER_CALLS = "SET LOCAL enable_hashjoin = off; SET LOCAL enable_mergejoin = off; ";

    private static final String PLAN_ANEW = "SET LOCAL plan_cache_mode = force_custom_plan";

    private QuerySettings() {}

    /** Sets them, with the limit of each single statement. */
    public static void forPages(Connection connection, Duration limit) throws SQLException {
        Sql.execute(connection, QueryWatch.limit(limit) + PLANS + PLAN_ANEW);
    }

    /** Sets them for the calls that match a filter, which may ask for later calls. */
    public static void forPages(Connection connection, Duration limit, CallFilter filter) throws SQLException {
        forPages(connection, limit);
        if (filter.extras().missedNotCalledBack()) {
            Sql.execute(connection, LATER_CALLS);
        }
    }

    /**
     * Lets the statements that follow sort, and look through whole partitions. What does not fit into that memory goes to temporary
     * files.
     */
    public static void sort(WatchedQuery database) throws SQLException {
        set(
                database,
                "SET LOCAL enable_sort = on; SET LOCAL enable_seqscan = on; SET LOCAL work_mem = '32MB'; SET LOCAL"
                        + " max_parallel_workers_per_gather = 0");
    }

    /** Lets the statements that follow be planned once for a connection, whatever their values. Such a plan may be some 100 kB. */
    static void keepPlans(WatchedQuery database) throws SQLException {
        set(database, "SET LOCAL plan_cache_mode = force_generic_plan");
    }

    /** Lets each statement that follows be planned for its values again. */
    static void planAnew(WatchedQuery database) throws SQLException {
        set(database, PLAN_ANEW);
    }

    private static void set(WatchedQuery database, String setting) throws SQLException {
        database.run(() -> {
            Sql.execute(database.connection(), setting);
            return database;
        });
    }
}
