package io.ucmbilling.store.partition;

import io.ucmbilling.store.database.Sql;
import io.ucmbilling.store.partition.PartitionLayout.Reshape;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A replacement of partitions by others that hold the same legs, in one transaction: nobody ever sees a leg twice or not at all.
 *
 * <ol>
 *   <li>Writers of misdated legs are kept out, and nobody else: they take the lock of {@link #awaitEnd} first.
 *   <li>The rows are copied into new tables that nobody knows yet. However many there are, readers and other writers go on. Each
 *       table has a constraint that says what it holds, so that attaching it needs no look at its rows.
 *   <li>Detaching stops all readers of the legs. It is tried for the blink of an eye at a time, so that behind a long reader
 *       nobody waits long; then old and new tables change places, which moves no row.
 * </ol>
 */
final class PartitionReshaping {
    private static final long MISDATED_LOCK = 0x6c65675f656467L;
    private static final String STAGING = "leg_staging";
    private static final String LOCK_NOT_AVAILABLE = "55P03";
    private static final int TRIES = 30;

    /** Blocks of a table that one statement copies. It must end before its connection is given up as silent. */
    private static final long BLOCKS = 8192;

    private final Connection connection;
    private final Reshape reshape;
    private final List<Replacement> replacements = new ArrayList<>();

    /** A new partition. Its final name is that without {@code _new}. */
    private record Replacement(
            String table,
            @Nullable YearMonth from,
            @Nullable YearMonth to) {
        String check() {
            String least = from == null ? "true" : "start >= " + PartitionTables.firstDay(from);
            return least + (to == null ? "" : " AND start < " + PartitionTables.firstDay(to));
        }

        String values() {
            return PartitionTables.values(from, to);
        }
    }

    private PartitionReshaping(Connection connection, Reshape reshape) {
        this.connection = connection;
        this.reshape = reshape;
        reshape.months()
                .forEach(month -> replacements.add(
                        new Replacement(PartitionTables.name(month) + "_new", month, month.plusMonths(1))));
        String edge = reshape.edge().table + "_new";
        replacements.add(
                switch (reshape.edge()) {
                    case BEFORE -> new Replacement(edge, null, reshape.bound());
                    case AFTER -> new Replacement(edge, reshape.bound(), null);
                });
    }

    /** Replaces them in the connection's transaction. */
    static void run(Connection connection, Reshape reshape) throws SQLException {
        PartitionReshaping reshaping = new PartitionReshaping(connection, reshape);
        reshaping.keepWritersOut();
        reshaping.makeTables();
        for (String table : reshape.replaced()) {
            reshaping.copy(table);
        }
        reshaping.release();
        reshaping.lockOut();
        reshaping.change();
    }

    /** Waits a little while partitions are reshaped, and keeps this from beginning, before a transaction writes misdated legs. */
    static void awaitEnd(Connection connection) throws SQLException {
        Sql.execute(
                connection,
                "SET LOCAL lock_timeout = '2s'; SELECT pg_advisory_xact_lock_shared(" + MISDATED_LOCK
                        + "); SET LOCAL lock_timeout = DEFAULT");
    }

    private void keepWritersOut() throws SQLException {
        execute("SET LOCAL lock_timeout = '5s'; SELECT pg_advisory_xact_lock(" + MISDATED_LOCK + ")");
        execute("LOCK TABLE ONLY " + String.join(", ONLY ", reshape.replaced()) + " IN SHARE MODE");
    }

    private void makeTables() throws SQLException {
        execute("CREATE TABLE " + STAGING
                + " (LIKE leg INCLUDING DEFAULTS INCLUDING INDEXES) PARTITION BY RANGE (start)");
        for (Replacement table : replacements) {
            execute("CREATE TABLE " + table.table() + " (LIKE leg INCLUDING DEFAULTS, CONSTRAINT holds CHECK ("
                    + table.check() + "))");
            execute("ALTER TABLE " + STAGING + " ATTACH PARTITION " + table.table() + table.values());
        }
    }

    private void copy(String table) throws SQLException {
        String columns = text("SELECT string_agg(quote_ident(attname), ', ' ORDER BY attnum) FROM pg_attribute"
                + " WHERE attrelid = 'leg'::regclass AND attnum > 0 AND NOT attisdropped");
        long blocks = Long.parseLong(
                text("SELECT pg_relation_size('" + table + "') / current_setting('block_size')::bigint"));
        for (long block = 0; block < blocks; block += BLOCKS) {
            execute("INSERT INTO " + STAGING + " (" + columns + ") SELECT " + columns + " FROM " + table
                    + " WHERE ctid >= '(" + block + ",0)' AND ctid < '(" + (block + BLOCKS) + ",0)'");
        }
    }

    private void release() throws SQLException {
        for (Replacement table : replacements) {
            execute("ALTER TABLE " + STAGING + " DETACH PARTITION " + table.table());
        }
        execute("DROP TABLE " + STAGING);
    }

    private void lockOut() throws SQLException {
        execute("SET LOCAL lock_timeout = '200ms'");
        for (int tries = 1; ; tries++) {
            Savepoint before = connection.setSavepoint();
            try {
                execute("LOCK TABLE ONLY leg, ONLY " + String.join(", ONLY ", reshape.replaced())
                        + " IN ACCESS EXCLUSIVE MODE");
                return;
            } catch (SQLException e) {
                if (!LOCK_NOT_AVAILABLE.equals(e.getSQLState()) || tries == TRIES) {
                    throw e;
                }
                connection.rollback(before);
            }
            execute("SELECT pg_sleep(0.5)");
        }
    }

    private void change() throws SQLException {
        for (String table : reshape.replaced()) {
            execute("ALTER TABLE leg DETACH PARTITION " + table);
        }
        for (Replacement table : replacements) {
            execute("ALTER TABLE leg ATTACH PARTITION " + table.table() + table.values());
            execute("ALTER TABLE " + table.table() + " DROP CONSTRAINT holds");
        }
        execute("DROP TABLE " + String.join(", ", reshape.replaced()));
        for (Replacement table : replacements) {
            execute("ALTER TABLE " + table.table() + " RENAME TO "
                    + table.table().replace("_new", ""));
        }
    }

    private void execute(String sql) throws SQLException {
        Sql.execute(connection, sql);
    }

    private String text(String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getString(1);
        }
    }
}
