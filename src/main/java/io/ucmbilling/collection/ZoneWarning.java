package io.ucmbilling.collection;

import io.ucmbilling.ucm.Site;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells of a zone that is configured wrongly, once a day (contract U9). */
final class ZoneWarning {
    private static final Logger LOG = LoggerFactory.getLogger(ZoneWarning.class);

    private final Site site;
    private @Nullable LocalDate warnedOn;

    ZoneWarning(Site site) {
        this.site = site;
    }

    /** @param error what a pass measured; null: nothing */
    void told(@Nullable Duration error, Instant now) {
        LocalDate today = LocalDate.ofInstant(now, site.timeZone());
        if (error == null || error.isZero() || today.equals(warnedOn)) {
            return;
        }
        warnedOn = today;
        LOG.warn(
                "gateway.sites.{}.time-zone: found {}, in which the records' stamps are {} ahead of the epochs in their"
                        + " uniqueid; expected the zone of the PBX's wall clock",
                site.id(),
                site.timeZone(),
                error);
    }
}
