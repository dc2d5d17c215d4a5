package io.ucmbilling.access.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.ucmbilling.access.client.MinuteCounts.Budget;
import io.ucmbilling.testing.SettableClock;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** Billing contract A8. */
class MinuteCountsTest {
    private final SettableClock clock = new SettableClock(Instant.parse("2026-03-01T12:00:00Z"));
    private final MinuteCounts counts = new MinuteCounts(clock);

    @Test
    void tellWhatIsLeftAndWhenTheMinuteIsOver() {
        assertThat(counts.count("erp", 2)).isEqualTo(new Budget(1, 60, false));
        clock.advance(Duration.ofMillis(20_500));
        assertThat(counts.count("erp", 2)).isEqualTo(new Budget(0, 40, false));
        assertThat(counts.count("erp", 2)).isEqualTo(new Budget(0, 40, true));
    }

    @Test
    void beginAnewWhenTheMinuteIsOver() {
        counts.count("erp", 1);
        counts.count("erp", 1);
        clock.advance(Duration.ofMinutes(1));

        assertThat(counts.count("erp", 1)).isEqualTo(new Budget(0, 60, false));
    }

    @Test
    void areKeptByName() {
        counts.count("erp", 1);

        assertThat(counts.count("other", 1).exceeded()).isFalse();
        assertThat(counts.count("erp", 1).exceeded()).isTrue();
    }
}
