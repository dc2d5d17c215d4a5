package io.ucmbilling.calls.query;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class CallPeriodTest {
    private static final CallPeriod YEAR =
            new CallPeriod(Instant.parse("2025-02-10T12:00:00Z"), Instant.parse("2026-02-10T12:00:00Z"));

    @Test
    void isLookedThroughInPartsThatGrow() {
        assertThat(YEAR.parts(CallOrder.EARLIEST_FIRST, null))
                .containsExactly(
                        period("2025-02-10T12:00:00Z", "2025-03-01T00:00:00Z"),
                        period("2025-03-01T00:00:00Z", "2025-05-01T00:00:00Z"),
                        period("2025-05-01T00:00:00Z", "2025-09-01T00:00:00Z"),
                        period("2025-09-01T00:00:00Z", "2026-02-10T12:00:00Z"));
    }

    @Test
    void isLookedThroughBackwardsToo() {
        assertThat(YEAR.parts(CallOrder.LATEST_FIRST, null))
                .containsExactly(
                        period("2026-02-01T00:00:00Z", "2026-02-10T12:00:00Z"),
                        period("2025-12-01T00:00:00Z", "2026-02-01T00:00:00Z"),
                        period("2025-08-01T00:00:00Z", "2025-12-01T00:00:00Z"),
                        period("2025-02-10T12:00:00Z", "2025-08-01T00:00:00Z"));
    }

    /** So the pages of one month ask for the same parts. */
    @Test
    void goesOnWithTheWholeMonthOfAPosition() {
        assertThat(first(CallOrder.EARLIEST_FIRST, "2025-06-17T08:00:00Z"))
                .isEqualTo(period("2025-06-01T00:00:00Z", "2025-07-01T00:00:00Z"));
        assertThat(first(CallOrder.LATEST_FIRST, "2025-06-17T08:00:00Z"))
                .isEqualTo(period("2025-06-01T00:00:00Z", "2025-07-01T00:00:00Z"));
        assertThat(first(CallOrder.LATEST_FIRST, "2025-06-01T00:00:00Z"))
                .isEqualTo(period("2025-06-01T00:00:00Z", "2025-07-01T00:00:00Z"));
    }

    @Test
    void isOnePartWithoutABound() {
        CallPeriod endless = new CallPeriod(YEAR.from(), null);
        assertThat(endless.parts(CallOrder.LATEST_FIRST, null)).containsExactly(endless);
    }

    @Test
    void hasNoPartsBehindItsEnd() {
        assertThat(YEAR.parts(CallOrder.EARLIEST_FIRST, at("2027-01-01T00:00:00Z")))
                .isEmpty();
        assertThat(YEAR.parts(CallOrder.LATEST_FIRST, at("2025-01-01T00:00:00Z")))
                .isEmpty();
    }

    @Test
    void reachesAsFarAsTimeIsKept() {
        CallPeriod all = new CallPeriod(Instant.MIN, Instant.MAX);
        List<CallPeriod> parts = all.parts(CallOrder.EARLIEST_FIRST, null);
        assertThat(parts.getFirst().from()).isEqualTo(Instant.MIN);
        assertThat(parts.getLast().to()).isEqualTo(Instant.MAX);
    }

    private static @Nullable CallPeriod first(CallOrder order, String position) {
        return YEAR.parts(order, at(position)).getFirst();
    }

    private static ListPosition at(String instant) {
        return new ListPosition(Instant.parse(instant), new UUID(0, 1));
    }

    private static CallPeriod period(String from, String to) {
        return new CallPeriod(Instant.parse(from), Instant.parse(to));
    }
}
