package io.ucmbilling.store.retention;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ucmbilling.settings.WrongSettingException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RetentionSettingsTest {
    private static final Instant NOW = Instant.parse("2026-03-10T12:00:00Z");

    @Test
    void keepsWholeMonths() {
        assertThat(new RetentionSettings(Period.parse("P3Y")).keptFrom(NOW)).contains(LocalDate.of(2023, 3, 1));
        assertThat(new RetentionSettings(Period.parse("P10D")).keptFrom(NOW)).contains(LocalDate.of(2026, 2, 1));
        assertThat(new RetentionSettings(Period.parse("P9D")).keptFrom(NOW)).contains(LocalDate.of(2026, 3, 1));
        assertThat(new RetentionSettings(null).keptFrom(NOW)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"P0D", "P-1Y", "P1Y-1D"})
    void refusesWhatIsNotGreaterThanZero(String period) {
        assertThatThrownBy(() -> new RetentionSettings(Period.parse(period)))
                .isInstanceOf(WrongSettingException.class)
                .hasMessageContaining("gateway.retention")
                .hasMessageContaining("expected a period greater than zero, such as P3Y");
    }

    @Test
    void refusesLessThanIsReadAgain() {
        RetentionSettings week = new RetentionSettings(Period.ofDays(7));
        week.atLeast("gateway.collection.sweep-window", Duration.ofDays(7));

        assertThatThrownBy(() -> week.atLeast("gateway.collection.deep-sweep-window", Duration.ofDays(8)))
                .isInstanceOf(WrongSettingException.class)
                .hasMessageContaining("found P7D")
                .hasMessageContaining("gateway.collection.deep-sweep-window");
        new RetentionSettings(null).atLeast("gateway.collection.deep-sweep-window", Duration.ofDays(8));
    }
}
