package io.ucmbilling.collection.ledger;

import io.ucmbilling.collection.plan.SitePlan;
import io.ucmbilling.store.ledger.Certificate;
import io.ucmbilling.store.ledger.Ledger.LedgerDay;
import io.ucmbilling.store.ledger.Ledger.LedgerState;
import io.ucmbilling.store.site.Lateness;
import io.ucmbilling.store.site.SiteProgress;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the ledger of one site's days needs next: a pure function of the ledger and the time. A day is OPEN until it is over
 * for longer than records were ever seen to come late, then SETTLED; CERTIFIED once what is kept of it equals what the UCM held.
 *
 * <ol>
 *   <li>Once a night: which day is the oldest of which the UCM still holds anything.
 *   <li>A settled day without a certificate is proven, the oldest first: the UCM's cleaner comes from that end. What fails
 *       is tried again an hour later. A day that the cleaner took before is LOST. A day before the first record that the UCM
 *       ever showed is NEVER_HELD; what was taken before the gateway's first look cannot be told from that.
 *   <li>A certified day is read whole again where somebody asked for it, and once before the cleaner reaches it.
 *   <li>A certified day is checked by its count: each night the last 8, each week the last 62.
 * </ol>
 *
 * @param zone of the PBX
 * @param since the first day to collect
 * @param settling how long after its end a day is settled
 */
record LedgerPlan(ZoneId zone, LocalDate since, Duration settling) {
    private static final Duration NIGHT = Duration.ofHours(20);
    private static final Duration WEEK = Duration.ofDays(7).minusHours(4);
    private static final Duration RETRY = Duration.ofHours(1);
    private static final int DAYS_CHECKED_NIGHTLY = 8;
    private static final int DAYS_CHECKED_WEEKLY = 62;
    private static final int DAYS_OF_WARNING = 3;
    /** The cleaner takes days; the last reading of a day that it comes near is not older than this. */
    private static final Duration READ_BEFORE_CLEANING = Duration.ofDays(8);

    static LedgerPlan of(SitePlan plan, SiteProgress progress, Lateness lateness) {
        return new LedgerPlan(
                plan.site().timeZone(), progress.since(), plan.settings().settling(lateness.afterStart(1)));
    }

    /** What is known of the days from the first on: certificates and looks by day, and the site's own state. */
    record Known(Map<LocalDate, Certificate> certificates, Map<LocalDate, LedgerDay> days, LedgerState state) {}

    /** What to do. */
    sealed interface Task {
        /** Find the oldest day of which the UCM still holds anything. */
        record FindOldest() implements Task {}

        /** Read a day whole and certify it. */
        record Prove(LocalDate day) implements Task {}

        /**
         * Read a certified day whole and compare its content.
         *
         * @param why such as "it was asked for"
         */
        record Read(Certificate certificate, String why) implements Task {}

        /** Compare a certified day by its count. */
        record Check(Certificate certificate) implements Task {}
    }

    /** Where a day stands. */
    enum Standing {
        OPEN,
        SETTLED,
        CERTIFIED,
        LOST,
        NEVER_HELD
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
        return proof.or(() -> read(known, now)).or(() -> check(known, now));
    }

    private Optional<Task> read(Known known, Instant now) {
        Optional<Task> asked = known.days().values().stream()
                .filter(looked ->
                        looked.readAskedAt() != null && known.certificates().containsKey(looked.day()))
                .filter(looked -> lookedSince(looked) || due(looked.seenAt(), RETRY, now))
                .findFirst()
                .map(looked -> new Task.Read(certificate(known, looked.day()), "it was asked for"));
        return asked.or(() -> readBeforeCleaning(known, now));
    }

    /** Whether it was asked for after the last look, so that nothing was tried in vain yet. */
    private static boolean lookedSince(LedgerDay looked) {
        return looked.seenAt() == null
                || (looked.readAskedAt() != null && looked.readAskedAt().isAfter(looked.seenAt()));
    }

    private Optional<Task> readBeforeCleaning(Known known, Instant now) {
        LocalDate oldest = known.state().oldestHeld();
        if (oldest == null || !oldest.isAfter(since)) {
            return Optional.empty();
        }
        return oldest.datesUntil(oldest.plusDays(DAYS_OF_WARNING))
                .filter(known.certificates()::containsKey)
                .filter(day -> due(lastReading(known, day), READ_BEFORE_CLEANING, now)
                        && due(lastLook(known, day), RETRY, now))
                .findFirst()
                .map(day -> new Task.Read(certificate(known, day), "the UCM's cleaner comes near it"));
    }

    private static Certificate certificate(Known known, LocalDate day) {
        return Objects.requireNonNull(known.certificates().get(day));
    }

    private static @Nullable Instant lastReading(Known known, LocalDate day) {
        LedgerDay looked = known.days().get(day);
        return looked == null ? null : looked.readAt();
    }

    Standing standing(LocalDate day, Known known, Instant now) {
        LedgerDay looked = known.days().get(day);
        if (known.certificates().containsKey(day)) {
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

    /** Whether it does not lie before the oldest day that is held. A day noted as never held is proven after all, then. */
    private static boolean mayBeHeld(LocalDate day, Known known) {
        LocalDate oldest = known.state().oldestHeld();
        return oldest != null && !day.isBefore(oldest);
    }

    /** Those noted as never held, the oldest first. */
    List<LocalDate> neverHeld(Known known, Instant now) {
        return known.days().keySet().stream()
                .filter(day -> standing(day, known, now) == Standing.NEVER_HELD)
                .sorted()
                .toList();
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
        return LocalDate.ofInstant(now.minus(settling), zone);
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
