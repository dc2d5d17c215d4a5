package io.ucmbilling.ucm;

import static org.assertj.core.api.Assertions.assertThat;

import io.ucmbilling.testing.SettableClock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Billing contract B5: clockErrorSeconds. */
class UcmClockTest {
    private final SettableClock clock = new SettableClock(Instant.parse("2026-03-05T12:00:00.400Z"));
    private final UcmClock ucmClock = new UcmClock(clock);

    private void hear(@Nullable String date, Duration roundTrip) {
        Instant asked = ucmClock.asks();
        clock.advance(roundTrip);
        ucmClock.heard(asked, date);
    }

    /** Answers that come half a second after the question. */
    @ParameterizedTest
    @CsvSource({
        "'Thu, 05 Mar 2026 12:00:00 GMT', 0",
        "'Thu, 5 Mar 2026 11:59:59 GMT', -1",
        "'Thu, 05 Mar 2026 11:59:58 GMT', -2",
        "'Thu, 05 Mar 2026 12:00:02 GMT', 2",
        "'Thu, 05 Mar 2026 12:10:00 GMT', 600",
        "'Wed, 04 Mar 2026 12:00:00 GMT', -86400",
        "'Thu, 01 Jan 1970 00:00:00 GMT', -1772712000",
    })
    void tellsHowFarItIsAhead(String date, long seconds) {
        hear(date, Duration.ofMillis(500));

        assertThat(ucmClock.ahead()).contains(Duration.ofSeconds(seconds));
    }

    @Test
    void believesNoAnswerThatTookLongOrTellsNoDate() {
        hear("Thu, 05 Mar 2026 12:10:00 GMT", Duration.ofSeconds(6));
        hear("Thu, 05 Mar 2026 12:10:00 GMT", Duration.ofSeconds(-1));
        hear(null, Duration.ZERO);
        hear("yesterday", Duration.ZERO);
        hear("", Duration.ZERO);

        assertThat(ucmClock.ahead()).isEmpty();
    }

    @Test
    void keepsWhatItKnowsUntilItKnowsBetter() {
        hear("Thu, 05 Mar 2026 12:10:00 GMT", Duration.ZERO);
        hear(null, Duration.ZERO);
        assertThat(ucmClock.ahead()).contains(Duration.ofSeconds(600));

        hear("Thu, 05 Mar 2026 12:00:00 GMT", Duration.ZERO);
        assertThat(ucmClock.ahead()).contains(Duration.ZERO);
    }
}
