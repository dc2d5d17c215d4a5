package io.ucmbilling.watching;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.config.MeterFilter;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Bound of the series that counters by site make: the sites of a set have all of them, the others have those of the equation and of what an
 * alert needs, and share the rest under the site {@value #OTHERS}. Sums over all sites are right in any case.
 */
final class SitesInDetail implements MeterFilter {
    /** No site may be called that. */
    static final String OTHERS = "(others)";

    private static final String COLLECTION = "gateway.collection.";
    private static final String RECORDINGS = "gateway.recordings.";
    private static final Set<String> OF_EVERY_SITE = Set.of(
            COLLECTION + "received",
            COLLECTION + "stored",
            COLLECTION + "unchanged",
            COLLECTION + "quarantined",
            COLLECTION + "differed");

    private final Supplier<Set<String>> detailed;

    /** @param detailed asked for with the first counter of a site */
    SitesInDetail(Supplier<Set<String>> detailed) {
        this.detailed = detailed;
    }

    @Override
    public Meter.Id map(Meter.Id id) {
        String site = id.getTag("site");
        boolean bounded = site != null
                && (id.getName().startsWith(COLLECTION) || id.getName().startsWith(RECORDINGS))
                && !OF_EVERY_SITE.contains(id.getName());
        if (!bounded || detailed.get().contains(site)) {
            return id;
        }
        return id.replaceTags(Tags.of(id.getTags()).and("site", OTHERS));
    }
}
