package io.ucmbilling.collection;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.ucmbilling.collection.paging.SiteContexts;
import io.ucmbilling.store.MemoryStore;
import io.ucmbilling.store.site.SiteProgress;
import io.ucmbilling.store.site.Sites;
import io.ucmbilling.store.site.ZoneError;
import io.ucmbilling.store.site.ZoneMeasurements;
import io.ucmbilling.store.site.ZoneMeasurements.Worst;
import io.ucmbilling.ucm.site.FaultKind;
import io.ucmbilling.ucm.site.Site;
import io.ucmbilling.ucm.site.UcmFault;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The zone's error is the worst of the last day, with the share of the legs that have it (contract U9). */
class ZoneWatchTest {
    private static final Instant NOON = Instant.parse("2026-06-10T12:07:00Z");
    private static final Duration NONE = Duration.ZERO;
    private static final Duration HOUR = Duration.ofHours(1);

    private final Site site = Served.site("https://pbx.example");
    private final MemoryStore store = new MemoryStore(site.id());
    private final Sites sites = store.sites();
    private ZoneWatch watch = watch();

    private ZoneWatch watch() {
        return new ZoneWatch(new SiteContexts(
                        store.sites(),
                        store.intake(),
                        store.firstDays(),
                        store.census(),
                        new NoRequests(),
                        new NoFaults(),
                        new SimpleMeterRegistry(),
                        Clock.systemUTC())
                .of(site, query -> {
                    throw new UcmFault(FaultKind.UNREACHABLE, "x");
                }));
    }

    @BeforeEach
    void register() {
        sites.register(site.id(), LocalDate.of(2026, 6, 1));
    }

    private void learn(Duration after, Duration error, long legs) {
        SiteProgress progress = sites.progress(site.id());
        watch.learn(Map.of(error, legs), progress, NOON.plus(after));
    }

    private Optional<Worst> stored(Instant now) {
        return sites.zoneMeasurements(site.id(), ZoneOffset.UTC, now.minus(ZoneWatch.DAY))
                .worst();
    }

    @Test
    void aPageThatIsRightDoesNotHideOneThatWasWrong() {
        learn(Duration.ZERO, HOUR, 5);
        learn(Duration.ofMinutes(1), NONE, 10);
        learn(Duration.ofMinutes(2), NONE, 5);
        assertThat(watch.worst(NOON.plus(HOUR))).contains(new Worst(HOUR, 0.25));
        assertThat(stored(NOON.plus(HOUR))).contains(new Worst(HOUR, 0.25));
    }

    @Test
    void anErrorIsForgottenADayLater() {
        learn(Duration.ZERO, HOUR, 5);
        learn(Duration.ofHours(12), NONE, 5);
        assertThat(watch.worst(NOON.plus(Duration.ofHours(23)))).contains(new Worst(HOUR, 0.5));
        assertThat(watch.worst(NOON.plus(ZoneWatch.DAY))).contains(new Worst(NONE, 1));
        assertThat(stored(NOON.plus(ZoneWatch.DAY))).contains(new Worst(NONE, 1));
    }

    @Test
    void anotherReplicaKnowsWhatThisOneMeasured() {
        learn(Duration.ZERO, HOUR, 5);
        watch = watch();
        learn(Duration.ofMinutes(1), NONE, 5);
        assertThat(watch.worst(NOON.plus(HOUR))).contains(new Worst(HOUR, 0.5));
    }

    @Test
    void whatWasMeasuredWithAnotherZoneDoesNotCount() {
        learn(Duration.ZERO, HOUR, 5);
        ZoneId corrected = ZoneId.of("Europe/London");
        assertThat(sites.zoneMeasurements(site.id(), corrected, NOON.minus(ZoneWatch.DAY))
                        .worst())
                .isEmpty();
    }

    @Test
    void writesNowAndThenWhileEveryLegIsRight() {
        learn(Duration.ZERO, NONE, 5);
        int writes = store.writes();
        learn(Duration.ofMinutes(1), NONE, 5);
        learn(Duration.ofMinutes(9), NONE, 5);
        assertThat(store.writes()).isEqualTo(writes);

        learn(Duration.ofMinutes(10), NONE, 5);
        assertThat(store.writes()).isGreaterThan(writes);
        assertThat(sites.zoneMeasurements(site.id(), ZoneOffset.UTC, Instant.EPOCH)
                        .measurements())
                .extracting(ZoneMeasurements.Measurement::legs)
                .containsExactly(5L, 15L);
    }

    @Test
    void fewLegsAreOffByChance() {
        learn(Duration.ZERO, HOUR, 4);
        assertThat(watch.worst(NOON)).isEmpty();
        learn(Duration.ZERO, NONE, 995);
        assertThat(watch.worst(NOON)).contains(new Worst(NONE, 995.0 / 999));
        learn(Duration.ZERO, HOUR, 4);
        assertThat(watch.worst(NOON)).map(Worst::error).contains(NONE);
        learn(Duration.ZERO, HOUR, 4);
        assertThat(watch.worst(NOON)).map(Worst::error).contains(HOUR);
    }

    @Test
    void theWorstIsTheOneFurthestOffWhicheverWay() {
        learn(Duration.ZERO, HOUR, 50);
        learn(Duration.ZERO, HOUR.multipliedBy(-6), 10);
        assertThat(watch.worst(NOON)).map(Worst::error).contains(HOUR.multipliedBy(-6));
    }

    @Test
    void theNewestMeasurementCountsIfItIsWorse() {
        Optional<Worst> right = Optional.of(new Worst(NONE, 1));
        assertThat(ZoneError.of(HOUR, right)).isEqualTo(new ZoneError(HOUR, null));
        assertThat(ZoneError.of(NONE, right)).isEqualTo(new ZoneError(NONE, 1.0));
        assertThat(ZoneError.of(HOUR, Optional.empty())).isEqualTo(new ZoneError(HOUR, null));
        assertThat(ZoneError.of(null, Optional.empty())).isNull();
    }
}
