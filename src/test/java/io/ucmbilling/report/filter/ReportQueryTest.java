package io.ucmbilling.report.filter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.ucmbilling.call.Direction;
import io.ucmbilling.calls.call.CallStatus;
import io.ucmbilling.calls.report.SortColumn;
import io.ucmbilling.calls.view.CallHours;
import io.ucmbilling.calls.view.ExtraConditions.LocalPeriod;
import io.ucmbilling.calls.view.NumberMatch;
import io.ucmbilling.calls.view.SecondsRange;
import java.time.Clock;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** R2: the address holds the whole view. */
class ReportQueryTest {
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
    private static final ZoneId CHICAGO = ZoneId.of("America/Chicago");

    /** A Wednesday, 23:30 in Berlin. */
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-03-04T22:30:00Z"), ZoneOffset.UTC);

    private static final VisibleSites ONE = new VisibleSites(new TreeSet<>(Set.of("berlin")), Map.of("berlin", BERLIN));
    private static final VisibleSites TWO = new VisibleSites(
            new TreeSet<>(Set.of("berlin", "chicago", "closed")), Map.of("berlin", BERLIN, "chicago", CHICAGO));

    private static ReportQuery read(VisibleSites sites, String... namesAndValues) {
        Map<String, String[]> parameters = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            parameters.put(namesAndValues[i], namesAndValues[i + 1].split(";", -1));
        }
        return ReportQuery.of(parameters, sites, CLOCK);
    }

    @Test
    void showsTheLastSevenDaysIfTheAddressSaysNothing() {
        ReportQuery query = read(ONE);

        assertThat(query.range()).isEqualTo(QuickRange.LAST_7_DAYS);
        assertThat(query.filter().from()).isEqualTo("2026-02-25T23:00:00Z");
        assertThat(query.filter().to()).isEqualTo("2026-03-04T23:00:00Z");
        assertThat(query.page().column()).isEqualTo(SortColumn.START);
        assertThat(query.page().descending()).isTrue();
    }

    @Test
    void showsAllCallsIfTheFormWasSentWithoutAPeriod() {
        ReportQuery query = read(ONE, "from", "", "to", "");

        assertThat(query.filter().from()).isNull();
        assertThat(query.filter().to()).isNull();
        assertThat(query.address()).isEqualTo("period=all");
    }

    @ParameterizedTest
    @CsvSource({
        "today,     2026-03-03T23:00:00Z, 2026-03-04T23:00:00Z",
        "yesterday, 2026-03-02T23:00:00Z, 2026-03-03T23:00:00Z",
        "last7days, 2026-02-25T23:00:00Z, 2026-03-04T23:00:00Z",
        "thisMonth, 2026-02-28T23:00:00Z, 2026-03-31T22:00:00Z",
        "lastMonth, 2026-01-31T23:00:00Z, 2026-02-28T23:00:00Z"
    })
    void readsQuickRangesByTheClockOfTheZone(String range, Instant from, Instant to) {
        ReportQuery query = read(ONE, "period", range);

        assertThat(query.filter().from()).isEqualTo(from);
        assertThat(query.filter().to()).isEqualTo(to);
        assertThat(query.address()).isEqualTo("period=" + range);
    }

    /** The form sends the dates that it shows with the range, in the ways in which browsers write them. */
    @ParameterizedTest
    @CsvSource({
        "today,     2026-03-04T00:00,    2026-03-05T00:00",
        "today,     2026-03-04T00:00:00, 2026-03-05T00:00:00",
        "yesterday, 2026-03-03T00:00,    2026-03-04T00:00",
        "lastMonth, 2026-02-01T00:00,    2026-03-01T00:00"
    })
    void goesOnWithTheCalendarIfTheDatesOfARangeAreSentWithIt(String range, String from, String to) {
        ReportQuery query = read(TWO, "period", range, "from", from, "to", to, "zone", "Europe/Berlin");

        assertThat(query.address()).isEqualTo("period=" + range + "&zone=Europe%2FBerlin");
        assertThat(query.filter().from())
                .isEqualTo(read(ONE, "period", range).filter().from());
        assertThat(new FilterFields(query).text("period")).isEqualTo(range);
    }

    @ParameterizedTest
    @CsvSource({"2026-03-04T00:00, 2026-03-04T12:00", "2026-03-03T00:00, 2026-03-05T00:00", "2026-03-04T00:00, ''"})
    void takesDatesThatAreNotThoseOfTheRangeForTyped(String from, String to) {
        ReportQuery query = read(ONE, "period", "today", "from", from, "to", to);

        assertThat(query.range()).isNull();
        assertThat(query.address()).doesNotContain("period").contains("from=2026-03-0");
        assertThat(new FilterFields(query).text("period")).isEmpty();
    }

    @Test
    void showsAllCallsIfTheDatesOfARangeWereEmptied() {
        ReportQuery query = read(ONE, "period", "today", "from", "", "to", "");

        assertThat(query.filter().from()).isNull();
        assertThat(query.address()).isEqualTo("period=all");
    }

    @Test
    void readsADateAsAWholeDay() {
        ReportQuery query = read(ONE, "from", "2026-03-29", "to", "2026-03-29");

        assertThat(query.filter().from()).isEqualTo("2026-03-28T23:00:00Z");
        assertThat(query.filter().to()).isEqualTo("2026-03-29T22:00:00Z");
    }

    /** 02:30 comes twice: the period begins with the first and ends with the second. */
    @Test
    void takesTheHourThatComesTwiceWhole() {
        ReportQuery query = read(ONE, "from", "2026-10-25T02:30", "to", "2026-10-25 02:30:00");

        assertThat(query.filter().from()).isEqualTo("2026-10-25T00:30:00Z");
        assertThat(query.filter().to()).isEqualTo("2026-10-25T01:30:00Z");
    }

    /** What the clock shows at 02:00 and later is not part of a period until then, neither the first nor the second time. */
    @Test
    void endsBeforeTheHourThatComesTwiceIfItEndsWhereThatBegins() {
        assertThat(read(ONE, "to", "2026-10-25T02:00").filter().to()).isEqualTo("2026-10-25T00:00:00Z");
        assertThat(read(ONE, "to", "2026-10-25T03:00").filter().to()).isEqualTo("2026-10-25T02:00:00Z");
    }

    /** The clock leaps from 02:00 to 03:00: what it shows at 03:00 is later than 02:30. */
    @ParameterizedTest
    @ValueSource(strings = {"2026-03-29T02:00", "2026-03-29T02:30", "2026-03-29T03:00"})
    void takesATimeThatTheClockLeapsOverForThatOfTheLeap(String typed) {
        assertThat(read(ONE, "from", typed).filter().from()).isEqualTo("2026-03-29T01:00:00Z");
        assertThat(read(ONE, "to", typed).filter().to()).isEqualTo("2026-03-29T01:00:00Z");
    }

    /** A control for times shows no date alone, and sends nothing of what it does not show. */
    @Test
    void showsADateAsTheTimesThatItStandsFor() {
        FilterFields fields = new FilterFields(read(ONE, "from", "2026-03-01", "to", "2026-03-02"));

        assertThat(fields.text("from")).isEqualTo("2026-03-01T00:00:00");
        assertThat(fields.text("to")).isEqualTo("2026-03-03T00:00:00");
    }

    @Test
    void showsWhatIsNoTimeInAControlThatCanShowIt() {
        FilterFields fields = new FilterFields(read(ONE, "from", "soon", "hoursTo", "8"));

        assertThat(fields.type("from", "datetime-local")).isEqualTo("text");
        assertThat(fields.text("from")).isEqualTo("soon");
        assertThat(fields.type("hours-to", "time")).isEqualTo("text");
        assertThat(fields.type("hours-from", "time")).isEqualTo("time");
    }

    @Test
    void takesACommaBehindABackslashForPartOfAName() {
        ReportQuery query = read(ONE, "callerName", "Doe\\, John, a\\b,c\\\\,d");

        assertThat(query.filter().extras().callerNames()).containsExactlyInAnyOrder("Doe, John", "a\\b", "c\\", "d");
        assertThat(FilterForm.items(FilterForm.item("a\\,b") + "," + FilterForm.item("c")))
                .containsExactly("a\\,b", "c");
    }

    @Test
    void takesWhatIsGivenSeveralTimesForSeveralByCommas() {
        ReportQuery query = read(ONE, "callerNumber", "1001;1002");

        assertThat(query.filter().callers()).hasSize(2);
        assertThat(query.form().text(FilterField.CALLER_NUMBER)).isEqualTo("1001, 1002");
    }

    @Test
    void readsHowLongCallersWaited() {
        assertThat(read(ONE, "waitedFrom", "5", "waitedTo", "9")
                        .filter()
                        .extras()
                        .waited())
                .isEqualTo(new SecondsRange(5, 9));
        assertThat(read(ONE, "waitedFrom", "5", "waitedTo", "4").error(FilterField.WAITED_TO))
                .isPresent();
    }

    @Test
    void reachesFromTheFirstYearToTheLast() {
        ReportQuery query = read(ONE, "from", "1900-01-01", "to", "9999-12-31");

        assertThat(query.errors()).isEmpty();
        assertThat(query.period().to()).isEqualTo("9999-12-31T23:59:59");
    }

    @Test
    void comparesWithTheClockOfEachPbxIfTheSitesHaveSeveralZones() {
        ReportQuery query = read(TWO, "from", "2026-03-01T08:00", "to", "2026-03-01T09:00");

        assertThat(query.filter().extras().period())
                .isEqualTo(new LocalPeriod(
                        LocalDateTime.parse("2026-03-01T08:00"), LocalDateTime.parse("2026-03-01T09:00")));
        assertThat(query.filter().from()).isBefore("2026-03-01T07:00:00Z");
        assertThat(query.filter().to()).isAfter("2026-03-01T15:00:00Z");
    }

    /** It is the 4th in Chicago and the 5th in Berlin: calls of this moment are of today at both. */
    @Test
    void takesTheDateOfEachSiteForToday() {
        Clock night = Clock.fixed(Instant.parse("2026-03-05T03:00:00Z"), ZoneOffset.UTC);

        ReportQuery query = ReportQuery.of(Map.of("period", new String[] {"today"}), TWO, night);

        LocalDateTime fourth = LocalDateTime.parse("2026-03-04T00:00");
        LocalDateTime fifth = fourth.plusDays(1);
        LocalPeriod berlin = new LocalPeriod(fifth, fifth.plusDays(1));
        assertThat(query.filter().extras().period())
                .isEqualTo(new LocalPeriod(fourth, fifth, Map.of("berlin", berlin)));
        assertThat(query.filter().from()).isBefore("2026-03-04T06:00:00Z");
        assertThat(query.filter().to()).isAfter("2026-03-05T23:00:00Z");
        FilterFields fields = new FilterFields(query);
        Map<String, String[]> sent = Map.of(
                "period", new String[] {"today"},
                "from", new String[] {fields.text("from")},
                "to", new String[] {fields.text("to")});
        assertThat(ReportQuery.of(sent, TWO, night).filter()).isEqualTo(query.filter());
    }

    /** The overview adds up by one clock. Its links name that clock, also for hours, so that they show the calls that were counted. */
    @Test
    void namesTheOneClockByWhichTheOverviewCounts() {
        ReportQuery query = read(TWO, "from", "2026-03-01T08:00", "hoursFrom", "09:00");

        ReportQuery counted = ReportQuery.of(query.viewByOneClock(), TWO, CLOCK);

        assertThat(counted.filter().from()).isEqualTo("2026-03-01T14:00:00Z");
        assertThat(counted.filter().extras().period()).isNull();
        assertThat(counted.filter().extras().hours())
                .extracting(CallHours::zone)
                .isEqualTo(CHICAGO);
        assertThat(counted.address()).contains("zone=America%2FChicago");
        assertThat(read(ONE).viewByOneClock().address()).isEqualTo("period=last7days");
    }

    /** R2: a site that left the configuration has the clock that its calls tell, whatever zone the others have. */
    @Test
    void comparesWithTheClockOfEachPbxIfASiteIsNotConfiguredAnyMore() {
        VisibleSites sites = new VisibleSites(new TreeSet<>(Set.of("berlin", "closed")), Map.of("berlin", BERLIN));
        LocalDateTime first = LocalDateTime.parse("2026-03-05T00:00");
        String[] day = {"from", "2026-03-05", "to", "2026-03-05"};

        assertThat(read(sites, day).filter().extras().period()).isEqualTo(new LocalPeriod(first, first.plusDays(1)));
        ReportQuery closed = read(sites, "from", "2026-03-05", "to", "2026-03-05", "site", "closed");
        assertThat(closed.filter().extras().period()).isEqualTo(new LocalPeriod(first, first.plusDays(1)));
        assertThat(closed.filter().from()).isBefore("2026-03-04T11:00:00Z");
        ReportQuery berlin = read(sites, "from", "2026-03-05", "to", "2026-03-05", "site", "berlin");
        assertThat(berlin.filter().extras().period()).isNull();
    }

    @Test
    void readsByTheZoneThatIsNamed() {
        ReportQuery query = read(TWO, "from", "2026-03-01T08:00", "zone", "Asia/Kolkata");

        assertThat(query.filter().extras().period()).isNull();
        assertThat(query.filter().from()).isEqualTo("2026-03-01T02:30:00Z");
    }

    @Test
    void readsSeveralNumbersByCommas() {
        ReportQuery query = read(ONE, "callerNumber", " 1001, *555 ,,+1202*", "calleeNumber", "*97");

        assertThat(query.filter().callers())
                .containsExactlyInAnyOrder(
                        new NumberMatch("1001", NumberMatch.Kind.BEGINNING),
                        new NumberMatch("555", NumberMatch.Kind.ANYWHERE),
                        new NumberMatch("+1202", NumberMatch.Kind.BEGINNING));
        assertThat(query.filter().callees()).containsExactly(new NumberMatch("97", NumberMatch.Kind.ANYWHERE));
    }

    @Test
    void readsAllThatTheFormHas() {
        ReportQuery query = read(
                TWO,
                "direction",
                "INBOUND;EXTERNAL",
                "status",
                "BUSY",
                "site",
                "chicago",
                "trunk",
                "carrier",
                "extension",
                "1001",
                "callerName",
                "doe",
                "recorded",
                "no",
                "text",
                "12025550100",
                "missed",
                "true",
                "day",
                "MONDAY;FRIDAY",
                "hoursFrom",
                "08:00",
                "hoursTo",
                "18:00",
                "hours",
                "outside",
                "sort",
                "talk_time",
                "order",
                "asc",
                "page",
                "3",
                "size",
                "100");

        assertThat(query.errors()).isEmpty();
        assertThat(query.filter().directions()).containsExactly(Direction.INBOUND, Direction.EXTERNAL);
        assertThat(query.filter().statuses()).containsExactly(CallStatus.BUSY);
        assertThat(query.filter().sites()).containsExactly("chicago");
        assertThat(query.filter().trunks()).containsExactly("carrier");
        assertThat(query.filter().extensions()).containsExactly(new NumberMatch("1001", NumberMatch.Kind.WHOLE));
        assertThat(query.filter().recorded()).isFalse();
        assertThat(query.filter().extras().callerNames()).containsExactly("doe");
        assertThat(query.filter().extras().freeText()).isEqualTo("12025550100");
        assertThat(query.filter().extras().missedNotCalledBack()).isTrue();
        assertThat(query.filter().extras().hours())
                .isEqualTo(new CallHours(
                        Set.of(DayOfWeek.MONDAY, DayOfWeek.FRIDAY),
                        LocalTime.of(8, 0),
                        LocalTime.of(18, 0),
                        null,
                        true));
        assertThat(query.page().number()).isEqualTo(3);
        assertThat(query.page().size()).isEqualTo(100);
        assertThat(query.page().descending()).isFalse();
    }

    @Test
    void readsItsOwnAddressAsTheSameView() {
        ReportQuery query =
                read(TWO, "callerName", "Müller & Söhne", "text", "a+b=c%", "site", "chicago", "period", "yesterday");
        FilterForm again = FilterForm.ofAddress(query.address());

        assertThat(again).isEqualTo(query.form());
    }

    @ParameterizedTest
    @CsvSource({
        "FROM, from, yesterday",
        "FROM, from, 2026-02-30T00:00",
        "FROM, period, never",
        "TO, to, 12:00",
        "ZONE, zone, Mars/Olympus",
        "SITE, site, not-mine",
        "STATUS, status, MAYBE",
        "DIRECTION, direction, SIDEWAYS",
        "CALLER_NUMBER, callerNumber, *",
        "RECORDED, recorded, perhaps",
        "HOURS_FROM, hoursFrom, 25:00",
        "DAY, day, SOMEDAY",
        "HOURS, hours, around",
        "MISSED, missed, perhaps",
        "WAITED_FROM, waitedFrom, long",
        "WAITED_TO, waitedTo, -1",
        "TO, to, 10000-01-01T00:00",
        "FROM, from, 1899-12-31"
    })
    void tellsBesideTheFieldWhatIsWrongAndKeepsWhatWasTyped(FilterField field, String parameter, String typed) {
        ReportQuery query = read(ONE, parameter, typed);

        assertThat(query.error(field)).isPresent();
        assertThat(query.form().values().values().stream().flatMap(List::stream))
                .contains(typed);
    }

    /** R2: no column has a NUL or half a character, and PostgreSQL takes none. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "trunk",
                "text",
                "callerName",
                "callerNumber",
                "calleeNumber",
                "dialledNumber",
                "answeredBy",
                "extension"
            })
    void tellsBesideTheFieldThatNoTextHasSuchACharacter(String parameter) {
        for (String typed : List.of("\0", "1001\0", "1001\ud83d")) {
            ReportQuery query = read(ONE, parameter, typed);

            assertThat(query.errors())
                    .extracting(error -> error.field().parameter(), FieldError::text)
                    .containsExactly(tuple(parameter, "filter.error.characters"));
        }
    }

    @Test
    void tellsThatThePeriodEndsBeforeItBegins() {
        assertThat(read(ONE, "from", "2026-03-02", "to", "2026-02-01").error(FilterField.TO))
                .isPresent();
        assertThat(read(ONE, "from", "2026-03-02", "to", "2026-03-01").error(FilterField.TO))
                .isPresent();
        assertThat(read(ONE, "from", "2026-03-02", "to", "2026-03-02T00:00").errors())
                .isEmpty();
    }

    @Test
    void boundsWhatIsTyped() {
        assertThat(read(ONE, "callerNumber", "1,".repeat(5_000)).filter().callers())
                .hasSize(1);
        assertThat(read(ONE, "text", "x".repeat(201)).error(FilterField.TEXT)).isPresent();
        assertThat(read(ONE, "callerNumber", numbers(51)).error(FilterField.CALLER_NUMBER))
                .isPresent();
        assertThat(read(ONE, "page", "99999999999999", "size", "7").page().size())
                .isEqualTo(25);
        assertThat(read(ONE, "page", "99999999999999").page().number())
                .isEqualTo(read(ONE, "page", "999999999").page().number());
    }

    private static String numbers(int count) {
        StringBuilder numbers = new StringBuilder();
        for (int i = 0; i < count; i++) {
            numbers.append(1000 + i).append(',');
        }
        return numbers.toString();
    }
}
