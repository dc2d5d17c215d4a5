package io.ucmbilling.contract.query;

import static org.assertj.core.api.Assertions.assertThat;

import io.ucmbilling.contract.Format;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Contract S2, <i>Time</i>. */
class TimeBoundTest {
    private static final ZoneId CHICAGO = ZoneId.of("America/Chicago");
    private static final Clock NOW = Clock.fixed(Instant.parse("2026-03-01T10:00:00.123Z"), ZoneOffset.UTC);

    @ParameterizedTest
    @CsvSource({
        "2013-07-01, 2013-07-01T00:00:00Z",
        "2012-02-29, 2012-02-29T00:00:00Z",
        "0000-01-01, 0000-01-01T00:00:00Z"
    })
    void aDateAloneIsItsMidnightInUtc(String value, Instant instant) {
        assertThat(read(value)).isEqualTo(new TimeBound.At(instant));
    }

    @ParameterizedTest
    @CsvSource({
        "2013-07-01T08:09, 2013-07-01T08:09",
        "2013-07-01T08:09:10, 2013-07-01T08:09:10",
        "2013-07-01T08:09:10.1, 2013-07-01T08:09:10.100",
        "2013-07-01T08:09:10.12, 2013-07-01T08:09:10.120",
        "2013-07-01T08:09:10.123, 2013-07-01T08:09:10.123",
        "2013-07-01T23:59:59.999, 2013-07-01T23:59:59.999"
    })
    void aDateWithATimeIsAWallClock(String value, LocalDateTime time) {
        assertThat(read(value)).isEqualTo(new TimeBound.WallClock(time));
    }

    @ParameterizedTest
    @CsvSource({"08:09, 2000-01-01T08:09", "00:00:00, 2000-01-01T00:00", "08:09:10.5, 2000-01-01T08:09:10.500"})
    void aTimeAloneIsOnTheFirstDayOf2000(String value, LocalDateTime time) {
        assertThat(read(value)).isEqualTo(new TimeBound.WallClock(time));
    }

    @ParameterizedTest
    @CsvSource({
        "2013-07-01T08:09Z, 2013-07-01T08:09:00Z",
        "2013-07-01T00:00:00%2B05:30, 2013-06-30T18:30:00Z",
        "2013-07-01T00:00:00-06:00, 2013-07-01T06:00:00Z",
        "08:00%2B01:00, 2000-01-01T07:00:00Z",
        "08:00Z, 2000-01-01T08:00:00Z",
        "2013-07-01T00:00-00:00, 2013-07-01T00:00:00Z",
        "2013-07-01T12:00:00.250-01:00, 2013-07-01T13:00:00.250Z"
    })
    void aTimeOfDayMayCarryAZone(String value, Instant instant) {
        assertThat(read(value)).isEqualTo(new TimeBound.At(instant));
    }

    @ParameterizedTest
    @CsvSource({
        "2013-07-01T00:00%2B18:01, 2013-06-30T05:59:00Z",
        "2013-07-01T00:00%2B23:59, 2013-06-30T00:01:00Z",
        "2013-07-01T00:00-23:59, 2013-07-01T23:59:00Z"
    })
    void zonesGoTo2359(String value, Instant instant) {
        assertThat(read(value)).isEqualTo(new TimeBound.At(instant));
    }

    @ParameterizedTest
    @ValueSource(strings = {"2013-07-01T00:00:00+06:00", "2013-07-01T00:00:00%2006:00", "2013-07-01T00:00:00%2B06:00"})
    void aSpaceBeforeTheZoneIsAPlus(String value) {
        assertThat(read(value)).isEqualTo(new TimeBound.At(Instant.parse("2013-06-30T18:00:00Z")));
    }

    @ParameterizedTest
    @CsvSource({
        "1386092800, 2013-12-03T17:46:40Z",
        "0000000000, 1970-01-01T00:00:00Z",
        "9999999999, 2286-11-20T17:46:39Z"
    })
    void tenDigitsAreEpochSeconds(String value, Instant instant) {
        assertThat(read(value)).isEqualTo(new TimeBound.At(instant));
    }

