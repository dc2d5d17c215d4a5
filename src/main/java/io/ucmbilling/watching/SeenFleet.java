package io.ucmbilling.watching;

import io.ucmbilling.store.watch.SiteState;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The fleet as it was seen last. Nobody waits for an answer of it. */
interface SeenFleet {

    /** Returns the sites that were seen, by id; none: the last look is too old. */
    List<SiteState> sites();

    /** Returns how far the feed was; empty: the last look is too old. */
    Optional<FeedState> feed();

    /** Returns how long ago the last look was; of the first one, how long it is waited for. */
    Duration age();

    /** Returns for how long a site has not been read to its newest record; of one that never was, how long it is watched. */
    Duration lag(SiteState site);

    /**
     * How far the calls and their feed have come.
     *
     * @param lag since when legs wait that no call shows yet
     * @param place the last place of the feed that was given out
     */
    record FeedState(Duration lag, long place) {}
}
