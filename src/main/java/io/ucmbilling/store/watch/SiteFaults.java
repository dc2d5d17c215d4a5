package io.ucmbilling.store.watch;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Why passes of each site failed, hour by hour and kind by kind, for {@link #KEPT}. */
public interface SiteFaults {
    /** What is older is deleted with the site's next fault, and not shown. */
    Duration KEPT = Duration.ofDays(31);

    /**
     * Faults of one kind within one hour.
     *
     * @param kind name of a {@code FaultKind}, maybe one of another version of the gateway
     * @param count failed passes, 1 or more
     * @param message what was found and expected at the last of them
     */
    record HourOfFaults(Instant hour, String kind, int count, Instant lastAt, String message) {}

    /**
     * Notes that a pass failed, in one statement. A site that is not registered has no faults.
     *
     * @param message whatever a UCM makes it say: it is cut and made storable, so that no text is refused
     */
    void note(String site, String kind, String message, Instant at);

    /** Returns the faults of a site that are kept, the newest hour first. */
    List<HourOfFaults> of(String site, Instant now);
}
