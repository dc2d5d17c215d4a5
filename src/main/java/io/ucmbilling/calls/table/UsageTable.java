package io.ucmbilling.calls.table;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Tables of usage: sums by quarter of an hour, and the same sums by a longer slot. */
enum UsageTable {
    SLOT("usage_slot", "usage_hour", Duration.ofHours(1), null),
    TRUNK("usage_trunk", "usage_trunk_day", Duration.ofDays(1), "trunk"),
    EXTENSION("usage_extension", "usage_extension_day", Duration.ofDays(1), "extension"),
    KIND("usage_kind", "usage_kind_day", Duration.ofDays(1), "kind");

    static final Duration QUARTER = Duration.ofMinutes(15);

    private final String fine;
    private final String coarse;
    private final Duration coarseSlot;
    private final @Nullable String key;

    UsageTable(String fine, String coarse, Duration coarseSlot, @Nullable String key) {
        this.fine = fine;
        this.coarse = coarse;
        this.coarseSlot = coarseSlot;
        this.key = key;
    }

    /** Returns the table by quarters of an hour. */
    String fine() {
        return fine;
    }

    /** Returns the table by longer slots. */
    String coarse() {
        return coarse;
    }

    Duration coarseSlot() {
        return coarseSlot;
    }

    /** Returns the column by which sums are kept beside site, slot, direction and status; null: none. */
    @Nullable
    String key() {
        return key;
    }

    /** Returns the key's column and a comma, nothing if there is none. */
    String keyColumn() {
        return key == null ? "" : key + ", ";
    }
}
