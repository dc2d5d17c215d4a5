package io.ucmbilling.collection;

import io.ucmbilling.collection.paging.SiteContext;
import io.ucmbilling.store.site.SiteProgress;
import io.ucmbilling.store.site.ZoneMeasurements;
import io.ucmbilling.store.site.ZoneMeasurements.Worst;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A watch on one site's zone by the new legs of the last day. Replicas share it through the store:
 *
 * <ol>
 *   <li>The measurements are read once a take-over.
 *   <li>The legs of each pass are added to it by their error. A new error, or any while one is known, is written at
 *       once; legs that are right, while all were, once in a while.
 *   <li>A measurement that is a day old no longer counts, nor does one with another zone than the configured one.
 * </ol>
 *
 * Not safe for use by several threads.
 */
final class ZoneWatch {
    /** For how long measurements count. */
    static final Duration DAY = Duration.ofDays(1);

    private static final Duration BETWEEN_WRITES = Duration.ofMinutes(10);

    private final SiteContext context;
    private final Map<Duration, Long> unwritten = new HashMap<>();
    private Instant writtenAt = Instant.EPOCH;
    private @Nullable ZoneMeasurements known;

    ZoneWatch(SiteContext context) {
        this.context = context;
    }

    /** Forgets what is known: another replica may have measured more. */
    void forget() {
        known = null;
        unwritten.clear();
        writtenAt = Instant.EPOCH;
    }

    /** Adds the new legs of a pass that ended well, by their error. */
    void learn(Map<Duration, Long> legs, SiteProgress progress, Instant now) {
        if (legs.isEmpty()) {
            return;
        }
        ZoneMeasurements before = lastDay(now);
        ZoneMeasurements after = before.with(now, legs);
        legs.forEach((error, count) -> unwritten.merge(error, count, Long::sum));
        known = after;
        boolean inTime = writtenAt.isAfter(now) || !now.isBefore(writtenAt.plus(BETWEEN_WRITES));
        if (inTime || !after.allRight()) {
            ZoneMeasurements more = ZoneMeasurements.none(before.zone()).with(now, unwritten);
            context.sites().measuredZone(progress.hold(), more, now.minus(DAY));
            unwritten.clear();
            writtenAt = now;
        }
    }

    /** Returns the worst error of the last day; empty if too few legs were measured. */
    Optional<Worst> worst(Instant now) {
        return lastDay(now).worst();
    }

    private ZoneMeasurements lastDay(Instant now) {
        ZoneMeasurements all = known == null
                ? context.sites()
                        .zoneMeasurements(context.site().id(), context.site().timeZone(), now.minus(DAY))
                : known.after(now.minus(DAY));
        known = all;
        return all;
    }
}
