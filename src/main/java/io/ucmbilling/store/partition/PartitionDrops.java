package io.ucmbilling.store.partition;

import io.ucmbilling.store.database.Sql;
import io.ucmbilling.store.database.Transactions;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;

/**
 * Dropping of partitions. Detaching one stops all readers and writers of the whole table, so it must not wait for one of them while all
 * others wait behind it: the locks are tried for the blink of an eye at a time, in a transaction of its own each, and given up in between.
 * Once they are had, dropping takes milliseconds, whatever the partition holds: PostgreSQL deletes its files when the locks are given back.
 */
@Component
public final class PartitionDrops {
    private static final String LOCK_NOT_AVAILABLE = "55P03";
    private static final int TRIES = 30;
    private static final Duration BETWEEN_TRIES = Duration.ofMillis(500);

    private final Transactions transactions;

    PartitionDrops(Transactions transactions) {
        this.transactions = transactions;
    }

    /** What is done in the transaction that has the locks. */
    @FunctionalInterface
    public interface LockedWork {
        void run(Connection connection) throws SQLException;
    }

    /**
     * Locks a table and some of its partitions against everybody, and does the work.
     *
     * @param tables the table, then its partitions; none: nothing else is locked
     * @param before what is locked first, and waited for somewhat longer
     * @throws DataAccessException if a reader or writer did not end in some twenty seconds; to try again later helps
     */
    public void locked(String[] tables, LockedWork before, LockedWork work) {
        for (int tries = 1; ; tries++) {
            try {
                transactions.writing(connection -> {
                    Sql.execute(connection, "SET LOCAL lock_timeout = '5s'");
                    before.run(connection);
                    if (tables.length > 0) {
                        Sql.execute(
                                connection,
                                "SET LOCAL lock_timeout = '200ms'; LOCK TABLE ONLY " + String.join(", ONLY ", tables)
                                        + " IN ACCESS EXCLUSIVE MODE");
                    }
                    work.run(connection);
                    return tables;
                });
                return;
            } catch (DataAccessException e) {
                if (tries == TRIES || !isLockTimeout(e)) {
                    throw e;
                }
                LockSupport.parkNanos(BETWEEN_TRIES.toNanos());
            }
        }
    }

    private static boolean isLockTimeout(DataAccessException e) {
        return e.getMostSpecificCause() instanceof SQLException cause && LOCK_NOT_AVAILABLE.equals(cause.getSQLState());
    }

    /** Drops a partition in a transaction that has locked it. */
    public static void drop(Connection connection, String table, String partition) throws SQLException {
        Sql.execute(connection, "ALTER TABLE " + table + " DETACH PARTITION " + partition);
        Sql.execute(connection, "DROP TABLE " + partition);
    }
}
