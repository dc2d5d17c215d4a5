package io.ucmbilling.collection;

import io.ucmbilling.collection.paging.SiteContext;
import io.ucmbilling.store.site.SiteProgress;
import io.ucmbilling.store.site.ZoneError;
import io.ucmbilling.store.site.ZoneMeasurements;
import io.ucmbilling.store.site.ZoneMeasurements.Worst;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A watch on one site's zone by the new legs of the last day. Replicas share it through the store:
 *
 * <ol>
 *   <li>The measurements are read once a take-over.
 *   <li>The legs of each pass are added to it by their error. A new error, or any while one is known, is written at
 *       once. Legs that are right, while all were, are written once in a while.
 *   <li>A measurement that is a day old no longer counts, nor does one with another zone than the configured one.
 *   <li>A zone that is configured wrongly (contract U9) is warned about once a day.
 * </ol>
 *
 * Not safe for use by several threads.
 */
final class ZoneWatch {
    private static final Logger LOG = LoggerFactory.getLogger(ZoneWatch.class);
    /** For how long measurements count. */
    static final Duration DAY = Duration.ofDays(1);

    private static final Duration BETWEEN_WRITES = Duration.ofMinutes(10);

    private final SiteContext context;
    private final Map<Duration, Long> unwritten = new HashMap<>();
    private Instant writtenAt = Instant.EPOCH;
    private @Nullable ZoneMeasurements known;
    private @Nullable LocalDate warnedOn;

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

    /**
     * Warns if the zone is wrong, by the legs of a pass or those of the last day.
     *
     * @param newest how far it is off in the pass; null: not measured
     */
    void warn(@Nullable Duration newest, Instant now) {
        ZoneError zone = ZoneError.of(newest, worst(now));
        LocalDate today = LocalDate.ofInstant(now, context.site().timeZone());
        if (zone == null || zone.error().isZero() || today.equals(warnedOn)) {
            return;
        }
        warnedOn = today;
        LOG.warn(
                "gateway.sites.{}.time-zone: found {}, in which the stamps of {} records are {} ahead of the epochs in"
                        + " their uniqueid; expected the zone of the PBX's wall clock",
                context.id(),
                context.site().timeZone(),
                zone.share() == null ? "most" : Math.round(zone.share() * 100) + " % of the last day's",
                zone.error());
    }

    /** Returns the worst error of the last day; empty if too few legs were measured. */
    Optional<Worst> worst(Instant now) {
        return lastDay(now).worst();
    }

    private ZoneMeasurements lastDay(Instant now) {
        ZoneMeasurements all = known == null
                ? context.sites().zoneMeasurements(context.id(), context.site().timeZone(), now.minus(DAY))
                : known.after(now.minus(DAY));
        known = all;
        return all;
    }
}
