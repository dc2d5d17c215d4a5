package io.ucmbilling.billing;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.ucmbilling.billing.SiteView.FirstCollectionView;
import io.ucmbilling.billing.SiteView.SiteCounters;
import io.ucmbilling.billing.SiteView.SiteFault;
import io.ucmbilling.calls.view.ViewLag;
import io.ucmbilling.store.census.Census;
import io.ucmbilling.store.ledger.Ledger;
import io.ucmbilling.store.retention.KeptFrom;
import io.ucmbilling.store.site.FirstDays;
import io.ucmbilling.store.site.FirstDays.DayCount;
import io.ucmbilling.store.site.SiteProgress;
import io.ucmbilling.store.site.Sites;
import io.ucmbilling.store.site.ZoneError;
import io.ucmbilling.store.site.ZoneMeasurements;
import io.ucmbilling.store.watch.SiteHealth;
import io.ucmbilling.ucm.site.Site;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What is known of a configured site, from the store and the counters of this process (billing contract B5). */
@Component
record SiteViews(
        Sites sites,
        FirstDays firstDays,
        Ledger ledger,
        Census census,
        ViewLag viewLag,
        KeptFrom keptFrom,
        MeterRegistry meters,
        Clock clock) {
    private static final Duration DAY = Duration.ofDays(1);

    /** Returns the views of sites, in their order. The progress of all is read once. */
    List<SiteView> of(List<Site> asked) {
        Map<String, SiteProgress> known =
                sites.progress().stream().collect(Collectors.toMap(SiteProgress::site, Function.identity()));
        long lag = viewLag.now().toSeconds();
        Set<String> unfinished = viewLag.unfinished();
        return asked.stream()
                .map(site -> of(
                        site, Optional.ofNullable(known.get(site.id())), unfinished.contains(site.id()) ? null : lag))
                .toList();
    }

    /** @param lag how far calls lag behind legs, in seconds; null: not known */
    private SiteView of(Site site, Optional<SiteProgress> progress, @Nullable Long lag) {
        Instant now = clock.instant();
        Instant success = progress.map(SiteViews::lastSuccess).orElse(null);
        boolean registered = progress.isPresent();
        return new SiteView(
                site.id(),
                site.timeZone().getId(),
                site.region(),
                site.model(),
                site.api(),
                SiteHealth.of(success, progress.map(SiteProgress::failures).orElse(0), site.pollInterval(), now),
                success == null ? null : success.truncatedTo(ChronoUnit.SECONDS),
                progress.map(SiteViews::lastFault).orElse(null),
                registered
                        ? census.nthLast(site.id(), null, null, 1)
                                .map(start -> start.truncatedTo(ChronoUnit.SECONDS))
                                .orElse(null)
                        : null,
                success == null
                        ? null
                        : Math.max(0, Duration.between(success, now).toSeconds()),
                lag,
                registered ? firstCollection(firstDays.count(site.id())) : new FirstCollectionView(0, 0, 0, false),
                progress.map(SiteProgress::clockError).map(Duration::toSeconds).orElse(null),
                registered ? zoneErrorSeconds(site, progress.orElseThrow(), now) : null,
                counters(site.id()),
                registered
                        ? ledger.certifiedThrough(site.id(), LocalDate.ofInstant(now, site.timeZone()))
                                .orElse(null)
                        : null,
                registered ? keptFrom.day(site.id()).orElse(null) : null);
    }

    private static @Nullable SiteFault lastFault(SiteProgress progress) {
        Instant at = progress.lastFaultAt();
        return progress.lastFault() == null
                ? null
                : new SiteFault(
                        progress.lastFault(),
                        at == null ? null : at.truncatedTo(ChronoUnit.SECONDS),
                        progress.lastFaultMessage());
    }

    /** Returns when a pass to the newest record last ended well; null: never. */
    private static @Nullable Instant lastSuccess(SiteProgress progress) {
        return Stream.of(progress.tailAt(), progress.sweepAt(), progress.deepSweepAt())
                .filter(Objects::nonNull)
                .max(Comparator.naturalOrder())
                .orElse(null);
    }

    private static FirstCollectionView firstCollection(DayCount count) {
        return new FirstCollectionView(
                count.days(), count.read(), count.confirmed(), count.days() > 0 && count.confirmed() == count.days());
    }

    /** Returns the worse of the newest measurement and the worst of the last day; null: nothing was measured. */
    private @Nullable Long zoneErrorSeconds(Site site, SiteProgress progress, Instant now) {
        ZoneMeasurements lastDay = sites.zoneMeasurements(site.id(), site.timeZone(), now.minus(DAY));
        ZoneError zone = ZoneError.of(progress.zoneError(), lastDay.worst());
        return zone == null ? null : zone.error().toSeconds();
    }

    private SiteCounters counters(String site) {
        return new SiteCounters(
                counter(site, "received"),
                counter(site, "stored"),
                counter(site, "unchanged"),
                counter(site, "quarantined"));
    }

    private long counter(String site, String name) {
        Counter counter =
                meters.find("gateway.collection." + name).tag("site", site).counter();
        return counter == null ? 0 : (long) counter.count();
    }
}
