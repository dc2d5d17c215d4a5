package io.ucmbilling.store.site;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class LatenessTest {
    private static Lateness of(int legs, Duration each) {
        Lateness lateness = Lateness.NONE;
        for (int i = 0; i < legs; i++) {
            lateness = lateness.with(each, Duration.ZERO);
        }
        return lateness;
    }

    @Test
    void knowsNothingAtFirst() {
        assertThat(Lateness.NONE.legs()).isZero();
        assertThat(Lateness.NONE.afterStart(1)).isEqualTo(Duration.ZERO);
    }

    @Test
    void tellsByWhenAShareOfTheLegsHadCome() {
        Lateness lateness = of(98, Duration.ofSeconds(60)).with(Duration.ofHours(2), Duration.ZERO);
        assertThat(lateness.afterStart(0.98)).isBetween(Duration.ofSeconds(60), Duration.ofSeconds(72));
        assertThat(lateness.afterStart(1)).isBetween(Duration.ofHours(2), Duration.ofMinutes(143));
    }

    @Test
    void weighsWhatIsOldTheLess() {
        Lateness lateness = of(20_000, Duration.ofSeconds(60)).with(Duration.ofSeconds(60), Duration.ZERO);
        assertThat(lateness.legs()).isEqualTo(10_001);
    }

    @Property
    void isNeverShorterThanWhatWasSeenAndAFifthLongerAtMost(@ForAll @LongRange(min = 0, max = 700_000) long seconds) {
        Duration longest = of(1, Duration.ofSeconds(seconds)).afterStart(1);
        assertThat(longest.toSeconds()).isBetween(Math.max(1, seconds), 2 + seconds * 6 / 5);
    }
}
