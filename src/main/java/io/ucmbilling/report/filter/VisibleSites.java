package io.ucmbilling.report.filter;

import java.time.ZoneId;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Sites whose calls somebody may see.
 *
 * @param ids sorted
 * @param zones of those that are configured, by id
 */
public record VisibleSites(SortedSet<String> ids, Map<String, ZoneId> zones) {
    public VisibleSites {
        ids = Collections.unmodifiableSortedSet(new TreeSet<>(ids));
        zones = Map.copyOf(zones);
    }

    /** Returns the zone of a site; empty: it is not configured any more. */
    public Optional<ZoneId> zone(String site) {
        return Optional.ofNullable(zones.get(site));
    }
}
