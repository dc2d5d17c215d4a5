package io.ucmbilling.report.filter;

import io.ucmbilling.calls.view.ExtraConditions.LocalPeriod;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.util.Collection;
import java.util.Comparator;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Clock by which a period is read.
 *
 * @param zone the one that was named, or that of all sites; of sites in several zones, the one that most of them have
 * @param several whether the sites have several clocks, and none was named: each call counts by the clock of its own PBX. A site that is not
 *     configured any more has a clock that its calls alone tell
 * @param zones of the sites that are configured, by id; none, if a zone was named
 */
record WallClock(ZoneId zone, boolean several, Map<String, ZoneId> zones) {
    private static final ZoneId UTC = ZoneId.of("UTC");

    static WallClock of(ReportZone asked, Collection<String> ids, VisibleSites sites) {
        ZoneId named = asked.named();
        if (named != null) {
            return new WallClock(named, false, Map.of());
        }
        Map<String, ZoneId> zones = new TreeMap<>();
        Map<String, Long> frequency = new TreeMap<>();
        ids.forEach(site -> sites.zone(site).ifPresent(zone -> {
            zones.put(site, zone);
            frequency.merge(zone.getId(), 1L, Long::sum);
        }));
        ZoneId most = frequency.entrySet().stream()
                .max(Map.Entry.<String, Long>comparingByValue()
                        .thenComparing(Map.Entry::getKey, Comparator.reverseOrder()))
                .map(zone -> ZoneId.of(zone.getKey()))
                .orElse(UTC);
        boolean departed = ids.stream().anyMatch(site -> sites.zone(site).isEmpty());
        return new WallClock(most, departed || frequency.size() > 1, zones);
    }

    /** Returns the first instant of a period; of sites in several zones, of the one where it begins first. */
    @Nullable
    Instant from(ReportPeriod period, @Nullable LocalPeriod local) {
        if (local == null) {
            return period.from() == null ? null : instant(period.from(), false);
        }
        return bounds(local, LocalPeriod::from)
                .min(Comparator.naturalOrder())
                .map(from -> from.toInstant(ZoneOffset.MAX))
                .orElse(null);
    }

    /** Returns the instant at which a period has ended. */
    @Nullable
    Instant to(ReportPeriod period, @Nullable LocalPeriod local) {
        if (local == null) {
            return period.to() == null ? null : instant(period.to(), true);
        }
        return bounds(local, LocalPeriod::to)
                .max(Comparator.naturalOrder())
                .map(to -> to.toInstant(ZoneOffset.MIN))
                .orElse(null);
    }

    private static Stream<LocalDateTime> bounds(
            LocalPeriod local, Function<LocalPeriod, @Nullable LocalDateTime> bound) {
        return Stream.concat(Stream.of(local), local.ofSites().values().stream())
                .map(bound)
                .flatMap(Stream::ofNullable);
    }

    /**
     * Returns the instant at which the clock shows that time; if the clock leaps over it, that of the leap. If the clock shows it twice, a
     * period begins with the first and ends with the second, so no call is left out; but if all that is shown twice lies behind its end, it
     * ends before.
     */
    private Instant instant(LocalDateTime time, boolean ofEnd) {
        ZoneOffsetTransition turn = zone.getRules().getTransition(time);
        if (turn == null) {
            return time.atZone(zone).toInstant();
        }
        if (turn.isGap()) {
            return turn.getInstant();
        }
        boolean second = ofEnd && time.isAfter(turn.getDateTimeAfter());
        return time.toInstant(second ? turn.getOffsetAfter() : turn.getOffsetBefore());
    }

    /** Returns the period if calls are to be compared with it by the clocks of their PBXs; null: the instants say all. */
    @Nullable
    LocalPeriod span(ReportPeriod period) {
        return several && !period.equals(ReportPeriod.ALL) ? new LocalPeriod(period.from(), period.to()) : null;
    }

    /** Returns the same of a quick range, which is of other dates where today is another one. */
    @Nullable
    LocalPeriod span(QuickRange range, Instant now) {
        if (!several) {
            return null;
        }
        ReportPeriod here = ReportPeriod.of(range, LocalDate.ofInstant(now, zone));
        Map<String, LocalPeriod> others = new TreeMap<>();
        zones.forEach((site, own) -> {
            ReportPeriod there = ReportPeriod.of(range, LocalDate.ofInstant(now, own));
            if (!there.equals(here)) {
                others.put(site, new LocalPeriod(there.from(), there.to()));
            }
        });
        return new LocalPeriod(here.from(), here.to(), others);
    }
}
