package io.ucmbilling.collection.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.ucmbilling.collection.ledger.DayStandings.Standing;
import io.ucmbilling.collection.ledger.LedgerPlan.Task;
import io.ucmbilling.store.ledger.Certificate;
import io.ucmbilling.store.ledger.Ledger.LedgerState;
import io.ucmbilling.store.ledger.LedgerDay;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class LedgerPlanTest {
    private static final ZoneId CHICAGO = ZoneId.of("America/Chicago");
    private static final LocalDate FIRST = LocalDate.of(2026, 3, 1);
    /** Past the six hours behind March 3 in Chicago. */
    private static final Instant NOW = Instant.parse("2026-03-04T13:00:00Z");

    private final DayStandings standings = new DayStandings(CHICAGO, FIRST, Duration.ofHours(6));
    private final LedgerPlan plan = new LedgerPlan(standings);
    private final Map<LocalDate, Certificate> certificates = new HashMap<>();
    private final Map<LocalDate, LedgerDay> days = new HashMap<>();

    private KnownDays known(@Nullable LocalDate oldest) {
        return new KnownDays(certificates, days, new LedgerState(oldest, NOW, null, oldest));
    }

    private static LedgerDay looked(LocalDate day, Instant checkedAt) {
        return new LedgerDay(day, checkedAt, false, false, null, null, checkedAt, null);
    }

    private Certificate certified(LocalDate day, Instant checkedAt) {
        Certificate certificate = new Certificate(
                day,
                1,
                0,
                Certificate.Counted.OFFSET,
                0,
                "0".repeat(64),
                22,
                null,
                null,
                0,
                0,
                null,
                null,
                NOW,
                "1.0",
                "x");
        certificates.put(day, certificate);
        days.put(day, looked(day, checkedAt));
        return certificate;
    }

    @Test
    void asksForTheOldestDayFirst() {
        assertThat(plan.next(new KnownDays(certificates, days, LedgerState.NONE), NOW))
                .contains(new Task.FindOldest());
        assertThat(plan.next(known(FIRST), NOW.plus(Duration.ofHours(20)))).contains(new Task.FindOldest());
    }

    @Test
    void provesTheOldestSettledDayFirst() {
        assertThat(plan.next(known(FIRST), NOW)).contains(new Task.Prove(FIRST));
        certified(FIRST, NOW);
        assertThat(plan.next(known(FIRST), NOW)).contains(new Task.Prove(FIRST.plusDays(1)));
    }

    @Test
    void leavesADayOpenForSixHoursByTheClockOfThePbx() {
        Instant midnight = FIRST.plusDays(1).atStartOfDay(CHICAGO).toInstant();
        assertThat(standings.of(FIRST, known(FIRST), midnight.plus(Duration.ofMinutes(359))))
                .isEqualTo(Standing.OPEN);
        assertThat(standings.of(FIRST, known(FIRST), midnight.plus(Duration.ofHours(6))))
                .isEqualTo(Standing.SETTLED);
    }

    @Test
    void triesAFailedProofAgainAnHourLaterAndTheNextDayMeanwhile() {
        days.put(
                FIRST,
                new LedgerDay(FIRST, NOW, false, false, "3 legs came, 4 are kept of that day", null, null, null));
        assertThat(plan.next(known(FIRST), NOW)).contains(new Task.Prove(FIRST.plusDays(1)));
        assertThat(plan.next(known(FIRST), NOW.plus(Duration.ofHours(1)))).contains(new Task.Prove(FIRST));
    }

    @Test
    void checksCertifiedDaysEachNight() {
        FIRST.datesUntil(FIRST.plusDays(3)).forEach(day -> certified(day, NOW.minus(Duration.ofHours(19))));
        assertThat(plan.next(known(FIRST), NOW)).isEmpty();
        Certificate due = certified(FIRST, NOW.minus(Duration.ofHours(20)));
        assertThat(plan.next(known(FIRST), NOW)).contains(new Task.Check(due));
    }

    @Test
    void checksOlderDaysEachWeek() {
        Instant later = NOW.plus(Duration.ofDays(20));
        FIRST.datesUntil(FIRST.plusDays(23)).forEach(day -> certified(day, later));
        Certificate due = certified(FIRST, later.minus(Duration.ofDays(7)));
        KnownDays known = new KnownDays(certificates, days, new LedgerState(FIRST, later, null, FIRST));
        assertThat(plan.next(known, later)).contains(new Task.Check(due));
        certified(FIRST, later.minus(Duration.ofDays(6)));
        assertThat(plan.next(new KnownDays(certificates, days, new LedgerState(FIRST, later, null, FIRST)), later))
                .isEmpty();
    }

    @Test
    void checksNoDayThatTheCleanerTook() {
        FIRST.datesUntil(FIRST.plusDays(3)).forEach(day -> certified(day, NOW.minus(Duration.ofDays(9))));
        assertThat(plan.next(known(FIRST.plusDays(5)), NOW)).isEmpty();
    }

    @Test
    void tellsWhatTheCleanerTookAndWhatItWillTake() {
        certified(FIRST, NOW);
        KnownDays known = known(FIRST.plusDays(2));
        assertThat(standings.gone(known, NOW)).containsExactly(FIRST.plusDays(1));
        assertThat(standings.endangered(known, NOW)).containsExactly(FIRST.plusDays(1), FIRST.plusDays(2));
        assertThat(standings.endangered(known(FIRST), NOW)).isEmpty();
    }

    @Test
    void keepsALostDayLost() {
        days.put(FIRST, new LedgerDay(FIRST, NOW, true, false, null, null, null, null));
        assertThat(standings.of(FIRST, known(FIRST), NOW)).isEqualTo(Standing.LOST);
        assertThat(standings.settled(known(FIRST), NOW)).doesNotContain(FIRST);
    }

    @Test
    void keepsADayThatWasNeverHeldApartFromLostOnes() {
        days.put(FIRST, new LedgerDay(FIRST, null, false, true, null, null, null, null));
        KnownDays known = known(FIRST.plusDays(2));
        assertThat(standings.of(FIRST, known, NOW)).isEqualTo(Standing.NEVER_HELD);
        assertThat(standings.neverHeld(known, NOW)).containsExactly(FIRST);
        assertThat(standings.gone(known, NOW)).containsExactly(FIRST.plusDays(1));
    }

    @Test
    void provesADayThatWasNeverHeldOnceTheUcmShowsAsOldARecord() {
        days.put(FIRST, new LedgerDay(FIRST, null, false, true, null, null, null, null));
        assertThat(standings.of(FIRST, known(FIRST), NOW)).isEqualTo(Standing.SETTLED);
        assertThat(plan.next(known(FIRST), NOW)).contains(new Task.Prove(FIRST));
    }

    @Test
    void readsADayThatSomebodyAskedForBeforeItChecksOthers() {
        FIRST.datesUntil(FIRST.plusDays(3)).forEach(day -> certified(day, NOW.minus(Duration.ofHours(21))));
        Certificate asked = certified(FIRST.plusDays(1), NOW.minus(Duration.ofMinutes(5)));
        days.put(asked.day(), new LedgerDay(asked.day(), NOW.minusSeconds(300), false, false, null, null, null, NOW));
        assertThat(plan.next(known(FIRST), NOW)).contains(new Task.Read(asked, "it was asked for"));
    }

    /** What the cleaner took since is looked for once, and not each hour for ever. */
    @Test
    void triesADayThatIsGoneOnceIfSomebodyAskedForIt() {
        FIRST.datesUntil(FIRST.plusDays(3)).forEach(day -> certified(day, NOW.minus(Duration.ofMinutes(5))));
        LedgerState state = new LedgerState(FIRST.plusDays(2), NOW, null, FIRST);
        for (boolean tried : new boolean[] {false, true}) {
            Instant seen = NOW.minus(Duration.ofHours(3));
            Instant asked = seen.plusSeconds(tried ? -60 : 60);
            days.put(FIRST, new LedgerDay(FIRST, seen, false, false, null, null, null, asked));
            assertThat(plan.next(new KnownDays(certificates, days, state), NOW)
                            .filter(Task.Read.class::isInstance)
                            .isPresent())
                    .isEqualTo(!tried);
        }
    }

    @Test
    void readsOnceMoreWhatTheCleanerComesNear() {
        Instant later = NOW.plus(Duration.ofDays(20));
        FIRST.datesUntil(FIRST.plusDays(23)).forEach(day -> certified(day, later));
        LocalDate oldest = FIRST.plusDays(5);
        Certificate near = certified(oldest.plusDays(1), later.minus(Duration.ofDays(9)));
        KnownDays known = new KnownDays(certificates, days, new LedgerState(oldest, later, null, oldest));
        assertThat(plan.next(known, later)).contains(new Task.Read(near, "the UCM's cleaner comes near it"));
        certified(near.day(), later.minus(Duration.ofHours(1)));
        assertThat(plan.next(new KnownDays(certificates, days, new LedgerState(oldest, later, null, oldest)), later))
                .isEmpty();
    }

    @Test
    void readsNothingMoreBeforeTheCleanerWasSeenAtWork() {
        FIRST.datesUntil(FIRST.plusDays(3)).forEach(day -> certified(day, NOW.minus(Duration.ofDays(9))));
        assertThat(plan.next(known(FIRST), NOW).orElseThrow()).isInstanceOf(Task.Check.class);
    }
}
