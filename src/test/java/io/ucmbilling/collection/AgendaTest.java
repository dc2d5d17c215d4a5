package io.ucmbilling.collection;

import static org.assertj.core.api.Assertions.assertThat;

import io.ucmbilling.collection.plan.CollectionSettings;
import io.ucmbilling.collection.plan.PassKind;
import io.ucmbilling.store.site.FirstDays.Day;
import io.ucmbilling.store.site.Hold;
import io.ucmbilling.store.site.SiteProgress;
import io.ucmbilling.store.site.SiteProgress.Counting;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

public class AgendaTest {
    static final Instant NOW = Instant.parse("2026-03-10T12:00:00Z");
    private static final Duration POLL = Duration.ofSeconds(60);
    private static final LocalDate DAY = LocalDate.of(2026, 3, 1);

    private final Agenda agenda = new Agenda(settings(), POLL);

    public static CollectionSettings settings() {
        return new CollectionSettings(
                64,
                Duration.ofHours(1),
                Duration.ofHours(48),
                Duration.ofHours(24),
                Duration.ofDays(8),
                Duration.ofMinutes(10),
                Duration.ofHours(6),
                Duration.ofHours(48),
                Duration.ofSeconds(5),
                Duration.ofMinutes(2),
                Duration.ofMinutes(10),
                Duration.ofMinutes(2));
    }

    private static SiteProgress site(@Nullable Instant tail, @Nullable Instant sweep, @Nullable Instant deep) {
        return new SiteProgress(
                new Hold("a", 1), DAY, null, Counting.UNKNOWN, null, tail, sweep, deep, 0, null, null, null, null);
    }

    private static SiteProgress quiet() {
        return site(NOW.minusSeconds(10), NOW.minusSeconds(60), NOW.minusSeconds(60));
    }

    private static Day day(int reads, @Nullable Instant readAt, @Nullable Instant retryAt) {
        return new Day(DAY, reads, false, readAt, 0, retryAt);
    }

    @Test
    void readsTheOpenWindowFirst() {
        assertThat(agenda.next(site(null, null, null), List.of(day(0, null, null)), NOW, false))
                .contains(new PassKind.Tail());
    }

    @Test
    void readsTheOpenWindowAgainAfterThePollInterval() {
        assertThat(agenda.next(site(NOW.minus(POLL), NOW, NOW), List.of(), NOW, false))
                .contains(new PassKind.Tail());
        assertThat(agenda.next(site(NOW.minus(POLL).plusMillis(1), NOW, NOW), List.of(), NOW, false))
                .isEmpty();
    }

    @Test
    void sweepsEachSweepInterval() {
        assertThat(agenda.next(site(NOW, NOW.minus(Duration.ofHours(1)), NOW), List.of(), NOW, false))
                .contains(new PassKind.Sweep(false));
    }

    @Test
    void sweepsDeepEachDeepSweepInterval() {
        assertThat(agenda.next(site(NOW, NOW, NOW.minus(Duration.ofHours(24))), List.of(), NOW, false))
                .contains(new PassKind.Sweep(true));
    }

    @Test
    void readsUnreadDaysWithoutAPause() {
        Day day = day(0, null, null);
        assertThat(agenda.next(quiet(), List.of(day), NOW, false)).contains(new PassKind.FirstRead(day));
    }

    @Test
    void readsADayAgainASweepIntervalLater() {
        Day fresh = day(1, NOW.minus(Duration.ofMinutes(59)), null);
        Day old = day(1, NOW.minus(Duration.ofMinutes(60)), null);
        assertThat(agenda.next(quiet(), List.of(fresh), NOW, false)).isEmpty();
        assertThat(agenda.next(quiet(), List.of(fresh, old), NOW, false)).contains(new PassKind.FirstRead(old));
    }

    @Test
    void letsOtherWorkInBetweenWhereTheOpenWindowTakesAsLongAsTheInterval() {
        SiteProgress allDue = site(null, null, null);
        assertThat(agenda.next(allDue, List.of(), NOW, true)).contains(new PassKind.Sweep(false));
        assertThat(agenda.next(site(null, NOW, NOW), List.of(), NOW, true)).contains(new PassKind.Tail());
    }

    @Test
    void leavesASuspectDayAloneForItsTime() {
        assertThat(agenda.next(quiet(), List.of(day(0, null, NOW.plusSeconds(1))), NOW, false))
                .isEmpty();
    }

    @Test
    void doesNothingBeforeTheRetryTime() {
        SiteProgress resting = new SiteProgress(
                new Hold("a", 1),
                DAY,
                null,
                Counting.UNKNOWN,
                null,
                null,
                null,
                null,
                1,
                NOW.plusSeconds(1),
                "TIMED_OUT",
                null,
                null);
        assertThat(agenda.next(resting, List.of(), NOW, false)).isEmpty();
        assertThat(agenda.next(resting, List.of(), NOW.plusSeconds(1), false)).contains(new PassKind.Tail());
    }

    @Test
    void doesNotWaitForALastTimeInTheFuture() {
        assertThat(agenda.next(site(NOW.plus(Duration.ofDays(300)), NOW, NOW), List.of(), NOW, false))
                .contains(new PassKind.Tail());
    }

    @Test
    void looksAgainJustWhenSomethingFallsDue() {
        SiteProgress site = quiet();
        Instant quietUntil = agenda.quietUntil(site, List.of(day(0, null, NOW.plusSeconds(5))), NOW);
        assertThat(quietUntil).isEqualTo(NOW.plusSeconds(5));
        assertThat(agenda.quietUntil(site, List.of(), NOW)).isEqualTo(NOW.plusSeconds(50));
    }
}
