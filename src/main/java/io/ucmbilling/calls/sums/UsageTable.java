package io.ucmbilling.calls.sums;

import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Kinds of sums. Each has tables: sums by quarter of an hour, and the same sums by a longer slot. Those of sums by part are of an older release:
 * {@link PartSums} has taken their place, and they are kept as long as a replica of that release may be running ({@link OlderParts}).
 */
public enum UsageTable {
    SLOT('S', "usage_slot", "usage_hour", Duration.ofHours(1), null),
    TRUNK('T', "usage_trunk", "usage_trunk_day", Duration.ofDays(1), "trunk"),
    EXTENSION('E', "usage_extension", "usage_extension_day", Duration.ofDays(1), "extension"),
    KIND('K', "usage_kind", "usage_kind_day", Duration.ofDays(1), "kind");

    public static final Duration QUARTER = Duration.ofMinutes(15);

    private final char dimension;
    private final String fine;
    private final String coarse;
    private final Duration coarseSlot;
    private final @Nullable String key;

    UsageTable(char dimension, String fine, String coarse, Duration coarseSlot, @Nullable String key) {
        this.dimension = dimension;
        this.fine = fine;
        this.coarse = coarse;
        this.coarseSlot = coarseSlot;
        this.key = key;
    }

    /** Returns the one whose sums are rolled up by that dimension; empty: there is none. */
    static Optional<UsageTable> of(char dimension) {
        return Stream.of(values()).filter(table -> table.dimension == dimension).findFirst();
    }

    /** Returns what its parts are, see {@link Rollup}. */
    public char dimension() {
        return dimension;
    }

    /** Returns the second since 1970 at which the slot of that length begins that a second is in. */
    public static long begin(long second, Duration slot) {
        return Math.floorDiv(second, slot.toSeconds()) * slot.toSeconds();
    }

    /** Returns the table by quarters of an hour. */
    public String fine() {
        return fine;
    }

    /** Returns the table by longer slots. */
    public String coarse() {
        return coarse;
    }

    /** Returns the length of the longer slots. */
    public Duration coarseSlot() {
        return coarseSlot;
    }

    /** Returns the column by which sums are kept beside site, slot, direction and status; null: none. */
    public @Nullable String key() {
        return key;
    }

    /**
     * Returns what makes rows of a call's keys and the billable seconds that fall to each.
     *
     * @param call how the statement names the call, of a table with a key
     */
    public String parts(String call) {
        String arrays = this == KIND
                ? "string_to_array(%1$s.kinds, NULL), coalesce(%1$s.kind_billable, ARRAY[%1$s.billable])"
                : "%1$s.%2$ss, %1$s.%2$s_billable";
        return "unnest(" + arrays.formatted(call, key) + ")";
    }

    /** Returns a key as it is kept: {@link UsageSums} shortens what an index has no room for in the same way. */
    public static String shortKey(String text) {
        return "CASE WHEN length(%1$s) <= 250 THEN %1$s ELSE left(%1$s, 200) || '#' || md5(%1$s) END".formatted(text);
    }

    /** Returns the key's column and a comma, nothing if there is none. */
    String keyColumn() {
        return key == null ? "" : key + ", ";
    }
}
