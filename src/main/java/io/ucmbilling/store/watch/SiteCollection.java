package io.ucmbilling.store.watch;

import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * What has come of the collection of one site, for those who look at it.
 *
 * @param since the first day that is collected, in the zone of its PBX
 * @param faultAt when the last pass failed; null: it did not, or not known
 * @param faultMessage what was found and expected; null: as faultAt
 * @param retryAt no pass before this; null: none failed
 * @param newestCall when the newest call that is kept started, but for those of a clock that is wrong by years; null: there is none
 * @param open days of the first collection that are not done; null: all are, or none was begun
 */
public record SiteCollection(
        LocalDate since,
        @Nullable Instant faultAt,
        @Nullable String faultMessage,
        @Nullable Instant retryAt,
        @Nullable Instant newestCall,
        @Nullable OpenDays open) {

    /**
     * Days of a first collection that is not done.
     *
     * @param days all of them
     * @param read of them, read at least once
     * @param confirmed of them, read again without anything new
     * @param readOnce of them, read once, and to be read again
     * @param firstReadAt when the first of readOnce was read; null: there is none
     * @param unread span of those not read yet; null: there is none
     */
    public record OpenDays(
            long days,
            long read,
            long confirmed,
            long readOnce,
            @Nullable Instant firstReadAt,
            @Nullable UnreadDays unread) {}

    /**
     * Span of days not read yet.
     *
     * @param first in the zone of the PBX
     * @param last inclusive
     */
    public record UnreadDays(LocalDate first, LocalDate last) {}

    SiteCollection with(@Nullable OpenDays found) {
        return new SiteCollection(since, faultAt, faultMessage, retryAt, newestCall, found);
    }
}
