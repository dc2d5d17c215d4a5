package io.ucmbilling.store.watch;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Billing contract B5. */
class SiteHealthTest {
    private static final Instant NOW = Instant.parse("2026-03-05T12:00:00Z");

    /** Of a site that is polled each minute. */
    @ParameterizedTest
    @CsvSource({
        ", 0, NEVER_REACHED",
        ", 3, NEVER_REACHED",
        "PT179.999S, 0, OK",
        "PT3M, 0, LATE",
        "PT1S, 1, FAILING",
        "PT1H, 1, FAILING",
        "PT-1H, 0, OK"
    })
    void isToldInOneWord(@Nullable Duration sinceSuccess, int failures, SiteHealth expected) {
        Instant success = sinceSuccess == null ? null : NOW.minus(sinceSuccess);

        assertThat(SiteHealth.of(success, failures, Duration.ofMinutes(1), NOW)).isEqualTo(expected);
    }
}
