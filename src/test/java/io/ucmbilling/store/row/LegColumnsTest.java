package io.ucmbilling.store.row;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDateTime;
import org.junit.jupiter.api.Test;

class LegColumnsTest {
    @Test
    void readsAStampAsUcmsWriteIt() {
        assertThat(LegColumns.wallClock("2026-03-02 09:08:07")).isEqualTo(LocalDateTime.of(2026, 3, 2, 9, 8, 7));
        assertThat(LegColumns.wallClock("0001-01-01 00:00:00")).isEqualTo(LocalDateTime.of(1, 1, 1, 0, 0));
    }

    @Test
    void readsNoStampThatAColumnCannotHold() {
        assertThat(LegColumns.wallClock(null)).isNull();
        assertThat(LegColumns.wallClock("")).isNull();
        assertThat(LegColumns.wallClock("2026-02-30 09:08:07")).isNull();
        assertThat(LegColumns.wallClock("0000-12-31 23:59:59")).isNull();
    }

    @Test
    void hasEachFieldInOneColumn() {
        assertThat(LegColumns.TEXTS).hasSize(36).doesNotHaveDuplicates();
        assertThat(LegColumns.CONTENT.split(", "))
                .hasSize(LegColumns.CONTENT_COUNT)
                .doesNotHaveDuplicates();
    }
}
