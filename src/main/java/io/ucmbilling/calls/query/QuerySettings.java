package io.ucmbilling.calls.query;

import io.ucmbilling.store.database.Sql;
import io.ucmbilling.store.serving.QueryWatch;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;

/** Settings of the transactions in which lists are read. */
public final class QuerySettings {
    /**
     * Plans are made for the statement's own values, else neither partitions nor the limit are known. To sort a whole partition is the
     * last resort: one that was not analysed yet is taken to hold few calls. Compiling takes longer than a page.
     */
    private static final String PLANS = "; SET LOCAL jit = off; SET LOCAL plan_cache_mode = force_custom_plan;"
            + " SET LOCAL enable_sort = off; SET LOCAL enable_seqscan = off";

    private QuerySettings() {}

    /** Sets them, with the limit of each single statement. */
    public static void forPages(Connection connection, Duration limit) throws SQLException {
        Sql.execute(connection, QueryWatch.limit(limit) + PLANS);
    }
}
