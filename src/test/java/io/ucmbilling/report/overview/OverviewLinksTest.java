package io.ucmbilling.report.overview;

import static org.assertj.core.api.Assertions.assertThat;

import io.ucmbilling.calls.usage.UsageItem;
import io.ucmbilling.calls.usage.UsageKey;
import io.ucmbilling.calls.usage.UsageValue;
import io.ucmbilling.calls.usage.WaitingTimeBucket;
import io.ucmbilling.report.filter.FilterForm;
import io.ucmbilling.report.filter.ReportQuery;
import io.ucmbilling.report.filter.VisibleSites;
import io.ucmbilling.report.overview.Overview.TimePoint;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** R4: a click filters the calls, and shows as many as were counted. */
class OverviewLinksTest {
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-03-04T22:30:00Z"), ZoneOffset.UTC);
    private static final VisibleSites SITES =
            new VisibleSites(new TreeSet<>(Set.of("chicago")), Map.of("chicago", ZoneId.of("America/Chicago")));

    private static ReportQuery query(String address) {
        return ReportQuery.of(FilterForm.ofAddress(address), SITES, CLOCK);
    }

    private static UsageItem item(long calls, UsageValue... values) {
        return new UsageItem(List.of(values), calls, 0, 0, 0, 0, null);
    }

    private static String link(String address, int hourOfWeek) {
        List<UsageItem> items = List.of(item(1, new UsageValue(hourOfWeek, Integer.toString(hourOfWeek))));
        String link = WeekHours.of(query(address), items)
                .get(hourOfWeek / 24)
                .hours()
                .get(hourOfWeek % 24)
                .link();
        return URLDecoder.decode(link, StandardCharsets.UTF_8);
    }

    private static List<TimePoint> points(String address, UsageKey step, List<UsageItem> items) {
        return new TimePoints(query(address), step, LocalDateTime.parse("2026-11-10T12:00")).of(items);
    }

    /** The clock of Chicago shows 01:00 twice on that day, and the address of its calls means both. */
    @Test
    void hasTheHourThatComesTwiceOnce() {
        UsageValue inbound = new UsageValue(0, "INBOUND");
        List<TimePoint> points = points(
                "from=2026-11-01T01:00&to=2026-11-01T02:00",
                UsageKey.HOUR,
                List.of(
                        item(2, new UsageValue(1, "2026-11-01T01:00:00-05:00"), inbound),
                        item(3, new UsageValue(2, "2026-11-01T01:00:00-06:00"), inbound)));

        assertThat(points).singleElement().satisfies(point -> {
            assertThat(point.label()).isEqualTo("2026-11-01 01:00");
            assertThat(point.calls()).isEqualTo(5);
            assertThat(query(point.link()).filter().from()).isEqualTo("2026-11-01T06:00:00Z");
            assertThat(query(point.link()).filter().to()).isEqualTo("2026-11-01T08:00:00Z");
        });
    }

    @ParameterizedTest
    @CsvSource({
        "period=today, day=MONDAY&hoursFrom=09:00&hoursTo=10:00",
        "hoursFrom=09:30&hoursTo=17:00, day=MONDAY&hoursFrom=09:30&hoursTo=10:00",
        "hoursFrom=17:00&hoursTo=09:20, day=MONDAY&hoursFrom=09:00&hoursTo=09:20",
        "hoursFrom=09:40&hoursTo=17:00&hours=outside, day=MONDAY&hoursFrom=09:00&hoursTo=09:40"
    })
    void showsOfAnHourWhatTheHoursInForceLeaveOfIt(String address, String expected) {
        assertThat(link(address, 9)).contains(expected).doesNotContain("outside");
    }

    @ParameterizedTest
    @CsvSource({"hoursFrom=10:00&hoursTo=17:00", "day=TUESDAY", "hoursFrom=09:50&hoursTo=09:10"})
    void hasNoLinkWhereNoFormSaysWhichCallsAreCounted(String address) {
        assertThat(link(address, 9)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "period=today, 1001, true",
        "extension=10*, 1001, true",
        "extension=1002, 1001, false",
        "period=today, 77*, false"
    })
    void showsTheCallsOfAnExtensionIfAFilterCanSayThem(String address, String extension, boolean linked) {
        String link = PartLink.of(query(address), UsageKey.EXTENSION, extension);

        assertThat(!link.isEmpty()).isEqualTo(linked);
    }

    @ParameterizedTest
    @CsvSource({
        "period=today, 5, 10, waitedFrom=5&waitedTo=9",
        "waitedFrom=7, 5, 10, waitedFrom=7&waitedTo=9",
        "waitedTo=8, 5, 10, waitedFrom=5&waitedTo=8",
        "period=today, 120, , waitedFrom=120"
    })
    void showsOfAWaitingTimeWhatTheViewAsksFor(String address, int from, Integer to, String expected) {
        assertThat(WaitLink.of(query(address), new WaitingTimeBucket(from, to, 1, 0)))
                .endsWith(expected);
    }

    @Test
    void findsATrunkWithACommaInItsName() {
        String link = PartLink.of(query("period=today"), UsageKey.TRUNK, "Carrier, East");

        assertThat(query(link).filter().trunks()).containsExactly("Carrier, East");
        assertThat(PartLink.of(query("trunk=other"), UsageKey.TRUNK, "Carrier, East"))
                .isEmpty();
    }
}
