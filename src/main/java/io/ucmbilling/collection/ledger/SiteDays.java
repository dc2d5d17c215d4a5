package io.ucmbilling.collection.ledger;

import io.ucmbilling.collection.ledger.DayStandings.Standing;
import io.ucmbilling.collection.plan.CollectionSettings;
import io.ucmbilling.collection.plan.SitePlan;
import io.ucmbilling.store.ledger.Certificate;
import io.ucmbilling.store.ledger.Ledger;
import io.ucmbilling.store.ledger.LedgerDay;
import io.ucmbilling.store.site.Sites;
import io.ucmbilling.ucm.site.Fleet;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Days of the sites as the ledger has them, for those who show them. */
@Component
public record SiteDays(Fleet fleet, Sites sites, Ledger ledger, CollectionSettings settings, Clock clock) {

    /**
     * One day.
     *
     * @param reason why it has no certificate, or what the last look at a certified one found; null: nothing to say
     * @param certificate the newest; null: it has none
     */
    public record SiteDay(
            LocalDate date,
            Standing standing,
            @Nullable String reason,
            @Nullable Certificate certificate) {}

    /**
     * Span of days that a site has.
     *
     * @param first the first day that is collected
     * @param last today in the zone of the PBX, inclusive
     */
    public record DaySpan(LocalDate first, LocalDate last) {}

    /** Returns which days a site has; empty: it is not configured, or was never collected. */
    public Optional<DaySpan> span(String site) {
        return standings(site)
                .map(standings ->
                        new DaySpan(standings.since(), LocalDate.ofInstant(clock.instant(), standings.zone())));
    }

    /**
     * Returns days of a site, the oldest first.
     *
     * @param first inclusive, as the span has it or later
     * @param last inclusive
     * @return empty if the site is not configured, or was never collected
     */
    public List<SiteDay> of(String site, LocalDate first, LocalDate last) {
        DayStandings standings = standings(site).orElse(null);
        if (standings == null || last.isBefore(first)) {
            return List.of();
        }
        KnownDays known = KnownDays.of(ledger, site, first, last);
        return first.datesUntil(last.plusDays(1))
                .map(day -> of(day, standings, known))
                .toList();
    }

    private SiteDay of(LocalDate day, DayStandings standings, KnownDays known) {
        Standing standing = standings.of(day, known, clock.instant());
        String reason = reason(standing, known.days().get(day), standings);
        return new SiteDay(day, standing, reason, known.certificates().get(day));
    }

    Optional<DayStandings> standings(String id) {
        return fleet.find(id)
                .flatMap(site -> sites.progress().stream()
                        .filter(progress -> progress.site().equals(id))
                        .findFirst()
                        .map(progress -> DayStandings.of(new SitePlan(site, settings), progress, sites.lateness(id))));
    }

    /** @param looked what was noted of it; null: nothing */
    static @Nullable String reason(Standing standing, @Nullable LedgerDay looked, DayStandings standings) {
        String note = looked == null ? null : looked.note();
        return switch (standing) {
            case NEVER_HELD -> "it lies before the first record that the UCM ever showed";
            case OPEN -> note == null ? "not over for " + standings.settling() + " yet" : note;
            case SETTLED -> note == null ? "to be proven next, once the first collection is done" : note;
            case LOST -> note == null ? "the UCM no longer held the day when it was to be proven" : note;
            case CERTIFIED -> note;
        };
    }
}
