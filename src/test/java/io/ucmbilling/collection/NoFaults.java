package io.ucmbilling.collection;

import io.ucmbilling.store.watch.SiteFaults;
import java.time.Instant;
import java.util.List;

/** Keeps no faults. */
final class NoFaults implements SiteFaults {
    @Override
    public void note(String site, String kind, String message, Instant at) {}

    @Override
    public List<HourOfFaults> of(String site, Instant now) {
        return List.of();
    }
}
