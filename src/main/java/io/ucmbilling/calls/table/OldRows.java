package io.ucmbilling.calls.table;

import io.ucmbilling.calls.sums.PartDays;
import io.ucmbilling.calls.sums.PartSums;
import io.ucmbilling.calls.sums.Rollup;
import io.ucmbilling.calls.sums.RollupPeriods;
import io.ucmbilling.calls.sums.UsageTable;
import io.ucmbilling.store.database.Transactions;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;

/** Deletion of old rows, each some at a time. */
record OldRows(Transactions transactions) {
    private static final int ROWS_AT_A_TIME = 10_000;

    /** Deletes the sums of slots that begin before an instant, which is an expression of SQL. */
    void deleteUsage(String before) {
        for (short site : sites()) {
            String old = "site = " + site + " AND slot < " + before;
            Stream.of(UsageTable.SLOT.fine(), UsageTable.SLOT.coarse(), PartSums.TABLE, PartDays.TABLE)
                    .forEach(table -> delete(table, old));
            if (transactions.snapshot(PartDays::olderAreWritten)) {
                Stream.of(UsageTable.TRUNK, UsageTable.EXTENSION, UsageTable.KIND)
                        .flatMap(table -> Stream.of(table.fine(), table.coarse()))
                        .forEach(table -> delete(table, old));
            }
        }
    }

    /** Deletes what is rolled up of the periods before that in which the day before lies. */
    void deleteRollups(LocalDate day) {
        String old = " AND slot < to_timestamp(" + RollupPeriods.beginOf(day.minusDays(1)) + ")";
        for (short site : sites()) {
            deleteRollups(site, false, old);
        }
        deleteRollups(Rollup.FLEET, true, old);
        delete("usage_period", "true" + old);
    }

    private void deleteRollups(short site, boolean ofFleet, String old) {
        for (Rollup rollup : Rollup.all(ofFleet)) {
            delete(Rollup.TABLE, "site = " + site + " AND " + rollup.condition() + old);
        }
    }

    private List<Short> sites() {
        return transactions
                .client()
                .sql("SELECT id FROM site")
                .query((row, number) -> row.getShort(1))
                .list();
    }

    /** Deletes what fulfils a condition. */
    void delete(String table, String condition) {
        String sql = "DELETE FROM " + table + " WHERE ctid = ANY (ARRAY(SELECT ctid FROM " + table + " WHERE "
                + condition + " LIMIT " + ROWS_AT_A_TIME + "))";
        int deleted;
        do {
            deleted = transactions.client().sql(sql).update();
        } while (deleted == ROWS_AT_A_TIME);
    }
}
