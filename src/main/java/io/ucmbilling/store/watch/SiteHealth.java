package io.ucmbilling.store.watch;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** How the collection of a site goes, in one word (billing contract B5). */
public enum SiteHealth {
    /** The last pass ended well, not long ago. */
    OK,
    /** The last pass that ended well is three poll intervals ago, or more. */
    LATE,
    /** The last pass failed. */
    FAILING,
    /** No pass ever ended well. */
    NEVER_REACHED;

    private static final int LATE_AFTER_INTERVALS = 3;

    /**
     * Returns the health of a site.
     *
     * @param success when a pass to the newest record last ended well; null: never
     * @param failures failed passes in a row
     */
    public static SiteHealth of(@Nullable Instant success, int failures, Duration pollInterval, Instant now) {
        if (success == null) {
            return NEVER_REACHED;
        }
        if (failures > 0) {
            return FAILING;
        }
        return now.isBefore(success.plus(pollInterval.multipliedBy(LATE_AFTER_INTERVALS))) ? OK : LATE;
    }
}
