package io.ucmbilling.collection;

import io.ucmbilling.store.site.FirstDays;
import io.ucmbilling.store.site.FirstDays.Day;
import io.ucmbilling.store.site.FirstDays.DayCount;
import io.ucmbilling.store.site.Lateness;
import io.ucmbilling.store.site.SiteProgress;
import io.ucmbilling.store.site.Sites;
import io.ucmbilling.store.site.ZoneError;
import io.ucmbilling.store.site.ZoneMeasurements;
import io.ucmbilling.ucm.site.Fleet;
import io.ucmbilling.ucm.site.Site;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.Selector;
import org.springframework.stereotype.Component;

/** {@code /actuator/collection}: how far each configured site has come. */
@Component
@Endpoint(id = "collection")
class CollectionEndpoint {
    private final Fleet fleet;
    private final Sites sites;
    private final FirstDays firstDays;
    private final Clock clock;

    CollectionEndpoint(Fleet fleet, Sites sites, FirstDays firstDays, Clock clock) {
        this.fleet = fleet;
        this.sites = sites;
        this.firstDays = firstDays;
        this.clock = clock;
    }

    /**
     * The state of one site, with instants in UTC.
     *
     * @param readThrough the cursor: everything that started before has been read; null: nothing yet
     * @param zoneErrorSeconds how far the configured zone is off, at its worst within the last day; null: not measured
     * @param zoneErrorShare of the new legs of the last day that is so far off, 0 to 1; null: not known
     */
    record SiteState(
            @Nullable Instant readThrough,
            @Nullable Instant lastPass,
            @Nullable Instant lastSweep,
            @Nullable Instant lastDeepSweep,
            int failuresInARow,
            @Nullable String lastFault,
            @Nullable Instant notBefore,
            SiteProgress.Counting offsetsCount,
            @Nullable Long zoneErrorSeconds,
            @Nullable Double zoneErrorShare,
            RecordLateness lateness,
            FirstCollectionState firstCollection) {}

    /**
     * The time after their start at which half, 99 of a hundred and all records had been written, of those measured.
     */
    record RecordLateness(long records, Duration half, Duration mostOf, Duration all) {
        static RecordLateness of(Lateness lateness) {
            return new RecordLateness(
                    lateness.legs(), lateness.afterStart(0.5), lateness.afterStart(0.99), lateness.afterStart(1));
        }
    }

    /** The numbers of days of the first collection, in all, read and done, and the open ones, the newest first. */
    record FirstCollectionState(LocalDate since, long days, long read, long confirmed, List<LocalDate> open) {}

    /** Returns all sites that are configured and have been seen by a poll, by id. */
    @ReadOperation
    Map<String, SiteState> sites() {
        Map<String, SiteState> states = new TreeMap<>();
        sites.progress()
                .forEach(progress ->
                        fleet.find(progress.site()).ifPresent(site -> states.put(site.id(), state(site, progress))));
        return states;
    }

    /** Returns one site; null, which answers 404: it is not known. */
    @ReadOperation
    @Nullable
    SiteState site(@Selector String site) {
        return sites().get(site);
    }

    private SiteState state(Site site, SiteProgress progress) {
        DayCount count = firstDays.count(progress.site());
        List<LocalDate> open =
                firstDays.open(progress.site()).stream().map(Day::day).toList();
        ZoneMeasurements lastDay = sites.zoneMeasurements(
                site.id(), site.timeZone(), clock.instant().minus(ZoneWatch.DAY));
        ZoneError zone = ZoneError.of(progress.zoneError(), lastDay.worst());
        return new SiteState(
                progress.cursor(),
                progress.tailAt(),
                progress.sweepAt(),
                progress.deepSweepAt(),
                progress.failures(),
                progress.lastFault(),
                progress.retryAt(),
                progress.counting(),
                zone == null ? null : zone.error().toSeconds(),
                zone == null ? null : zone.share(),
                RecordLateness.of(sites.lateness(progress.site())),
                new FirstCollectionState(progress.since(), count.days(), count.read(), count.confirmed(), open));
    }
}
