package io.ucmbilling.store.site;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * How far a site's collection has come; one row a site, shared by all replicas. Written by the collection room only.
 *
 * @param hold the newest hold of the site, whosever it is
 * @param since the first day that is collected, fixed at the site's first start
 * @param cursor everything that started before this instant, by the UCM's own clock, has been read at least once in an
 *     unbroken walk; null before the first
 * @param counting how the UCM counts offsets: UNKNOWN, LEGS or ITEMS
 * @param zoneError how far the configured zone's reading is ahead of the epochs of uniqueid; null: not measured
 * @param tailAt when the last pass over the open window ended well; null: never
 * @param sweepAt when the last sweep ended well; null: never
 * @param deepSweepAt when the last deep sweep ended well; null: never
 * @param failures failed passes in a row
 * @param retryAt no pass before this; null: none failed
 * @param lastFault the last fault's kind; null: the last pass ended well
 */
public record SiteProgress(
        Hold hold,
        LocalDate since,
        @Nullable Instant cursor,
        Counting counting,
        @Nullable Duration zoneError,
        @Nullable Instant tailAt,
        @Nullable Instant sweepAt,
        @Nullable Instant deepSweepAt,
        int failures,
        @Nullable Instant retryAt,
        @Nullable String lastFault) {

    /** The site's id. */
    public String site() {
        return hold.site();
    }

    /** What a UCM's offset counts (contract U6). */
    public enum Counting {
        UNKNOWN,
        LEGS,
        ITEMS
    }
}
