package io.ucmbilling.collection;

import io.ucmbilling.store.Certificate;
import io.ucmbilling.store.Ledger.LedgerDay;
import io.ucmbilling.store.Ledger.LedgerState;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the ledger of one site's days needs next: a pure function of the ledger and the time. A day is OPEN until six hours
 * after its end, then SETTLED; CERTIFIED once what is kept of it equals what the UCM held.
 *
 * <ol>
 *   <li>Once a night: which day is the oldest of which the UCM still holds anything.
 *   <li>A settled day without a certificate is proven, the oldest first: the UCM's cleaner comes from that end. What fails
 *       is tried again an hour later. A day that the cleaner took before is LOST.
 *   <li>A certified day is checked by its count: each night the last 8, each week the last 62.
 * </ol>
 *
 * @param zone of the PBX
 * @param since the first day to collect
 */
record LedgerPlan(ZoneId zone, LocalDate since) {
    private static final Duration SETTLING = Duration.ofHours(6);
    private static final Duration NIGHT = Duration.ofHours(20);
    private static final Duration WEEK = Duration.ofDays(7).minusHours(4);
    private static final Duration RETRY = Duration.ofHours(1);
    private static final int DAYS_CHECKED_NIGHTLY = 8;
    private static final int DAYS_CHECKED_WEEKLY = 62;
    private static final int DAYS_OF_WARNING = 3;

    /** What is known of the days from the first on: certificates and looks by day, and the site's own state. */
    record Known(Map<LocalDate, Certificate> certificates, Map<LocalDate, LedgerDay> days, LedgerState state) {}

    /** What to do. */
    sealed interface Task {
        /** Find the oldest day of which the UCM still holds anything. */
        record FindOldest() implements Task {}

        /** Read a day whole and certify it. */
        record Prove(LocalDate day) implements Task {}

        /** Compare a certified day by its count. */
        record Check(Certificate certificate) implements Task {}
    }

    /** Where a day stands. */
    enum Standing {
        OPEN,
        SETTLED,
        CERTIFIED,
        LOST
    }

    /** What to do next; empty: nothing now. */
    Optional<Task> next(Known known, Instant now) {
        if (due(known.state().oldestHeldAt(), NIGHT, now)) {
            return Optional.of(new Task.FindOldest());
        }
        Optional<Task> proof = settled(known, now).stream()
                .filter(day -> due(lastLook(known, day), RETRY, now))
                .findFirst()
                .map(Task.Prove::new);
        return proof.or(() -> check(known, now));
    }

    Standing standing(LocalDate day, Known known, Instant now) {
        LedgerDay looked = known.days().get(day);
        if (known.certificates().containsKey(day)) {
            return Standing.CERTIFIED;
        }
        if (looked != null && looked.lost()) {
            return Standing.LOST;
        }
        return day.isBefore(firstOpen(now)) ? Standing.SETTLED : Standing.OPEN;
    }

    /** The settled days that are not certified, the oldest first. */
    List<LocalDate> settled(Known known, Instant now) {
        LocalDate end = firstOpen(now);
        return since.isBefore(end)
                ? since.datesUntil(end)
                        .filter(day -> standing(day, known, now) == Standing.SETTLED)
                        .toList()
                : List.of();
    }

    /** Those of them that the UCM's cleaner has reached. */
    List<LocalDate> gone(Known known, Instant now) {
        LocalDate oldest = known.state().oldestHeld();
        return oldest == null
                ? List.of()
                : settled(known, now).stream()
                        .filter(day -> day.isBefore(oldest))
                        .toList();
    }

    /** Those of them that it will reach within days, where it has been at work at all. */
    List<LocalDate> endangered(Known known, Instant now) {
        LocalDate oldest = known.state().oldestHeld();
        return oldest == null || !oldest.isAfter(since)
                ? List.of()
                : settled(known, now).stream()
                        .filter(day -> day.isBefore(oldest.plusDays(DAYS_OF_WARNING)))
                        .toList();
    }

    private LocalDate firstOpen(Instant now) {
        return LocalDate.ofInstant(now.minus(SETTLING), zone);
    }

    private Optional<Task> check(Known known, Instant now) {
        LocalDate end = firstOpen(now);
        for (int back = 1; back <= DAYS_CHECKED_WEEKLY; back++) {
            LocalDate day = end.minusDays(back);
            Certificate certificate = known.certificates().get(day);
            boolean held = known.state().oldestHeld() == null
                    || !day.isBefore(known.state().oldestHeld());
            Duration interval = back <= DAYS_CHECKED_NIGHTLY ? NIGHT : WEEK;
            if (certificate != null && held && due(lastLook(known, day), interval, now)) {
                return Optional.of(new Task.Check(certificate));
            }
        }
        return Optional.empty();
    }

    private static @Nullable Instant lastLook(Known known, LocalDate day) {
        LedgerDay looked = known.days().get(day);
        return looked == null ? null : looked.seenAt();
    }

    /** A last time in the future (a clock that was put back) keeps nothing waiting. */
    private static boolean due(@Nullable Instant last, Duration interval, Instant now) {
        return last == null || last.isAfter(now) || !now.isBefore(last.plus(interval));
    }
}
