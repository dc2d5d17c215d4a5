package io.ucmbilling.calls.usage;

import io.ucmbilling.calls.sums.PartSums;
import io.ucmbilling.calls.sums.Rollup;
import io.ucmbilling.calls.sums.UsageTable;
import org.jspecify.annotations.Nullable;

/**
 * Columns of sums, out of the tables of sums and out of the calls.
 *
 * @param table the tables of sums
 */
record UsageColumns(UsageTable table) {
    private static final String ENDS = ", %1$s.site, %1$s.direction, %1$s.status, ";

    /** @param part null: sums are wanted by none */
    static UsageColumns by(@Nullable UsageKey part) {
        return new UsageColumns(
                switch (part) {
                    case TRUNK -> UsageTable.TRUNK;
                    case EXTENSION -> UsageTable.EXTENSION;
                    case KIND -> UsageTable.KIND;
                    case null, default -> UsageTable.SLOT;
                });
    }

    /** @param source the table that they are read from */
    String ofSums(String source) {
        String key = source.equals(Rollup.TABLE) ? "part" : table.key();
        return "u.slot" + ENDS.formatted("u") + (table.key() == null ? "NULL" : "u." + key)
                + " AS part, u.calls, u.answered, u.duration, u.billable, u.wait, u.max_wait";
    }

    /** Of the rows of {@link PartSums#ROWS}. */
    String ofParts() {
        return PartSums.SLOT + " AS slot, p.site, u.direction, u.status, u.part, u.calls, u.answered, u.duration,"
                + " u.billable, u.wait, u.max_wait";
    }

    String ofCalls() {
        String answered = "CASE WHEN c.status = 'A' THEN ";
        return "c.started_at AS slot" + ENDS.formatted("c")
                + (table.key() == null ? "NULL" : UsageTable.shortKey("p.key")) + " AS part, 1 AS calls, "
                + answered + "1 ELSE 0 END AS answered, coalesce(c.duration, 0)::bigint AS duration, "
                + (table.key() == null ? "c.billable" : "p.seconds") + "::bigint AS billable, " + answered
                + "coalesce(c.wait, 0) ELSE 0 END::bigint AS wait, " + answered + "c.wait END AS max_wait";
    }

    /** Returns what makes rows of a call's parts. */
    String parts() {
        return table.key() == null ? "" : " CROSS JOIN LATERAL " + table.parts("c") + " AS p (key, seconds)";
    }
}
