package io.ucmbilling.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.ucmbilling.testing.SettableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class WrongPasswordsTest {
    private static final String PEER = "192.0.2.1";

    private final SettableClock clock = new SettableClock(Instant.parse("2026-03-01T12:00:00Z"));
    private final WrongPasswords passwords = new WrongPasswords(clock);

    private List<Long> seconds(int count) {
        return Stream.generate(() -> passwords.wait(PEER).toSeconds())
                .limit(count)
                .toList();
    }

    @Test
    void letTenBeAnsweredAtOnceAndTheNextOnesLaterAndLater() {
        assertThat(seconds(10)).containsOnly(0L);
        assertThat(seconds(8)).containsExactly(1L, 2L, 4L, 8L, 16L, 30L, 30L, 30L);
    }

    @Test
    void letNoOtherPeerWait() {
        seconds(20);

        assertThat(passwords.wait("192.0.2.2")).isZero();
    }

    @Test
    void areForgivenOneByOne() {
        seconds(11);
        passwords.forgive(PEER);

        assertThat(seconds(2)).containsExactly(1L, 2L);
    }

    @Test
    void areForgottenAfterTenMinutes() {
        seconds(20);
        clock.advance(Duration.ofMinutes(11));

        assertThat(passwords.wait(PEER)).isZero();
    }
}
