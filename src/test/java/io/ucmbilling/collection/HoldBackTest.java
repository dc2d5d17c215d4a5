package io.ucmbilling.collection;

import static org.assertj.core.api.Assertions.assertThat;

import io.ucmbilling.store.site.Lateness;
import java.time.Duration;
import java.time.Instant;
import java.util.function.ToLongBiFunction;
import org.junit.jupiter.api.Test;

class HoldBackTest {
    private static final Instant NOW = Instant.parse("2026-03-10T12:00:00Z");
    private static final ToLongBiFunction<Instant, Instant> MANY = (from, to) -> 25;

    private static Lateness measured(int legs, Duration each) {
        Lateness lateness = Lateness.NONE;
        for (int i = 0; i < legs; i++) {
            lateness = lateness.with(each, Duration.ZERO);
        }
        return lateness;
    }

    private static Duration held(Duration most, Lateness lateness, ToLongBiFunction<Instant, Instant> kept) {
        return new HoldBack(most).at(NOW, lateness, kept);
    }

    @Test
    void waitsUntilNearlyAllHaveBeenWritten() {
        Lateness lateness = measured(999, Duration.ofSeconds(128)).with(Duration.ofHours(4), Duration.ZERO);
        assertThat(held(Duration.ofMinutes(10), lateness, MANY)).isEqualTo(Duration.ofSeconds(128));
    }

    @Test
    void waitsNoLongerThanConfigured() {
        Lateness lateness = measured(1_000, Duration.ofMinutes(40));
        assertThat(held(Duration.ofMinutes(10), lateness, MANY)).isEqualTo(Duration.ofMinutes(10));
        assertThat(held(Duration.ZERO, lateness, MANY)).isZero();
    }

    @Test
    void readsAtOnceWhereFewCallsAreMade() {
        Lateness lateness = measured(1_000, Duration.ofMinutes(5));
        assertThat(held(Duration.ofMinutes(10), lateness, (from, to) -> 24)).isZero();
    }

    @Test
    void readsAtOnceWhereLittleIsKnown() {
        assertThat(held(Duration.ofMinutes(10), measured(499, Duration.ofMinutes(5)), MANY))
                .isZero();
    }

    @Test
    void countsCallsInTheTimeBeforeThatIsNotHeldBack() {
        Lateness lateness = measured(1_000, Duration.ofSeconds(256));
        held(Duration.ofMinutes(10), lateness, (from, to) -> {
            assertThat(from).isEqualTo(NOW.minusSeconds(512));
            assertThat(to).isEqualTo(NOW.minusSeconds(256));
            return 25;
        });
    }
}
