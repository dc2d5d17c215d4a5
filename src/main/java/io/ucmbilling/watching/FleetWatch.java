package io.ucmbilling.watching;

import io.ucmbilling.calls.view.ViewLag;
import io.ucmbilling.store.watch.SiteState;
import io.ucmbilling.store.watch.SiteStates;
import io.ucmbilling.ucm.site.Fleet;
import io.ucmbilling.ucm.site.Site;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.annotation.Scheduled;

/**
 * Watch of the whole fleet, through the database, so that every replica sees the same.
 *
 * <ol>
 *   <li>Each {@value #BETWEEN_LOOKS} (ISO 8601) all sites are read by a few statements, on a thread of the scheduler and within
 *       {@link #LONGEST_STATEMENT} each. Whoever scrapes is given the last look and waits for nothing.
 *   <li>A look that is older than {@link #FRESH} is not given any more: a replica that lost its database says nothing of the sites, rather
 *       than that all of them are silent. How old the last look is, is always told.
 * </ol>
 */
final class FleetWatch implements SeenFleet {
    static final Duration FRESH = Duration.ofMinutes(1);
    private static final String BETWEEN_LOOKS = "PT15S";
    private static final Duration LONGEST_STATEMENT = Duration.ofSeconds(10);
    private static final Logger LOG = LoggerFactory.getLogger(FleetWatch.class);

    private final Map<String, ZoneId> zones;
    private final SiteStates states;
    private final ViewLag viewLag;
    private final Clock clock;
    private final LongSupplier nanoTime;
    private final Instant begun;
    private volatile Seen seen;

    /**
     * What a look found.
     *
     * @param sites by id, those that are configured and known
     * @param feed null: nothing was looked at yet
     */
    private record Seen(List<SiteState> sites, Optional<FeedState> feed, long nanos) {}

    /** @param nanoTime as {@link System#nanoTime} */
    FleetWatch(Fleet fleet, SiteStates states, ViewLag viewLag, Clock clock, LongSupplier nanoTime) {
        this.zones = fleet.sites().stream().collect(Collectors.toUnmodifiableMap(Site::id, Site::timeZone));
        this.states = states;
        this.viewLag = viewLag;
        this.clock = clock;
        this.nanoTime = nanoTime;
        this.begun = clock.instant();
        this.seen = new Seen(List.of(), Optional.empty(), nanoTime.getAsLong());
    }

    /** Looks at all sites and at the feed. If the database does not answer, what was seen before grows older. */
    @Scheduled(fixedDelayString = BETWEEN_LOOKS)
    void look() {
        try {
            List<SiteState> sites = states.of(zones, clock.instant(), LONGEST_STATEMENT);
            FeedState feed = new FeedState(viewLag.now(), viewLag.place());
            seen = new Seen(sites, Optional.of(feed), nanoTime.getAsLong());
        } catch (DataAccessException e) {
            LOG.debug("fleet: not looked at, the database does not answer", e);
        }
    }

    @Override
    public List<SiteState> sites() {
        Seen last = seen;
        return isFresh(last) ? last.sites() : List.of();
    }

    @Override
    public Optional<FeedState> feed() {
        Seen last = seen;
        return isFresh(last) ? last.feed() : Optional.empty();
    }

    @Override
    public Duration age() {
        return age(seen);
    }

    @Override
    public Duration lag(SiteState site) {
        Instant success = site.succeededAt();
        Duration lag = Duration.between(success == null ? begun : success, clock.instant());
        return lag.isNegative() ? Duration.ZERO : lag;
    }

    private boolean isFresh(Seen last) {
        return age(last).compareTo(FRESH) <= 0;
    }

    private Duration age(Seen last) {
        return Duration.ofNanos(nanoTime.getAsLong() - last.nanos());
    }
}
