package io.ucmbilling.report.overview;

import static org.assertj.core.api.Assertions.assertThat;

import io.ucmbilling.calls.usage.UsageItem;
import io.ucmbilling.calls.usage.UsageKey;
import io.ucmbilling.calls.usage.UsageValue;
import io.ucmbilling.report.filter.FilterForm;
import io.ucmbilling.report.filter.ReportPeriod;
import io.ucmbilling.report.filter.ReportQuery;
import io.ucmbilling.report.filter.VisibleSites;
import io.ucmbilling.report.overview.Overview.TimePoint;
import java.time.Clock;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** R4: calls and minutes over time, by what suits the range, also where there were none. */
class TimePointsTest {
    private static final LocalDateTime NOW = LocalDateTime.parse("2026-03-10T12:30");
    private static final VisibleSites SITES =
            new VisibleSites(new TreeSet<>(Set.of("berlin")), Map.of("berlin", ZoneId.of("Europe/Berlin")));

    private static List<TimePoint> points(String address, UsageKey step, UsageItem... items) {
        Clock clock = Clock.fixed(NOW.toInstant(ZoneOffset.ofHours(1)), ZoneOffset.UTC);
        ReportQuery query = ReportQuery.of(FilterForm.ofAddress(address), SITES, clock);
        return new TimePoints(query, step, NOW).of(List.of(items));
    }

    private static UsageItem day(String day, long calls) {
        UsageValue time = new UsageValue(LocalDate.parse(day).toEpochDay(), day);
        return new UsageItem(List.of(time, new UsageValue(0, "INBOUND")), calls, calls, 0, 0, 0, null);
    }

    private static UsageItem hour(String hour) {
        UsageValue time = new UsageValue(0, hour);
        return new UsageItem(List.of(time, new UsageValue(0, "INBOUND")), 1, 1, 0, 0, 0, null);
    }

    /** Nobody calls at the weekend: the picture falls to zero, and joins no Friday with a Monday. */
    @Test
    void hasDaysWithoutCalls() {
        List<TimePoint> points =
                points("from=2026-03-05&to=2026-03-10", UsageKey.DAY, day("2026-03-06", 300), day("2026-03-09", 290));

        assertThat(points)
                .extracting(TimePoint::label)
                .containsExactly("2026-03-05", "2026-03-06", "2026-03-07", "2026-03-08", "2026-03-09", "2026-03-10");
        assertThat(points).extracting(TimePoint::calls).containsExactly(0L, 300L, 0L, 0L, 290L, 0L);
        assertThat(points).extracting(TimePoint::answeredShare).containsExactly(null, 100, null, null, 100, null);
        assertThat(points.getFirst().link()).contains("from=2026-03-05", "to=2026-03-06");
    }

    /** What is still to come is not empty. */
    @Test
    void endsNow() {
        List<TimePoint> points = points(
                "period=today", UsageKey.HOUR, hour("2026-03-10T08:00:00+01:00"), hour("2026-03-10T13:00:00+01:00"));

        assertThat(points).hasSize(14);
        assertThat(points.get(12).label()).isEqualTo("2026-03-10 12:00");
        assertThat(points.getLast().label()).as("by a clock that is fast").isEqualTo("2026-03-10 13:00");
    }

    @Test
    void beginsWithTheFirstCallIfThePeriodHasNoBeginning() {
        assertThat(points("period=all", UsageKey.MONTH, day("2025-11-01", 1), day("2026-01-01", 2)))
                .extracting(TimePoint::label)
                .containsExactly("2025-11", "2025-12", "2026-01", "2026-02", "2026-03");
    }

    /** On 30 March 2025 the clock of Berlin leapt from 02:00 to 03:00. */
    @Test
    void leavesOutTheHourThatTheClockLeapsOver() {
        assertThat(points(
                        "from=2025-03-30T01:00&to=2025-03-30T05:00", UsageKey.HOUR, hour("2025-03-30T04:00:00+02:00")))
                .extracting(TimePoint::label)
                .containsExactly("2025-03-30 01:00", "2025-03-30 03:00", "2025-03-30 04:00");
    }

    @Test
    void isBoundedWhateverThePeriod() {
        assertThat(points("from=1900-01-01", UsageKey.MONTH, day("2025-11-01", 1), day("2026-03-01", 1)))
                .hasSize(5);
        assertThat(points("from=1900-01-01", UsageKey.MONTH, day("1901-01-01", 1), day("2026-03-01", 1)))
                .hasSize(TimePoints.MOST + 1);
        assertThat(points("from=2026-03-01", UsageKey.DAY)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "2026-03-10T00:00, , HOUR",
        "2026-03-01T00:00, , DAY",
        "2024-01-01T00:00, , MONTH",
        ", 2026-03-10T00:00, MONTH",
        "2024-01-01T00:00, 2024-01-03T00:00, HOUR",
        "2026-03-11T00:00, , HOUR"
    })
    void takesTheStepThatSuitsTheRange(@Nullable LocalDateTime from, @Nullable LocalDateTime to, UsageKey step) {
        assertThat(OverviewReader.step(new ReportPeriod(from, to), NOW)).isEqualTo(step);
    }
}
