package io.ucmbilling.collection.paging;

import static io.ucmbilling.testing.LegBuilder.leg;
import static org.assertj.core.api.Assertions.assertThat;

import io.ucmbilling.store.row.ReadLeg;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** The measurement of a zone by legs whose epoch is 2026-03-02T09:00:00Z (contract U9). */
class ZoneCheckTest {
    private static final Instant EPOCH = Instant.parse("2026-03-02T09:00:00Z");
    private static final Duration HOUR = Duration.ofHours(1);

    private final ZoneCheck check = new ZoneCheck();

    private void add(int legs, Duration off) {
        check.add(LongStream.range(0, legs)
                .<ReadLeg>mapToObj(n -> leg(n).startedAt(EPOCH.plus(off)).build())
                .toList());
    }

    @Test
    void countsLegsByTheirError() {
        add(3, Duration.ZERO);
        add(2, HOUR.plusSeconds(1));
        add(1, HOUR.multipliedBy(-6));
        assertThat(check.errors()).isEqualTo(Map.of(Duration.ZERO, 3L, HOUR, 2L, HOUR.multipliedBy(-6), 1L));
    }

    @Test
    void laterLegsOfACallSayNothing() {
        add(20, Duration.ofMinutes(16));
        add(20, HOUR.plusSeconds(7));
        assertThat(check.errors()).isEmpty();
    }

    @Test
    void legsFurtherOffThanAnyTwoZonesSayNothing() {
        for (int days : List.of(-700_000, -40_000, -2, 2, 40_000)) {
            add(20, Duration.ofDays(days));
        }
        assertThat(check.errors()).isEmpty();
        assertThat(check.error()).isNull();
    }

    @Test
    void theErrorOfMostLegsIsThatOfTheZone() {
        add(6, HOUR);
        add(3, Duration.ZERO);
        assertThat(check.error()).isEqualTo(HOUR);
    }
}
