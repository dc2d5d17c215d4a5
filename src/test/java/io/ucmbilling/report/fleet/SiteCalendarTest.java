package io.ucmbilling.report.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import io.ucmbilling.collection.ledger.DayStandings.Standing;
import io.ucmbilling.report.fleet.FaultHistory.DayOfFaults;
import io.ucmbilling.report.fleet.SiteCalendar.CalendarDay;
import io.ucmbilling.report.fleet.SiteCalendar.CalendarMonth;
import io.ucmbilling.store.watch.SiteFaults.HourOfFaults;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SiteCalendarTest {
    private static final LocalDate FIRST = LocalDate.of(2025, 1, 15);
    private static final LocalDate TODAY = LocalDate.of(2026, 3, 5);

    private static SiteCalendar calendar(YearMonth last) {
        LocalDate day = LocalDate.of(2026, 3, 2);
        return SiteCalendar.of(last, Map.of(day, new CalendarDay(day, Standing.CERTIFIED, 5L, false)), FIRST, TODAY);
    }

    @ParameterizedTest
    @CsvSource({
        "2026-03, 2026-01, 2026-03, 2025-12,",
        "2025-12, 2025-10, 2025-12, 2025-09, 2026-03",
        "2026-02, 2025-12, 2026-02, 2025-11, 2026-03",
        "2025-03, 2025-01, 2025-03, , 2025-06",
        "2025-02, 2025-01, 2025-02, , 2025-05",
        "2025-04, 2025-02, 2025-04, 2025-01, 2025-07",
    })
    void leadsThroughAllMonths(
            YearMonth asked, YearMonth from, YearMonth to, @Nullable YearMonth earlier, @Nullable YearMonth later) {
        SiteCalendar calendar = calendar(asked);

        assertThat(calendar.months().getFirst().month()).isEqualTo(from);
        assertThat(calendar.last()).isEqualTo(to);
        assertThat(calendar.earlier()).isEqualTo(earlier);
        assertThat(calendar.later()).isEqualTo(later);
    }

    @Test
    void laysOutWeeksFromMonday() {
        CalendarMonth march = calendar(YearMonth.of(2026, 3)).months().getLast();

        assertThat(march.title()).isEqualTo("March 2026");
        assertThat(march.weeks()).hasSize(6).allSatisfy(week -> assertThat(week).hasSize(7));
        assertThat(march.weeks().getFirst().subList(0, 6)).containsOnlyNulls();
        assertThat(Objects.requireNonNull(march.weeks().get(0).get(6)).date()).isEqualTo("2026-03-01");
        assertThat(Objects.requireNonNull(march.weeks().get(1).get(0)).standing())
                .isEqualTo(Standing.CERTIFIED);
        assertThat(Objects.requireNonNull(march.weeks().get(1).get(1)).standing())
                .isNull();
        assertThat(calendar(YearMonth.of(2026, 3)).counts()).isEqualTo(Map.of(Standing.CERTIFIED, 1));
    }

    /** By the days of the site's zone, the most frequent kind first. */
    @Test
    void countsFaultsByDayAndKind() {
        Instant late = Instant.parse("2026-03-05T05:30:00Z");
        FaultHistory history = FaultHistory.of(
                List.of(
                        new HourOfFaults(late, "MALFORMED", 1, late.plusSeconds(3600), "m"),
                        new HourOfFaults(late, "TIMED_OUT", 19, late.plusSeconds(60), "newest"),
                        new HourOfFaults(late.minusSeconds(3600), "TIMED_OUT", 1, late.minusSeconds(60), "older")),
                ZoneId.of("America/Chicago"),
                TODAY);

        assertThat(history.days()).hasSize(31).endsWith(TODAY);
        assertThat(history.kinds()).extracting(kind -> kind.words().kind()).containsExactly("TIMED_OUT", "MALFORMED");
        assertThat(history.kinds().getFirst().words().message()).isEqualTo("newest");
        assertThat(history.kinds().getFirst().byDay())
                .filteredOn(day -> day.count() > 0)
                .containsExactly(new DayOfFaults(LocalDate.of(2026, 3, 4), 20));
        assertThat(history.kinds().getFirst().byDay().get(29).level()).isEqualTo(3);
        assertThat(history.kinds().getLast().byDay().getLast()).isEqualTo(new DayOfFaults(TODAY, 1));
    }
}
