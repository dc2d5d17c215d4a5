package io.ucmbilling.collection;

import static org.assertj.core.api.Assertions.assertThat;

import io.ucmbilling.ucm.site.FaultKind;
import io.ucmbilling.ucm.site.UcmFault;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The table of retry rules, row by row: contract's configuration, first-backoff 5s, max-backoff 2m, login-backoff 10m.
 */
class BackoffTest {
    private final Backoff backoff = new Backoff(AgendaTest.settings(), new Random(1));

    @ParameterizedTest
    @EnumSource(FaultKind.class)
    void restsAsTheKindSays(FaultKind kind) {
        Duration rest = backoff.after(new UcmFault(kind, "x", null, Duration.ofMinutes(7)), 0);
        switch (kind.retry()) {
            case BACKOFF -> assertThat(rest).isBetween(Duration.ofMillis(2500), Duration.ofSeconds(5));
            case LOGIN_BACKOFF -> assertThat(rest).isBetween(Duration.ofMinutes(10), Duration.ofMinutes(11));
            case AS_TOLD -> assertThat(rest).isEqualTo(Duration.ofMinutes(7));
        }
    }

    @ParameterizedTest
    @CsvSource({"1, 5, 10", "2, 10, 20", "4, 40, 80", "5, 60, 120", "1000, 60, 120"})
    void doublesUpToTheBound(int failures, long least, long most) {
        Duration rest = backoff.after(new UcmFault(FaultKind.TIMED_OUT, "x"), failures);
        assertThat(rest).isBetween(Duration.ofSeconds(least), Duration.ofSeconds(most));
    }

    @Test
    void waitsAnHourAtMostWhenTold() {
        UcmFault fault = new UcmFault(FaultKind.TOLD_TO_WAIT, "x", null, Duration.ofDays(3));
        assertThat(backoff.after(fault, 0)).isEqualTo(Duration.ofHours(1));
    }

    @Test
    void lowersNoLoginRefusalToAnOrdinaryFault() {
        assertThat(FaultKind.LOGIN_REFUSED.retry()).isEqualTo(FaultKind.Retry.LOGIN_BACKOFF);
        assertThat(FaultKind.ACCESS_DENIED.retry()).isEqualTo(FaultKind.Retry.LOGIN_BACKOFF);
    }
}
