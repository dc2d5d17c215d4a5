package io.ucmbilling.collection.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.ucmbilling.collection.AgendaTest;
import io.ucmbilling.contract.Format;
import io.ucmbilling.store.site.FirstDays.Day;
import io.ucmbilling.store.site.Hold;
import io.ucmbilling.store.site.SiteProgress;
import io.ucmbilling.store.site.SiteProgress.Counting;
import io.ucmbilling.ucm.site.Site;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Plans in Chicago, whose clocks went from UTC-6 to UTC-5 on 2026-03-08; an overlap of 2h, sweeps of 48h, deep ones of
 * 8d.
 */
class SitePlanTest {
    /** Still 2026-03-11 in Chicago. */
    private static final Instant NOW = Instant.parse("2026-03-12T03:00:00Z");

    private static final LocalDate LONG_AGO = LocalDate.of(2026, 1, 1);
    private static final Duration OVERLAP = Duration.ofHours(2);

    private final SitePlan plan = new SitePlan(site(), AgendaTest.settings());

    private static Site site() {
        return new Site(
                "a",
                URI.create("https://pbx.example"),
                Site.Api.LEGACY,
                Format.JSON,
                "",
                "",
                ZoneId.of("America/Chicago"),
                null,
                null,
                Duration.ofMinutes(1),
                OVERLAP,
                new Site.Tls(Site.Trust.ANY, null, null, false),
                new Site.Limits(Duration.ofSeconds(5), Duration.ofSeconds(5), Duration.ofSeconds(5), 1 << 20, 2),
                Map.of(),
                null);
    }

    private static SiteProgress read(LocalDate since, @Nullable Instant cursor) {
        return read(since, cursor, cursor);
    }

    /** @param tail when the last pass over the open window ended */
    private static SiteProgress read(LocalDate since, @Nullable Instant cursor, @Nullable Instant tail) {
        return new SiteProgress(
                new Hold("a", 1),
                since,
                cursor,
                Counting.UNKNOWN,
                null,
                null,
                tail,
                null,
                null,
                0,
                null,
                null,
                null,
                null);
    }

    private static SiteProgress swept(LocalDate since, @Nullable Instant sweep, @Nullable Instant deep) {
        return new SiteProgress(
                new Hold("a", 1),
                since,
                NOW,
                Counting.UNKNOWN,
                null,
                null,
                NOW,
                sweep,
                deep,
                0,
                null,
                null,
                null,
                null);
    }

    private static Window from(Instant from) {
        return new Window(from, null);
    }

    private static Window oneDayFrom(Instant from) {
        return new Window(from, from.plus(Duration.ofDays(1)).minusSeconds(1));
    }

    @Test
    void knowsTheDayInTheSitesZone() {
        assertThat(plan.dayOf(NOW)).isEqualTo(LocalDate.of(2026, 3, 11));
        assertThat(plan.dayOf(Instant.parse("2026-03-08T06:00:00Z"))).isEqualTo(LocalDate.of(2026, 3, 8));
        assertThat(plan.dayOf(Instant.parse("2026-03-09T04:59:59Z"))).isEqualTo(LocalDate.of(2026, 3, 8));
    }

    @Test
    void readsTheOpenWindowFromYesterdayOnTheFirstTime() {
        Instant morning = Instant.parse("2026-03-11T15:00:00Z");
        assertThat(plan.windows(new PassKind.Tail(), read(LONG_AGO, null), morning))
                .containsExactly(from(Instant.parse("2026-03-10T05:00:00Z")));
    }

    @Test
    void readsTheOpenWindowFromTheCursorLessTheOverlap() {
        Instant cursor = NOW.minusSeconds(90);
        assertThat(plan.windows(new PassKind.Tail(), read(LONG_AGO, cursor), NOW))
                .containsExactly(from(cursor.minus(OVERLAP)));
    }

    /** A branch in its holidays: passes go on, and each asks as little as the one before. */
    @Test
    void readsWhatComesAfterAMonthOfSilenceInOneWindow() {
        Instant cursor = NOW.minus(Duration.ofDays(30));
        assertThat(plan.windows(new PassKind.Tail(), read(LONG_AGO, cursor, NOW.minusSeconds(60)), NOW))
                .containsExactly(from(cursor.minus(OVERLAP)));
    }

