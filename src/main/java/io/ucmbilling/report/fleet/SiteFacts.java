package io.ucmbilling.report.fleet;

import io.ucmbilling.report.fleet.BoardRow.Deviation;
import io.ucmbilling.report.page.GuideFormat;
import io.ucmbilling.store.watch.SiteCollection;
import io.ucmbilling.store.watch.SiteCollection.OpenDays;
import io.ucmbilling.store.watch.SiteHealth;
import io.ucmbilling.store.watch.SiteState;
import io.ucmbilling.store.watch.SiteStates;
import io.ucmbilling.ucm.site.Site;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What is known of a configured site, as its row on the board says it: a pure function of it and the time. */
record SiteFacts(Site site, SiteState state, SiteCollection collection, Instant now) {
    /** A clock that is off by less may be so by the network's delay, and by what the hour tells of seconds. */
    private static final Duration CLOCK_TOLERANCE = Duration.ofSeconds(30);

    static SiteFacts of(Site site, SiteState state, SiteCollection collection, Instant now) {
        return new SiteFacts(site, state, collection, now);
    }

    /** Returns the row of a site that no replica has ever polled. */
    static BoardRow unknown(Site site) {
        return new BoardRow(
                site.id(),
                site.timeZone().getId(),
                BoardState.NOT_READ,
                0,
                null,
                "",
                null,
                null,
                deviation("clock", null, Duration.ZERO),
                deviation("zone", null, Duration.ZERO),
                new Phrase("fleet.quarantine", 0),
                List.of());
    }

    BoardRow row() {
        SiteHealth health = SiteHealth.of(state.succeededAt(), state.failures(), site.pollInterval(), now);
        OpenDays open = collection.open();
        FirstCollectionProgress first =
                open == null ? null : FirstCollectionProgress.of(open, state.failures() > 0, now);
        Instant success = state.succeededAt();
        Deviation clock = deviation("clock", state.clockError(), CLOCK_TOLERANCE);
        Deviation zone = deviation("zone", state.zoneError(), Duration.ZERO);
        return new BoardRow(
                site.id(),
                site.timeZone().getId(),
                BoardState.of(health, state.failures() > 0, first != null && first.isReading()),
                state.failures(),
                success == null ? null : Phrase.span(notNegative(Duration.between(success, now))),
                time(collection.newestCall()),
                first,
                fault(),
                clock,
                zone,
                quarantined(),
                warnings(clock, zone));
    }

    private static Duration notNegative(Duration duration) {
        return duration.isNegative() ? Duration.ZERO : duration;
    }

    private String time(@Nullable Instant instant) {
        return Optional.ofNullable(instant)
                .map(known -> GuideFormat.time(known, site.timeZone()))
                .orElse("");
    }

    private @Nullable FaultWords fault() {
        return state.lastFault() == null
                ? null
                : FaultWords.of(state.lastFault(), collection.faultMessage(), time(collection.faultAt()));
    }

    private Phrase quarantined() {
        boolean more = state.quarantined() >= SiteStates.MOST_COUNTED;
        return new Phrase(more ? "fleet.quarantine.more" : "fleet.quarantine", state.quarantined());
    }

    private List<Phrase> warnings(Deviation clock, Deviation zone) {
        List<Phrase> warnings = new ArrayList<>();
        if (state.endangered() > 0) {
            warnings.add(new Phrase("fleet.warning.endangered", state.endangered()));
        }
        if (zone.wrong()) {
            warnings.add(new Phrase("fleet.warning.zone", zone.text()));
        }
        if (clock.wrong()) {
            warnings.add(new Phrase("fleet.warning.clock", clock.text()));
        }
        if (state.quarantined() > 0) {
            warnings.add(new Phrase("fleet.warning.quarantine", state.quarantined()));
        }
        return warnings;
    }

    /** @param of what is off: {@code clock} or {@code zone} */
    private static Deviation deviation(String of, @Nullable Duration error, Duration tolerance) {
        String key = "fleet." + of;
        if (error == null) {
            return new Deviation(new Phrase(key + ".unknown"), false);
        }
        if (error.abs().compareTo(tolerance) <= 0) {
            return new Deviation(new Phrase(key + ".right"), false);
        }
        String way = error.isNegative() ? ".behind" : ".ahead";
        return new Deviation(new Phrase(key + way, Phrase.span(error)), true);
    }
}
