package io.ucmbilling.recording;

import io.ucmbilling.call.Leg;
import io.ucmbilling.ucm.site.Site;
import java.util.List;

/** Which recordings a leg has, and whether they can be heard. */
public interface LegRecordings {

    /** Whether a recording can be heard now. */
    enum State {
        /** The UCM has it. */
        AVAILABLE,
        /** The cache has it; no UCM need be asked. */
        CACHED,
        /** The UCM was asked and does not have it (any more). */
        MISSING,
        /** It is not in the cache, and the UCM cannot be asked. */
        UNREACHABLE
    }

    /** One recording of a leg. */
    record OfLeg(RecordingName name, State state) {}

    /**
     * The leg's recordings, in the order of its record. Asks the UCM for those of which nothing is known, so it is for one
     * leg at a time.
     *
     * @param namesRecordings whether the generation of the leg's record has {@code recordfiles}. Where not, they are looked
     *     for in the UCM's listings, by what their names tell; none is found where it gives no listing
     */
    List<OfLeg> of(Site site, Leg leg, boolean namesRecordings);
}
