package io.ucmbilling.billing.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.ucmbilling.billing.problem.Problem;
import io.ucmbilling.billing.problem.ProblemException;
import io.ucmbilling.billing.problem.ProblemKind;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Billing contract B1: names, lists, values. */
class ParameterValuesTest {
    private static final Parameter<String> TRUNK = Parameter.several("trunk", Formats.text());
    private static final Parameter<DayOfWeek> DAY = Parameter.several("day", Formats.oneOf(DayOfWeek.class));
    private static final Parameter<PeriodBound> FROM = Parameter.one("from", Formats.bound());
    private static final Parameter<ZoneId> ZONE = Parameter.one("zone", Formats.zone());
    private static final Parameter<Boolean> RECORDED = Parameter.one("recorded", Formats.flag());
    private static final List<Parameter<?>> KNOWN =
            List.of(TRUNK, DAY, FROM, Parameter.TO, ZONE, RECORDED, Parameter.LIMIT, Parameter.CURSOR);

    private static ParameterValues read(String query) {
        RawQuery raw = RawQuery.parse(query);
        raw.refuseUnknown(new TreeSet<>(KNOWN.stream().map(Parameter::name).toList()));
        return ParameterValues.read(raw, KNOWN);
    }

    private static Problem problem(String query) {
        return catchThrowableOfType(ProblemException.class, () -> read(query)).problem();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "trunk=a,b | a;b",
                "trunk=a&trunk=b | a;b",
                "trunk=a%2Cb | a;b",
                "trunk=a\\,b,c | a,b;c",
                "trunk=a%5C%5C | a\\",
                "trunk=+a+ | ' a '",
                "trunk=%C3%BC | ü",
            })
    void areListsByCommaOrRepetition(String query, String items) {
        assertThat(read(query).all(TRUNK)).containsExactly(items.split(";"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"trunk=", "trunk", "trunk=a,", "trunk=,a", "trunk=a,,b", "trunk=a\\b", "trunk=a\\"})
    void refuseEmptyItemsAndStrayBackslashes(String query) {
        assertThat(problem(query).kind()).isEqualTo(ProblemKind.WRONG_VALUE);
        assertThat(problem(query).members()).containsEntry("parameter", "trunk");
    }

    @Test
    void refuseAnUnknownNameBeforeAnyValue() {
        Problem problem = problem("limit=0&Limit=5&from=x");

        assertThat(problem.kind()).isEqualTo(ProblemKind.UNKNOWN_PARAMETER);
        assertThat(problem.members())
                .containsEntry("parameter", "Limit")
                .containsEntry("value", "5")
                .containsEntry("expected", "one of cursor, day, from, limit, recorded, to, trunk, zone")
                .containsEntry("known", List.of("cursor", "day", "from", "limit", "recorded", "to", "trunk", "zone"));
    }

    @Test
    void refuseValuesInTheOrderOfTheQuery() {
        assertThat(problem("from=x&limit=0").members()).containsEntry("parameter", "from");
        assertThat(problem("limit=0&from=x").members()).containsEntry("parameter", "limit");
    }

    /** B1: a cursor that is none, and a period that ends before it begins, are wrong values in their place too. */
    @ParameterizedTest
    @CsvSource({
        "cursor=forged&limit=0, cursor",
        "limit=0&cursor=forged, limit",
        "from=2026-03-02&to=2026-03-01&limit=0, to",
        "to=2026-03-01T00:00:00Z&from=2026-03-01T00:00:01Z&limit=0, to",
        "limit=0&from=2026-03-02&to=2026-03-01, limit",
        "from=2026-03-02&limit=0&to=2026-03-01, limit",
        "from=2026-03-01&to=2026-03-01&limit=0, limit",
    })
    void refuseCursorAndPeriodInTheirPlace(String query, String parameter) {
        assertThat(problem(query).members()).containsEntry("parameter", parameter);
    }

    /** B1: of a date and an instant only the zone tells which is later, and it may stand behind. */
    @Test
    void refuseNoPeriodThatDependsOnTheZone() {
        assertThat(problem("from=2026-03-02&to=2026-03-01T23:00:00Z&limit=0").members())
                .containsEntry("parameter", "limit");
    }

    @Test
    void refuseASecondValueOfWhatIsNoList() {
        assertThat(problem("limit=5&limit=5").detail()).isEqualTo("limit: found \"5\", expected the parameter once");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "1001", "-1", "+5", "5.0", "", "1e2", " 5", "99999999999999999999", "٥"})
    void refuseALimitThatIsNoWholeNumberFrom1To1000(String limit) {
        assertThat(problem("limit=" + limit).members())
                .containsEntry("parameter", "limit")
                .containsEntry("expected", "a whole number from 1 to 1000");
    }

    @ParameterizedTest
    @CsvSource({
        "day=monday, day",
        "recorded=TRUE, recorded",
        "zone=utc, zone",
        "zone=%2B01:00, zone",
        "day=MONDAY%2Cx, day"
    })
    void areCaseSensitiveAndNothingElse(String query, String parameter) {
        assertThat(problem(query).members()).containsEntry("parameter", parameter);
    }

    @ParameterizedTest
    @CsvSource({
        "2026-03-01T00:00:00Z, 2026-03-01T00:00:00Z",
        "2026-03-01T01:00:00%2B01:00, 2026-03-01T00:00:00Z",
        "2026-03-01t00:00:00.5z, 2026-03-01T00:00:00.5Z",
        "2026-03-01, 2026-03-01T06:00:00Z",
        "2026-03-09, 2026-03-09T05:00:00Z",
    })
    void areInstantsOrTheFirstInstantOfADay(String from, String instant) {
        assertThat(read("from=" + from).one(FROM).orElseThrow().in(ZoneId.of("America/Chicago")))
                .isEqualTo(Instant.parse(instant));
    }

    /** B1: an RFC 3339 instant, with its own examples (RFC 3339, section 5.8) and bounds. */
    @ParameterizedTest
    @CsvSource({
        "1985-04-12T23:20:50.52Z, 1985-04-12T23:20:50.52Z",
        "1996-12-19T16:39:57-08:00, 1996-12-20T00:39:57Z",
        "1990-12-31T23:59:60Z, 1991-01-01T00:00:00Z",
        "1990-12-31T15:59:60.5-08:00, 1991-01-01T00:00:00.5Z",
        "1937-01-01T12:00:27.87%2B00:20, 1937-01-01T11:40:27.87Z",
        "2026-03-01T00:00:00%2B23:59, 2026-02-28T00:01:00Z",
        "2026-03-01T00:00:00-23:59, 2026-03-01T23:59:00Z",
        "2026-03-01T00:00:00-00:00, 2026-03-01T00:00:00Z",
        "2026-03-01T00:00:00.1234567899999Z, 2026-03-01T00:00:00.123456789Z",
    })
    void areEveryInstantOfRfc3339(String from, String instant) {
        assertThat(read("from=" + from).one(FROM).orElseThrow().in(ZoneId.of("UTC")))
                .isEqualTo(Instant.parse(instant));
    }

    /** B1: names of the tz database that Java's copy lacks. */
    @ParameterizedTest
    @CsvSource({"EST, -18000", "MST, -25200", "HST, -36000", "ROC, 28800", "EST5EDT, -18000", "GMT, 0"})
    void areZonesOfEveryNameInTheTzDatabase(String name, int offset) {
        ZoneId zone = read("zone=" + name).one(ZONE).orElseThrow();

        assertThat(zone.getRules()
                        .getOffset(Instant.parse("2026-01-15T00:00:00Z"))
                        .getTotalSeconds())
                .isEqualTo(offset);
    }

    @Test
    void beginADayThatHasNoMidnightAtItsFirstInstant() {
        assertThat(read("from=2026-03-29").one(FROM).orElseThrow().in(ZoneId.of("Asia/Beirut")))
                .isEqualTo(Instant.parse("2026-03-28T22:00:00Z"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026-02-30",
                "2026-3-1",
                "20260301",
                "2026-03-01T00:00:00",
                "2026-03-01T00:00Z",
                "2026-03-01 00:00:00Z",
                "2026-03-01T01:00:00+01:00",
                "2026-03-01T24:00:01Z",
                "2026-03-01T24:00:00Z",
                "2026-03-01T12:00:60Z",
                "2026-03-01T23:59:61Z",
                "2026-03-01T00:00:00-24:00",
                "2026-03-01T00:00:00-01:60",
                "2026-03-01T00:00:00.Z",
                "٢026-03-01T00:00:00Z",
                "now",
                ""
            })
    void refuseOtherTimesAndRemindOfThePlusSign(String from) {
        assertThat(problem("from=" + from).detail()).startsWith("from: found").endsWith("in which + is sent as %2B");
    }

    @ParameterizedTest
    @ValueSource(strings = {"%zz", "%", "%4", "%ff", "a%2", "%C3%28"})
    void refuseMalformedEscapes(String value) {
        assertThat(problem("trunk=" + value).members())
                .containsEntry("parameter", "trunk")
                .containsEntry("value", value);
        assertThat(problem(value + "=1").kind()).isEqualTo(ProblemKind.UNKNOWN_PARAMETER);
    }

    @Test
    void mayBeAbsent() {
        assertThat(read("").one(FROM)).isEmpty();
        assertThat(read("&&").all(TRUNK)).isEmpty();
    }

    /** B1: the same filters in any spelling that reads the same. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "trunk=a,b&recorded=true",
                "recorded=true&trunk=b&trunk=a",
                "trunk=b,a,b&recorded=true",
                "trunk=%61,b&recorded=true"
            })
    void areUnderstoodTheSameInAnySpelling(String query) {
        assertThat(read(query).asUnderstood(List.of(TRUNK, DAY, RECORDED)))
                .containsExactly("trunk", "2", "a", "b", "recorded", "1", "true");
    }

    @Test
    void areUnderstoodApartIfACommaStandsInside() {
        assertThat(read("trunk=a\\,b").asUnderstood(KNOWN))
                .isNotEqualTo(read("trunk=a,b").asUnderstood(KNOWN));
    }
}
