package io.ucmbilling.collection;

import io.ucmbilling.store.Cursors;
import io.ucmbilling.store.Day;
import io.ucmbilling.store.Lateness;
import io.ucmbilling.store.SiteProgress;
import io.ucmbilling.ucm.Fleet;
import io.ucmbilling.ucm.Site;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
    private final Cursors cursors;

    CollectionEndpoint(Fleet fleet, Cursors cursors) {
        this.fleet = fleet;
        this.cursors = cursors;
    }

    /**
     * One site's state; instants in UTC.
     *
     * @param readThrough the cursor: everything that started before has been read; null: nothing yet
     * @param zoneErrorSeconds how far the configured zone is off; null: not measured
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
            RecordLateness lateness,
            FirstCollection firstCollection) {}

    /** How long after their start half, 99 of a hundred and all records had been written, of how many that were measured. */
    record RecordLateness(long records, Duration half, Duration mostOf, Duration all) {
        static RecordLateness of(Lateness lateness) {
            return new RecordLateness(
                    lateness.legs(), lateness.afterStart(0.5), lateness.afterStart(0.99), lateness.afterStart(1));
        }
    }

    /** The first collection: days in all, read at least once, done; and those not done, newest first. */
    record FirstCollection(LocalDate since, int days, int read, int confirmed, List<LocalDate> open) {}

    /** All sites that are configured and have been seen by a poll, by id. */
    @ReadOperation
    Map<String, SiteState> sites() {
        Map<String, SiteState> states = new LinkedHashMap<>();
        Map<String, SiteProgress> known = new LinkedHashMap<>();
        cursors.progress().forEach(progress -> known.put(progress.site(), progress));
        for (Site site : fleet.sites()) {
            SiteProgress progress = known.get(site.id());
            if (progress != null) {
                states.put(site.id(), state(progress));
            }
        }
        return states;
    }

    /** One site; null, which answers 404, where it is not known. */
    @ReadOperation
    @Nullable
    SiteState site(@Selector String site) {
        return sites().get(site);
    }

    private SiteState state(SiteProgress progress) {
        Cursors.DayCount count = cursors.dayCount(progress.site());
        List<LocalDate> open =
                cursors.openDays(progress.site()).stream().map(Day::day).toList();
        Duration error = progress.zoneError();
        return new SiteState(
                progress.cursor(),
                progress.tailAt(),
                progress.sweepAt(),
                progress.deepSweepAt(),
                progress.failures(),
                progress.lastFault(),
                progress.retryAt(),
                progress.counting(),
                error == null ? null : error.toSeconds(),
                RecordLateness.of(cursors.lateness(progress.site())),
                new FirstCollection(progress.since(), count.days(), count.read(), count.confirmed(), open));
    }
}
