package io.ucmbilling.collection.ledger;

import io.ucmbilling.collection.plan.SitePlan;
import io.ucmbilling.store.ledger.LedgerDay;
import io.ucmbilling.store.site.Lateness;
import io.ucmbilling.store.site.SiteProgress;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;

/**
 * The standing of each day of one site: a pure function of its ledger and the time.
 *
 * @param zone of the PBX
 * @param since the first day to collect
 * @param settling how long after its end a day is settled
 */
public record DayStandings(ZoneId zone, LocalDate since, Duration settling) {
    /** The UCM's cleaner is expected to reach so many days more. */
    static final int DAYS_OF_WARNING = 3;

    /** How a day stands. */
    public enum Standing {
        /** It is not over for longer than records were ever seen to come late. */
        OPEN,
        /** It is over for so long, and has no certificate. */
        SETTLED,
        /** The records kept of it are those that the UCM held. */
        CERTIFIED,
        /** The UCM's cleaner took it before it was proven. */
        LOST,
        /** It lies before the first record that the UCM ever showed. */
        NEVER_HELD
    }

    static DayStandings of(SitePlan plan, SiteProgress progress, Lateness lateness) {
        return new DayStandings(
                plan.site().timeZone(), progress.since(), plan.settings().settling(lateness.afterStart(1)));
    }

    Standing of(LocalDate day, KnownDays known, Instant now) {
        LedgerDay looked = known.days().get(day);
        if (known.isCertified(day)) {
            return Standing.CERTIFIED;
        }
        if (looked != null && looked.lost()) {
            return Standing.LOST;
        }
        if (looked != null && looked.neverHeld() && !mayBeHeld(day, known)) {
            return Standing.NEVER_HELD;
        }
        return day.isBefore(firstOpen(now)) ? Standing.SETTLED : Standing.OPEN;
    }

    /** A day noted as never held is proven after all if it does not lie before the oldest that is held. */
    private static boolean mayBeHeld(LocalDate day, KnownDays known) {
        LocalDate oldest = known.oldestHeld();
        return oldest != null && !day.isBefore(oldest);
    }

    LocalDate firstOpen(Instant now) {
        return LocalDate.ofInstant(now.minus(settling), zone);
    }

    /** Returns the days noted as never held, the oldest first. */
    List<LocalDate> neverHeld(KnownDays known, Instant now) {
        return known.days().keySet().stream()
                .filter(day -> of(day, known, now) == Standing.NEVER_HELD)
                .sorted()
                .toList();
    }

    /** Returns the settled days, the oldest first. */
    List<LocalDate> settled(KnownDays known, Instant now) {
        LocalDate end = firstOpen(now);
        return since.isBefore(end)
                ? since.datesUntil(end)
                        .filter(day -> of(day, known, now) == Standing.SETTLED)
                        .toList()
                : List.of();
    }

    /** Returns the settled days that the UCM's cleaner has reached. */
    List<LocalDate> gone(KnownDays known, Instant now) {
        LocalDate oldest = known.oldestHeld();
        return oldest == null ? List.of() : settledBefore(oldest, known, now);
    }

    /** Returns the settled days that the cleaner has reached or will within days, if it has been at work at all. */
    List<LocalDate> endangered(KnownDays known, Instant now) {
        LocalDate oldest = known.oldestHeld();
        return oldest == null || !oldest.isAfter(since)
                ? List.of()
                : settledBefore(oldest.plusDays(DAYS_OF_WARNING), known, now);
    }

    private List<LocalDate> settledBefore(LocalDate end, KnownDays known, Instant now) {
        return settled(known, now).stream().filter(day -> day.isBefore(end)).toList();
    }
}
