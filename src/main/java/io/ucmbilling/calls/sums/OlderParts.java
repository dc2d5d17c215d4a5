package io.ucmbilling.calls.sums;

import io.ucmbilling.store.database.Sql;
import io.ucmbilling.store.database.Transactions;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;

/**
 * Tables of sums by part that an older release reads and writes, which {@link PartSums} replaces.
 *
 * <ol>
 *   <li>As long as a replica of such a release may be running, the follower writes them too, and they are what is read.
 *   <li>Once none has been seen alive for a day, and all quiet days are summed up, they are no longer read. They are still right, so an
 *       older release may come back.
 *   <li>{@value #MINUTES_UNREAD} minutes later nobody is at reading them any more. In one transaction, with the follower's row locked, they are
 *       dropped and no longer written, and a constraint keeps the lease from any older release that is started after that: it finds no
 *       tables, writes nothing, and is in nobody's way.
 * </ol>
 */
@Component
final class OlderParts {
    private static final Logger LOG = LoggerFactory.getLogger(OlderParts.class);
    private static final int MINUTES_UNREAD = 10;

    private static final String TABLES = Stream.of(UsageTable.values())
            .filter(table -> table != UsageTable.SLOT)
            .flatMap(table -> Stream.of(table.fine(), table.coarse()))
            .collect(Collectors.joining(", "));

    private static final String ALIVE =
            " EXISTS (SELECT FROM replica WHERE NOT knows_parts AND alive_until > clock_timestamp())";

    private static final String SEEN =
            "UPDATE call_follower SET older_seen_at = clock_timestamp(), older_unread_at = NULL"
                    + " WHERE older_parts AND" + ALIVE;

    private static final String UNREAD =
            "UPDATE call_follower SET older_unread_at = clock_timestamp() WHERE older_parts"
                    + " AND older_unread_at IS NULL AND fence = part_fence"
                    + " AND older_seen_at < clock_timestamp() - interval '1 day'"
                    + " AND NOT EXISTS (SELECT FROM usage_part_backfill)"
                    + " AND NOT EXISTS (SELECT FROM usage_part_day WHERE NOT summed"
                    + " AND changed_at < clock_timestamp() - interval '1 hour')";

    private static final String DROPPABLE =
            " WHERE (NOT older_parts OR older_unread_at < clock_timestamp() - interval '" + MINUTES_UNREAD
                    + " minutes') AND fence = part_fence AND NOT" + ALIVE;

    private static final String ARE_DROPPABLE = "SELECT EXISTS (SELECT FROM call_follower" + DROPPABLE
            + ") AND to_regclass('" + UsageTable.KIND.fine() + "') IS NOT NULL";

    /** A follower's batch ends before it, and none begins before its end. */
    private static final String LOCK =
            "SET LOCAL lock_timeout = '2s'; LOCK TABLE call_follower IN ACCESS EXCLUSIVE MODE";

    private static final String DROP =
            "ALTER TABLE call_follower ADD CONSTRAINT call_follower_parts CHECK (fence = part_fence); DROP TABLE "
                    + TABLES;

    private final Transactions transactions;

    OlderParts(Transactions transactions) {
        this.transactions = transactions;
    }

    /** Looks whether the tables are needed, and takes the next step towards dropping them. For one replica at a time. */
    void look() {
        transactions.client().sql(SEEN).update();
        transactions.client().sql(UNREAD).update();
        if (transactions.client().sql(ARE_DROPPABLE).query(Boolean.class).single()) {
            try {
                drop();
            } catch (DataAccessException e) {
                LOG.debug("usage: the tables of an older release are in use, trying to drop them again in a minute", e);
            }
        }
    }

    private void drop() {
        boolean dropped = transactions.writing(
                connection -> {
                    Sql.execute(connection, LOCK);
                    int rows = transactions
                            .client()
                            .sql("UPDATE call_follower SET older_parts = false" + DROPPABLE)
                            .update();
                    if (rows > 0) {
                        Sql.execute(connection, DROP);
                    }
                    return rows > 0;
                },
                done -> done);
        if (dropped) {
            LOG.info("usage: the tables of sums that an older release reads are dropped");
        }
    }
}
