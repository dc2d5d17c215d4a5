package io.ucmbilling.watching;

import static java.time.temporal.ChronoUnit.DAYS;

import io.prometheus.metrics.model.registry.MultiCollector;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricMetadata;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import io.ucmbilling.store.watch.SiteState;
import io.ucmbilling.ucm.site.Fleet;
import io.ucmbilling.watching.SeenFleet.FeedState;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Gauges of the sites and of the feed, made for a scrape of what was seen last. They are no meters, which would cost memory for each
 * site and value all the time.
 */
final class FleetMetrics implements MultiCollector {
    private static final String PREFIX = "gateway.site.";
    private static final String NO_FAULT = "none";

    private final Fleet fleet;
    private final SeenFleet watch;
    private final Clock clock;

    FleetMetrics(Fleet fleet, SeenFleet watch, Clock clock) {
        this.fleet = fleet;
        this.watch = watch;
        this.clock = clock;
    }

    @Override
    public MetricSnapshots collect() {
        return new MetricSnapshots(
                Stream.concat(ofTheWhole(), ofEachSite(watch.sites())).toList());
    }

    private Stream<MetricSnapshot> ofTheWhole() {
        MetricSnapshot age = gauge("gateway.fleet.look.age.seconds", "Age of the last look at all sites", watch.age());
        return Stream.concat(Stream.of(age), watch.feed().stream().flatMap(FleetMetrics::ofTheFeed));
    }

    private static Stream<MetricSnapshot> ofTheFeed(FeedState feed) {
        return Stream.of(
                gauge("gateway.feed.lag.seconds", "How far calls lag behind their legs", feed.lag()),
                gauge("gateway.feed.place", "The last place of the feed that was given out", (double) feed.place()));
    }

    private Stream<MetricSnapshot> ofEachSite(List<SiteState> sites) {
        LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        return Stream.of(
                bySite(
                        PREFIX + "lag.seconds",
                        "Time since the last pass that ended well",
                        sites,
                        site -> number(watch.lag(site))),
                bySite(
                        PREFIX + "last.success.timestamp.seconds",
                        "When the last pass ended well",
                        sites,
                        site -> site.succeededAt() == null
                                ? null
                                : (double) site.succeededAt().getEpochSecond()),
                bySite(PREFIX + "poll.interval.seconds", "Time from one pass to the next", sites, this::interval),
                byFault(sites),
                bySite(PREFIX + "quarantine.entries", "Entries that cannot be read", sites, site ->
                        (double) site.quarantined()),
                bySite(
                        PREFIX + "clock.error.seconds",
                        "How far the UCM's clock is ahead",
                        sites,
                        site -> number(site.clockError())),
                bySite(
                        PREFIX + "zone.error.seconds",
                        "How far the zone is off",
                        sites,
                        site -> number(site.zoneError())),
                bySite(
                        PREFIX + "endangered.days",
                        "Days without certificate that the UCM will soon delete",
                        sites,
                        site -> (double) site.endangered()),
                bySite(
                        PREFIX + "certified.age.days",
                        "Age of the newest certified day",
                        sites,
                        site -> site.certifiedDay() == null
                                ? null
                                : (double) DAYS.between(site.certifiedDay(), today)));
    }

    /** Returns the failures in a row, by the kind of the last one. */
    private static MetricSnapshot byFault(List<SiteState> sites) {
        return snapshot(
                PREFIX + "failures",
                "Failed passes in a row",
                sites.stream()
                        .map(site -> new GaugeDataPointSnapshot(
                                site.failures(),
                                Labels.of("site", site.site(), "kind", kind(site.lastFault())),
                                null)));
    }

    private static String kind(@Nullable String fault) {
        return fault == null ? NO_FAULT : fault.toLowerCase(Locale.ROOT);
    }

    private @Nullable Double interval(SiteState state) {
        return fleet.find(state.site()).map(site -> number(site.pollInterval())).orElse(null);
    }

    /** @param value null: it is not known, and nothing is told */
    private static MetricSnapshot bySite(
            String name, String help, List<SiteState> sites, Function<SiteState, @Nullable Double> value) {
        return snapshot(name, help, sites.stream().flatMap(site -> {
            Double found = value.apply(site);
            return found == null
                    ? Stream.empty()
                    : Stream.of(new GaugeDataPointSnapshot(found, Labels.of("site", site.site()), null));
        }));
    }

    private static MetricSnapshot gauge(String name, String help, Duration value) {
        return gauge(name, help, value.toMillis() / 1000.0);
    }

    private static MetricSnapshot gauge(String name, String help, double value) {
        return snapshot(name, help, Stream.of(new GaugeDataPointSnapshot(value, Labels.EMPTY, null)));
    }

    private static MetricSnapshot snapshot(String name, String help, Stream<GaugeDataPointSnapshot> points) {
        return new GaugeSnapshot(new MetricMetadata(name.replace('.', '_'), help), points.toList());
    }

    private static @Nullable Double number(@Nullable Duration duration) {
        return duration == null ? null : Double.valueOf(duration.toSeconds());
    }
}
