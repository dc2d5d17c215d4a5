package io.ucmbilling.collection;

import static org.assertj.core.api.Assertions.assertThat;

import io.ucmbilling.collection.plan.CollectionSettings;
import io.ucmbilling.collection.plan.PassKind;
import io.ucmbilling.store.collection.RequestedCollection;
import io.ucmbilling.store.collection.RequestedCollection.CollectionState;
import io.ucmbilling.store.site.FirstDays.Day;
import io.ucmbilling.store.site.Hold;
import io.ucmbilling.store.site.SiteProgress;
import io.ucmbilling.store.site.SiteProgress.Counting;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
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
                new Hold("a", 1),
                DAY,
                null,
                Counting.UNKNOWN,
                null,
                null,
                tail,
                sweep,
                deep,
                0,
                null,
                null,
                null,
                null);
    }

    private static SiteProgress quiet() {
        return site(NOW.minusSeconds(10), NOW.minusSeconds(60), NOW.minusSeconds(60));
    }

    private static Day day(int reads, @Nullable Instant readAt, @Nullable Instant retryAt) {
        return new Day(DAY, reads, false, readAt, 0, retryAt);
    }

    private Optional<PassKind> next(SiteProgress site, List<Day> openDays, Instant now, boolean afterTail) {
        return agenda.next(new KnownWork(site, openDays, List.of()), now, new Turns(afterTail, false));
    }

    private Instant quietUntil(SiteProgress site, List<Day> openDays, Instant now) {
        return agenda.quietUntil(new KnownWork(site, openDays, List.of()), now);
    }

    @Test
    void readsTheOpenWindowFirst() {
        assertThat(next(site(null, null, null), List.of(day(0, null, null)), NOW, false))
                .contains(new PassKind.Tail());
    }

    @Test
    void readsTheOpenWindowAgainAfterThePollInterval() {
        assertThat(next(site(NOW.minus(POLL), NOW, NOW), List.of(), NOW, false)).contains(new PassKind.Tail());
        assertThat(next(site(NOW.minus(POLL).plusMillis(1), NOW, NOW), List.of(), NOW, false))
                .isEmpty();
    }

    @Test
    void sweepsEachSweepInterval() {
        assertThat(next(site(NOW, NOW.minus(Duration.ofHours(1)), NOW), List.of(), NOW, false))
                .contains(new PassKind.Sweep(false));
    }

    @Test
    void sweepsDeepEachDeepSweepInterval() {
        assertThat(next(site(NOW, NOW, NOW.minus(Duration.ofHours(24))), List.of(), NOW, false))
                .contains(new PassKind.Sweep(true));
    }

    @Test
    void readsUnreadDaysWithoutAPause() {
        Day day = day(0, null, null);
        assertThat(next(quiet(), List.of(day), NOW, false)).contains(new PassKind.FirstRead(day));
    }

    @Test
    void readsADayAgainASweepIntervalLater() {
        Day fresh = day(1, NOW.minus(Duration.ofMinutes(59)), null);
        Day old = day(1, NOW.minus(Duration.ofMinutes(60)), null);
        assertThat(next(quiet(), List.of(fresh), NOW, false)).isEmpty();
        assertThat(next(quiet(), List.of(fresh, old), NOW, false)).contains(new PassKind.FirstRead(old));
    }

    @Test
    void letsOtherWorkInBetweenWhereTheOpenWindowTakesAsLongAsTheInterval() {
        SiteProgress allDue = site(null, null, null);
        assertThat(next(allDue, List.of(), NOW, true)).contains(new PassKind.Sweep(false));
        assertThat(next(site(null, NOW, NOW), List.of(), NOW, true)).contains(new PassKind.Tail());
    }

    @Test
    void leavesASuspectDayAloneForItsTime() {
        assertThat(next(quiet(), List.of(day(0, null, NOW.plusSeconds(1))), NOW, false))
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
                null,
                1,
                NOW.plusSeconds(1),
                "TIMED_OUT",
                null,
                null);
        assertThat(next(resting, List.of(), NOW, false)).isEmpty();
        assertThat(next(resting, List.of(), NOW.plusSeconds(1), false)).contains(new PassKind.Tail());
    }

    @Test
    void doesNotWaitForALastTimeInTheFuture() {
        assertThat(next(site(NOW.plus(Duration.ofDays(300)), NOW, NOW), List.of(), NOW, false))
                .contains(new PassKind.Tail());
    }

    private static RequestedCollection requested(@Nullable Instant retryAt) {
        return new RequestedCollection(
                new UUID(1, 2), "a", DAY, DAY.plusDays(3), CollectionState.RUNNING, DAY, 0, 0, retryAt, null, null);
    }

    /** Billing contract B5: the site stays fresh while it works on a collection. */
    @Test
    void letsRequestedDaysTakeTurnsWithTheRest() {
        Day unread = day(0, null, null);
        KnownWork work = new KnownWork(site(null, NOW, NOW), List.of(unread), List.of(requested(null)));
        List<PassKind> passes = new ArrayList<>();
        Turns turns = Turns.NONE_YET;
        for (int i = 0; i < 6; i++) {
            PassKind next = agenda.next(work, NOW, turns).orElseThrow();
            turns = turns.after(next);
            passes.add(next);
        }
        PassKind asked = new PassKind.RequestedRead(new UUID(1, 2), DAY);
        PassKind tail = new PassKind.Tail();
        assertThat(passes).containsExactly(tail, asked, tail, new PassKind.FirstRead(unread), tail, asked);
    }

    @Test
    void leavesARequestedDayAloneForItsPause() {
        Instant later = NOW.plusSeconds(7);
        KnownWork resting = new KnownWork(quiet(), List.of(), List.of(requested(later)));
        KnownWork two = new KnownWork(quiet(), List.of(), List.of(requested(later), requested(null)));

        assertThat(agenda.next(resting, NOW, Turns.NONE_YET)).isEmpty();
        assertThat(agenda.quietUntil(resting, NOW)).isEqualTo(later);
        assertThat(agenda.next(two, NOW, Turns.NONE_YET)).isPresent();
    }

    @Test
    void looksAgainJustWhenSomethingFallsDue() {
        SiteProgress site = quiet();
        Instant quietUntil = quietUntil(site, List.of(day(0, null, NOW.plusSeconds(5))), NOW);
        assertThat(quietUntil).isEqualTo(NOW.plusSeconds(5));
        assertThat(quietUntil(site, List.of(), NOW)).isEqualTo(NOW.plusSeconds(50));
    }
}
