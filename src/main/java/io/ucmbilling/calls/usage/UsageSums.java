package io.ucmbilling.calls.usage;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Tables of sums, and the same columns out of the calls.
 *
 * @param part the column by which sums are kept beside time, site, direction and status; null: none
 * @param quarters the table by quarters of an hour
 * @param longSlots the table by longer slots of UTC
 */
record UsageSums(@Nullable String part, String quarters, String longSlots, Duration longSlot) {
    private static final String SUMS = ", %1$s.site, %1$s.direction, %1$s.status, ";

    /** As the sums have keys that are too long for an index. */
    private static final String SHORT =
            "CASE WHEN length(p.key) <= 250 THEN p.key ELSE left(p.key, 200) || '#' || md5(p.key) END";

    static UsageSums by(@Nullable UsageKey part) {
        if (part == null) {
            return new UsageSums(null, "usage_slot", "usage_hour", Duration.ofHours(1));
        }
        String name = part.text();
        return new UsageSums(name, "usage_" + name, "usage_" + name + "_day", Duration.ofDays(1));
    }

    String columns() {
        return "u.slot" + SUMS.formatted("u") + (part == null ? "NULL" : "u." + part)
                + " AS part, u.calls, u.answered, u.duration, u.billable, u.wait, u.max_wait";
    }

    String columnsOfCalls() {
        String answered = "CASE WHEN c.status = 'A' THEN ";
        return "c.started_at AS slot" + SUMS.formatted("c") + (part == null ? "NULL" : SHORT) + " AS part, 1 AS calls, "
                + answered + "1 ELSE 0 END AS answered, coalesce(c.duration, 0)::bigint AS duration, "
                + (part == null ? "c.billable" : "p.seconds") + "::bigint AS billable, " + answered
                + "coalesce(c.wait, 0) ELSE 0 END::bigint AS wait, " + answered + "c.wait END AS max_wait";
    }

    /** Returns what makes rows of a call's parts. */
    String parts() {
        if (part == null) {
            return "";
        }
        String arrays = part.equals(UsageKey.KIND.text())
                ? "string_to_array(c.kinds, NULL), coalesce(c.kind_billable, ARRAY[c.billable])"
                : "c.%1$ss, c.%1$s_billable".formatted(part);
        return " CROSS JOIN LATERAL unnest(" + arrays + ") AS p (key, seconds)";
    }
}