    @Test
    void nowIsTheMomentOfReading() {
        TimeBound now = Objects.requireNonNull(read("now"));
        assertThat(now.earliest(CHICAGO, NOW))
                .isEqualTo(now.latest(CHICAGO, NOW))
                .isEqualTo(NOW.instant());
    }

    @Test
    void anEmptyValueIsNoBound() {
        assertThat(CdrQueryTest.valid("startTime=&endTime")).isEqualTo(CdrQuery.all(Format.CSV));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Now",
                "NOW",
                "now%20",
                "2013-02-29",
                "2013-13-01",
                "2013-00-10",
                "2013-04-31",
                "2013-7-01",
                "13-07-01",
                "2013-07-01T",
                "2013-07-01T8:09",
                "2013-07-01T24:00",
                "2013-07-01T23:60",
                "2013-07-01T23:59:60",
                "2013-07-01T08",
                "2013-07-01T08:09:10.",
                "2013-07-01T08:09:10.1234",
                "2013-07-01T08:09.5",
                "2013-07-01t08:09",
                "2013-07-01%2008:09",
                "2013-07-01T08:09z",
                "2013-07-01Z",
                "2013-07-01%2B01:00",
                "2013-07-01-06:00",
                "nowZ",
                "1386092800Z",
                "2013-07-01T08:09%2B24:00",
                "2013-07-01T08:09%2B01:60",
                "2013-07-01T08:09%2B0100",
                "2013-07-01T08:09%2B1:00",
                "2013-07-01T08:09%2B01",
                "2013-07-01T08:09%20Z",
                "138609280",
                "13860928000",
                "2013-07-01T08:09:10,5",
                "%202013-07-01",
                "2013-07-01%0A",
                "\u0662\u0660\u0661\u0663-\u0660\u0667-\u0660\u0661",
                "\uFF11386092800",
                "20130701",
                "2013-182",
                "2013-W27-1",
                "%2B2013-07-01",
                "-2013-07-01",
                "2013-07-01T08:09++01:00",
                "T08:09",
                "%20",
                "08:09:"
            })
    void otherFormsAreWrong(String value) {
        CdrQueryTest.wrong("startTime=" + value);
        CdrQueryTest.wrong("endTime=" + value);
    }

    @ParameterizedTest
    @CsvSource({
        "2025-11-02T01:30, 2025-11-02T06:30:00Z, 2025-11-02T07:30:00Z, the hour that comes twice",
        "2025-03-09T02:30, 2025-03-09T07:30:00Z, 2025-03-09T08:30:00Z, the hour that never comes",
        "2025-11-02T00:59:59, 2025-11-02T05:59:59Z, 2025-11-02T05:59:59Z, before both",
        "2025-11-02T02:00, 2025-11-02T08:00:00Z, 2025-11-02T08:00:00Z, behind the hour that comes twice",
        "2025-03-09T03:00, 2025-03-09T08:00:00Z, 2025-03-09T08:00:00Z, behind the hour that never comes",
        "2025-07-01T12:00, 2025-07-01T17:00:00Z, 2025-07-01T17:00:00Z, summer"
    })
    void aWallClockIsReadSoThatMoreMatches(LocalDateTime time, Instant earliest, Instant latest, String when) {
        TimeBound bound = new TimeBound.WallClock(time);
        assertThat(bound.earliest(CHICAGO, NOW)).as(when).isEqualTo(earliest);
        assertThat(bound.latest(CHICAGO, NOW)).as(when).isEqualTo(latest);
    }

    @Test
    void aWallClockInUtcHasOneReading() {
        TimeBound bound = new TimeBound.WallClock(LocalDateTime.parse("2025-11-02T01:30"));
        assertThat(bound.earliest(ZoneOffset.UTC, NOW))
                .isEqualTo(bound.latest(ZoneOffset.UTC, NOW))
                .isEqualTo(Instant.parse("2025-11-02T01:30:00Z"));
    }

    private static @Nullable TimeBound read(String value) {
        return CdrQueryTest.valid("startTime=" + value).startTime();
    }
}
