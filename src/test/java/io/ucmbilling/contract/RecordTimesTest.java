package io.ucmbilling.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDateTime;
import java.time.YearMonth;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RecordTimesTest {
    @ParameterizedTest
    @CsvSource({
        "2026-03-02 09:08:07, 2026-03-02T09:08:07",
        "2024-02-29 23:59:59, 2024-02-29T23:59:59",
        "0000-01-01 00:00:00, 0000-01-01T00:00:00",
        "9999-12-31 23:59:59, 9999-12-31T23:59:59"
    })
    void readsAStampAsUcmsWriteIt(String text, LocalDateTime time) {
        assertThat(RecordTimes.wallClock(text)).isEqualTo(time);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "0000-00-00 00:00:00",
                "2026-03-02",
                "2026-03-02 09:08",
                "2026-03-02 24:00:00",
                "2026-03-02 09:60:07",
                "2026-03-02 09:08:60",
                "2026-03-02T09:08:07",
                "2026/03/02 09:08:07",
                "2026-03-02 09:08:07 ",
                " 2026-03-02 09:08:07",
                "2026-03-02  9:08:07",
                "2026-03-02 09:08:0x",
                "+026-03-02 09:08:07",
                "-026-03-02 09:08:07",
                "٢026-03-02 09:08:07"
            })
    void readsNoOtherText(String text) {
        assertThat(RecordTimes.wallClock(text)).isNull();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1900, 2000, 2024, 2026})
    void readsTheDaysThatAMonthHas(int year) {
        for (int month = 0; month <= 13; month++) {
            int days = month < 1 || month > 12 ? 0 : YearMonth.of(year, month).lengthOfMonth();
            for (int day = 0; day <= 32; day++) {
                String text = String.format(Locale.ROOT, "%04d-%02d-%02d 09:08:07", year, month, day);
                assertThat(RecordTimes.wallClock(text))
                        .as(text)
                        .isEqualTo(day < 1 || day > days ? null : LocalDateTime.of(year, month, day, 9, 8, 7));
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "1772463600, 1772463600",
        "1772463600.17, 1772463600",
        "17724636005-1001, 1772463600",
        "1772463600-1001, 1772463600",
        "1772463600٢, 1772463600",
        "0000000001.5, 1",
        "9999999999, 9999999999"
    })
    void readsTheTenDigitsAtTheStart(String text, long epoch) {
        assertThat(RecordTimes.leadingEpoch(text)).isEqualTo(epoch);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "s1", "946684807", "946684807.1", "anonymous-1001", "-177246360.1", "٢772463600.17"})
    void readsNoEpochWhereThereAreFewer(String text) {
        assertThat(RecordTimes.leadingEpoch(text)).isNull();
    }

    @Test
    void readsNoEpochBehindASpace() {
        assertThat(RecordTimes.leadingEpoch(" 1772463600.17")).isNull();
    }
}
