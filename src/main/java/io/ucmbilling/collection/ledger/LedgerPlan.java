package io.ucmbilling.collection.ledger;

import io.ucmbilling.store.ledger.Certificate;
import io.ucmbilling.store.ledger.LedgerDay;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The plan of the ledger of one site's days, which says what it needs next: a pure function of the ledger and the time.
 *
 * <ol>
 *   <li>Once a night: which day is the oldest of which the UCM still holds anything.
 *   <li>A settled day without a certificate is proven, the oldest first: the UCM's cleaner comes from that end. A proof
 *       that fails is tried again an hour later. A day that the cleaner took before is LOST. A day before the first
 *       record that the UCM ever showed is NEVER_HELD. A day that was taken before the gateway's first look cannot be
 *       told from that.
 *   <li>A certified day is read whole again if somebody asked for it, and once before the cleaner reaches it.
 *   <li>A certified day is checked by its count: each night the last 8, each week the last 62.
 * </ol>
 */
record LedgerPlan(DayStandings standings) {
    private static final Duration NIGHT = Duration.ofHours(20);
    private static final Duration WEEK = Duration.ofDays(7).minusHours(4);
    private static final Duration RETRY = Duration.ofHours(1);
    private static final int DAYS_CHECKED_NIGHTLY = 8;
    private static final int DAYS_CHECKED_WEEKLY = 62;
    /** The cleaner takes days. The last reading of a day that it comes near is not older than this. */
    private static final Duration READ_BEFORE_CLEANING = Duration.ofDays(8);

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

    /** Returns what to do next; empty: nothing now. */
    Optional<Task> next(KnownDays known, Instant now) {
        if (due(known.state().oldestHeldAt(), NIGHT, now)) {
            return Optional.of(new Task.FindOldest());
        }
        Optional<Task> proof = standings.settled(known, now).stream()
                .filter(day -> due(known.lastLook(day), RETRY, now))
                .findFirst()
                .map(Task.Prove::new);
        return proof.or(() -> read(known, now)).or(() -> check(known, now));
    }

    private Optional<Task> read(KnownDays known, Instant now) {
        Optional<Task> asked = known.days().values().stream()
                .filter(looked -> looked.readAskedAt() != null && known.isCertified(looked.day()))
                .filter(looked ->
                        askedSinceLook(looked) || (!isGone(looked.day(), known) && due(looked.seenAt(), RETRY, now)))
                .findFirst()
                .map(looked -> new Task.Read(certificate(known, looked.day()), "it was asked for"));
        return asked.or(() -> readBeforeCleaning(known, now));
    }

    /** Returns whether it was asked for after the last look, so that nothing was tried in vain yet. */
    private static boolean askedSinceLook(LedgerDay looked) {
        return looked.seenAt() == null
                || (looked.readAskedAt() != null && looked.readAskedAt().isAfter(looked.seenAt()));
    }

    /** Returns whether the cleaner took it, so that another reading would find no more than the one before. */
    private static boolean isGone(LocalDate day, KnownDays known) {
        LocalDate oldest = known.oldestHeld();
        return oldest != null && day.isBefore(oldest);
    }

    private Optional<Task> readBeforeCleaning(KnownDays known, Instant now) {
        LocalDate oldest = known.oldestHeld();
        if (oldest == null || !oldest.isAfter(standings.since())) {
            return Optional.empty();
        }
        return oldest.datesUntil(oldest.plusDays(DayStandings.DAYS_OF_WARNING))
                .filter(known::isCertified)
                .filter(day ->
                        due(known.lastReading(day), READ_BEFORE_CLEANING, now) && due(known.lastLook(day), RETRY, now))
                .findFirst()
                .map(day -> new Task.Read(certificate(known, day), "the UCM's cleaner comes near it"));
    }

    private static Certificate certificate(KnownDays known, LocalDate day) {
        return Objects.requireNonNull(known.certificates().get(day));
    }

    private Optional<Task> check(KnownDays known, Instant now) {
        LocalDate end = standings.firstOpen(now);
        LocalDate oldest = known.oldestHeld();
        for (int back = 1; back <= DAYS_CHECKED_WEEKLY; back++) {
            LocalDate day = end.minusDays(back);
            Certificate certificate = known.certificates().get(day);
            boolean held = oldest == null || !day.isBefore(oldest);
            Duration interval = back <= DAYS_CHECKED_NIGHTLY ? NIGHT : WEEK;
            if (certificate != null && held && due(known.lastLook(day), interval, now)) {
                return Optional.of(new Task.Check(certificate));
            }
        }
        return Optional.empty();
    }

    /** A last time in the future (a clock that was put back) keeps nothing waiting. */
    private static boolean due(@Nullable Instant last, Duration interval, Instant now) {
        return last == null || last.isAfter(now) || !now.isBefore(last.plus(interval));
    }
}
