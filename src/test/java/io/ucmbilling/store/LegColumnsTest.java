package io.ucmbilling.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDateTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LegColumnsTest {
    @Test
    void readsAStampAsUcmsWriteIt() {
        assertThat(LegColumns.wallClock("2026-03-02 09:08:07")).isEqualTo(LocalDateTime.of(2026, 3, 2, 9, 8, 7));
        assertThat(LegColumns.wallClock("0001-01-01 00:00:00")).isEqualTo(LocalDateTime.of(1, 1, 1, 0, 0));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "0000-00-00 00:00:00",
                "0000-12-31 23:59:59",
                "2026-02-30 09:08:07",
                "2026-03-02 24:00:00",
                "2026-03-02 09:08:60",
                "2026-03-02T09:08:07",
                "2026-03-02 09:08:07 ",
                "2026-03-02  9:08:07",
                "+026-03-02 09:08:07",
                "٢026-03-02 09:08:07"
            })
    void readsNothingElse(String text) {
        assertThat(LegColumns.wallClock(text)).isNull();
    }

    @Test
    void hasEachFieldInOneColumn() {
        assertThat(LegColumns.TEXTS).hasSize(36).doesNotHaveDuplicates();
        assertThat(LegColumns.CONTENT.split(", "))
                .hasSize(LegColumns.CONTENT_COUNT)
                .doesNotHaveDuplicates();
    }
}
