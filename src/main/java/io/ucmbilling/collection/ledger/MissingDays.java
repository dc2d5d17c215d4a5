package io.ucmbilling.collection.ledger;

import io.ucmbilling.collection.paging.SiteContext;
import io.ucmbilling.collection.plan.SitePlan;
import io.ucmbilling.collection.plan.Window;
import io.ucmbilling.store.ledger.Ledger;
import io.ucmbilling.store.site.SiteProgress;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The days of one site that have no certificate and that its UCM does not hold, or soon will not.
 *
 * <ol>
 *   <li>The first day held is the earliest that ever was the oldest at the UCM, or that of the earliest leg kept,
 *       whichever is earlier. Legs from before the first day to collect tell nothing: their clock was wrong.
 *   <li>A day before it is NEVER_HELD: it lies before the first record that this UCM ever showed. A day that a cleaner
 *       took before the gateway's first look shows nowhere, and counts as never held too.
 *   <li>A day from it on, but before the oldest that is held now, is LOST, for ever.
 *   <li>A stray record with an earlier date moves the first day held back. The days between were noted as never held
 *       before, and it is no record of theirs: they stay so, or are certified as empty while the stray is there. Only a
 *       day of which a leg was kept meanwhile is LOST.
 *   <li>A day that was not tried to prove yet is not warned of: its proof comes next.
 * </ol>
 */
record MissingDays(SiteContext context, Ledger ledger, SitePlan sitePlan) {
    private static final Logger LOG = LoggerFactory.getLogger(MissingDays.class);

    /** Notes and tells the missing days, once it is known which day is the oldest that is held. */
    void note(DayStandings standings, KnownDays known, SiteProgress progress, Instant now) {
        LocalDate oldest = known.oldestHeld();
        List<LocalDate> lost = oldest == null ? List.of() : lost(standings, known, progress, now);
        if (!lost.isEmpty()) {
            ledger.notHeld(progress.hold(), lost, false);
            LOG.error("site {}: the UCM no longer holds {}, which were not certified", context.id(), lost);
        }
        List<LocalDate> endangered = standings.endangered(known, now).stream()
                .filter(day -> oldest == null || !day.isBefore(oldest))
                .filter(day -> known.lastLook(day) != null)
                .toList();
        if (!endangered.isEmpty()) {
            LOG.warn("site {}: the UCM will soon delete {}, which are not certified", context.id(), endangered);
        }
    }

    /** Returns the days that are lost. Notes those that were never held. */
    private List<LocalDate> lost(DayStandings standings, KnownDays known, SiteProgress progress, Instant now) {
        LocalDate first = firstHeld(known, progress.since(), Objects.requireNonNull(known.oldestHeld()));
        List<LocalDate> gone = standings.gone(known, now);
        neverHeld(gone.stream().filter(day -> day.isBefore(first)).toList(), first, progress);
        Stream<LocalDate> heldAfterAll = standings.neverHeld(known, now).stream()
                .filter(day -> !day.isBefore(first) && firstKept(day, day).isPresent());
        return Stream.concat(gone.stream().filter(day -> !day.isBefore(first)), heldAfterAll)
                .toList();
    }

    private void neverHeld(List<LocalDate> days, LocalDate first, SiteProgress progress) {
        if (!days.isEmpty()) {
            ledger.notHeld(progress.hold(), days, true);
            LOG.info(
                    "site {}: {} days from {} on lie before {}, the first that this UCM showed a record of",
                    context.id(),
                    days.size(),
                    days.getFirst(),
                    first);
        }
    }

    private LocalDate firstHeld(KnownDays known, LocalDate since, LocalDate oldest) {
        LocalDate ever = known.state().firstHeld();
        LocalDate first = ever == null || oldest.isBefore(ever) ? oldest : ever;
        return since.isBefore(first) ? firstKept(since, first.minusDays(1)).orElse(first) : first;
    }

    /** Returns the earliest day of a leg that is kept, from the first to the last day, both inclusive; empty: none is. */
    private Optional<LocalDate> firstKept(LocalDate first, LocalDate last) {
        Window days = sitePlan.days(first, last);
        return context.census().earliest(context.id(), days.from(), days.to()).map(sitePlan::dayOf);
    }
}
