package io.ucmbilling.store.site;

import io.ucmbilling.store.site.ZoneMeasurements.Worst;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The error of a site's configured zone.
 *
 * @param error how far its reading of the stamps is ahead of the epochs
 * @param share of the new legs of the last day that has it, 0 to 1; null: not known
 */
public record ZoneError(Duration error, @Nullable Double share) {

    /**
     * Returns the worst of the last day, or the newest measurement if that is worse: it may be of legs that were known
     * before.
     *
     * @param newest null: not measured
     * @return null: nothing was measured
     */
    public static @Nullable ZoneError of(@Nullable Duration newest, Optional<Worst> ofTheDay) {
        ZoneError day = ofTheDay.map(worst -> new ZoneError(worst.error(), worst.share()))
                .orElse(null);
        if (newest == null) {
            return day;
        }
        boolean worse = day == null || newest.abs().compareTo(day.error().abs()) > 0;
        return worse ? new ZoneError(newest, null) : day;
    }
}
