package io.ucmbilling.store.site;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class CallSpanTest {
    private static final Instant START = Instant.ofEpochSecond(1_772_463_600);

    @Test
    void holdsForLegsNearTheEpochOfTheirSession() {
        assertThat(CallSpan.holds("17724636005-1001", START)).isTrue();
        assertThat(CallSpan.holds("1772463600.17", START.plusSeconds(172_800))).isTrue();
        assertThat(CallSpan.holds("1772463600", START.minusSeconds(172_800))).isTrue();
    }

    @Test
    void doesNotHoldForAnyOther() {
        assertThat(CallSpan.holds("1772463600.17", START.plusSeconds(172_801))).isFalse();
        assertThat(CallSpan.holds("946684807.1", Instant.ofEpochSecond(946_684_807)))
                .isFalse();
        assertThat(CallSpan.holds("anonymous-1001", START)).isFalse();
        assertThat(CallSpan.holds("s1", START)).isFalse();
    }
}
