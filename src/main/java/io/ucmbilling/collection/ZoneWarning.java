package io.ucmbilling.collection;

import io.ucmbilling.ucm.site.Site;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The warning, once a day, of a zone that is configured wrongly (contract U9). */
final class ZoneWarning {
    private static final Logger LOG = LoggerFactory.getLogger(ZoneWarning.class);

    private final Site site;
    private @Nullable LocalDate warnedOn;

    ZoneWarning(Site site) {
        this.site = site;
    }

    /**
     * Warns if the zone is wrong.
     *
     * @param zone what is known of it; null: nothing
     */
    void told(@Nullable ZoneError zone, Instant now) {
        LocalDate today = LocalDate.ofInstant(now, site.timeZone());
        if (zone == null || zone.error().isZero() || today.equals(warnedOn)) {
            return;
        }
        warnedOn = today;
        LOG.warn(
                "gateway.sites.{}.time-zone: found {}, in which the stamps of {} records are {} ahead of the epochs in"
                        + " their uniqueid; expected the zone of the PBX's wall clock",
                site.id(),
                site.timeZone(),
                zone.share() == null ? "most" : Math.round(zone.share() * 100) + " % of the last day's",
                zone.error());
    }
}