    @Test
    void readsAPauseOfDaysInStridesOfADay() {
        Instant cursor = NOW.minus(Duration.ofDays(3));
        Instant first = cursor.minus(OVERLAP);
        assertThat(plan.windows(new PassKind.Tail(), read(LONG_AGO, cursor), NOW))
                .containsExactly(
                        oneDayFrom(first),
                        oneDayFrom(first.plus(Duration.ofDays(1))),
                        from(first.plus(Duration.ofDays(2))));
    }

    @Test
    void readsNothingFromBeforeTheFirstDay() {
        LocalDate today = LocalDate.of(2026, 3, 11);
        Instant midnight = Instant.parse("2026-03-11T05:00:00Z");
        assertThat(plan.windows(new PassKind.Tail(), read(today, null), NOW)).containsExactly(from(midnight));
        assertThat(plan.windows(new PassKind.Tail(), read(today, midnight.plusSeconds(60)), NOW))
                .containsExactly(from(midnight));
        assertThat(plan.windows(new PassKind.Sweep(false), swept(today, NOW, NOW), NOW))
                .containsExactly(from(midnight));
        assertThat(plan.windows(new PassKind.Sweep(true), swept(today, NOW, NOW), NOW))
                .containsExactly(from(midnight));
    }

    @Test
    void waitsWithAFirstDayToComeForItsMidnight() {
        assertThat(plan.windows(new PassKind.Tail(), read(LocalDate.of(2026, 3, 20), null), NOW))
                .containsExactly(from(Instant.parse("2026-03-20T05:00:00Z")));
    }

    @Test
    void countsFromNowWhereTheClockJumpedBack() {
        Instant ahead = NOW.plus(Duration.ofDays(300));
        assertThat(plan.windows(new PassKind.Tail(), read(LONG_AGO, ahead), NOW))
                .containsExactly(from(NOW.minus(OVERLAP)));
        assertThat(plan.windows(new PassKind.Sweep(false), swept(LONG_AGO, ahead, NOW), NOW))
                .first()
                .isEqualTo(oneDayFrom(NOW.minus(Duration.ofHours(48))));
        assertThat(plan.windows(new PassKind.Sweep(true), swept(LONG_AGO, NOW, ahead), NOW))
                .first()
                .isEqualTo(oneDayFrom(NOW.minus(Duration.ofDays(8))));
    }

    @Test
    void sweepsFromNowTheFirstTime() {
        Instant first = NOW.minus(Duration.ofHours(48));
        assertThat(plan.windows(new PassKind.Sweep(false), swept(LONG_AGO, null, null), NOW))
                .containsExactly(oneDayFrom(first), from(first.plus(Duration.ofDays(1))));
        assertThat(plan.windows(new PassKind.Sweep(true), swept(LONG_AGO, null, null), NOW))
                .hasSize(8)
                .startsWith(oneDayFrom(NOW.minus(Duration.ofDays(8))))
                .endsWith(from(NOW.minus(Duration.ofDays(1))));
    }

    @Test
    void sweepsAPauseToo() {
        Instant last = NOW.minus(Duration.ofDays(5));
        assertThat(plan.windows(new PassKind.Sweep(false), swept(LONG_AGO, last, NOW), NOW))
                .hasSize(7)
                .startsWith(oneDayFrom(last.minus(Duration.ofHours(48))));
        assertThat(plan.windows(new PassKind.Sweep(true), swept(LONG_AGO, NOW, last), NOW))
                .hasSize(13)
                .startsWith(oneDayFrom(last.minus(Duration.ofDays(8))));
    }

    @Test
    void readsADayFromMidnightToMidnightAlsoWhereTheClocksChange() {
        PassKind kind = new PassKind.FirstRead(new Day(LocalDate.of(2026, 3, 8), 0, false, null, 0, null));
        assertThat(plan.windows(kind, read(LONG_AGO, NOW), NOW))
                .containsExactly(
                        new Window(Instant.parse("2026-03-08T06:00:00Z"), Instant.parse("2026-03-09T04:59:59Z")));
    }
}
