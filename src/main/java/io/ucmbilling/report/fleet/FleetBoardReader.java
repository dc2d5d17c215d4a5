package io.ucmbilling.report.fleet;

import io.ucmbilling.report.filter.VisibleSites;
import io.ucmbilling.report.fleet.FleetBoard.FormerSite;
import io.ucmbilling.report.page.GuideFormat;
import io.ucmbilling.report.page.ReadingPermits;
import io.ucmbilling.store.watch.SiteCollection;
import io.ucmbilling.store.watch.SiteCollections;
import io.ucmbilling.store.watch.SiteState;
import io.ucmbilling.store.watch.SiteStates;
import io.ucmbilling.ucm.site.Fleet;
import io.ucmbilling.ucm.site.Site;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** Reader of the board: by a handful of statements, however many sites there are. */
@Component
final class FleetBoardReader {
    private final Fleet fleet;
    private final SiteStates states;
    private final SiteCollections collections;
    private final Clock clock;

    FleetBoardReader(Fleet fleet, SiteStates states, SiteCollections collections, Clock clock) {
        this.fleet = fleet;
        this.states = states;
        this.collections = collections;
        this.clock = clock;
    }

    /** Returns the board of some sites. */
    FleetBoard of(VisibleSites visible) {
        Instant now = clock.instant();
        Map<String, SiteCollection> found = collections.of(visible.ids(), now, ReadingPermits.LIMIT);
        Map<String, SiteState> known = states.of(visible.zones(), now, ReadingPermits.LIMIT).stream()
                .collect(Collectors.toMap(SiteState::site, Function.identity()));
        List<BoardRow> rows = fleet.sites().stream()
                .filter(site -> visible.ids().contains(site.id()))
                .map(site -> row(
                        site,
                        Optional.ofNullable(known.get(site.id())),
                        Optional.ofNullable(found.get(site.id())),
                        now))
                .sorted(BoardRow.BY_TROUBLE)
                .toList();
        List<FormerSite> former = visible.ids().stream()
                .filter(id -> !visible.zones().containsKey(id))
                .flatMap(id -> Optional.ofNullable(found.get(id)).map(SiteCollection::newestCall).stream()
                        .map(call -> new FormerSite(id, GuideFormat.time(call, ZoneOffset.UTC))))
                .toList();
        return new FleetBoard(rows, former);
    }

    private static BoardRow row(Site site, Optional<SiteState> state, Optional<SiteCollection> found, Instant now) {
        return state.isPresent() && found.isPresent()
                ? SiteFacts.of(site, state.get(), found.get(), now).row()
                : SiteFacts.unknown(site);
    }
}
