package io.ucmbilling.report.signin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ucmbilling.access.password.PasswordHash;
import io.ucmbilling.report.signin.SignInThrottle.SignIn;
import io.ucmbilling.testing.SettableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;

/** Report contract R1: ten failed logins a minute from one address or for one name slow it down. */
class SignInThrottleTest {
    private static final PasswordHash HASH =
            PasswordHash.parse("key", "{bcrypt}" + new BCryptPasswordEncoder(4).encode("right"));

    private final SettableClock clock = new SettableClock(Instant.parse("2026-03-05T12:00:00Z"));
    private final List<Duration> pauses = new ArrayList<>();
    private final SignInThrottle throttle = new SignInThrottle(clock, pauses::add);

    private static SignIn signIn(String address, @Nullable String name, String password) {
        return new SignIn(address, name, HASH, password);
    }

    @Test
    void slowsDownOneAddressWhateverTheNames() {
        for (int i = 0; i < 12; i++) {
            assertThat(throttle.admits(signIn("192.0.2.1", i % 2 == 0 ? null : "user" + i, "wrong")))
                    .isFalse();
        }

        assertThat(pauses).containsExactly(Duration.ofSeconds(1), Duration.ofSeconds(2));
    }

    @Test
    void slowsDownOneNameWhateverTheAddresses() {
        for (int i = 0; i < 11; i++) {
            assertThat(throttle.admits(signIn("192.0.2." + i, "anna", "wrong"))).isFalse();
        }

        assertThat(pauses).containsExactly(Duration.ofSeconds(1));
    }

    /** R1: whoever has an account guesses those of others no faster by signing in to it between. */
    @Test
    void slowsDownOneAddressThoughItKnowsAPassword() {
        for (int i = 0; i < 12; i++) {
            throttle.admits(signIn("192.0.2.1", "user" + i, "wrong"));
            assertThat(throttle.admits(signIn("192.0.2.1", "mallory", "right"))).isTrue();
        }

        assertThat(pauses).containsExactly(Duration.ofSeconds(1), Duration.ofSeconds(2));
    }

    @Test
    void letsARightPasswordInAtOnce() {
        for (int i = 0; i < 20; i++) {
            throttle.admits(signIn("192.0.2.1", "anna", "wrong"));
        }
        pauses.clear();

        assertThat(throttle.admits(signIn("192.0.2.1", "anna", "right"))).isTrue();
        assertThat(throttle.admits(signIn("192.0.2.2", "anna", "right"))).isTrue();
        assertThat(pauses).isEmpty();
    }

    @Test
    void letsNobodyInByANameThatNobodyHas() {
        assertThat(throttle.admits(signIn("192.0.2.1", null, "right"))).isFalse();
    }

    @Test
    void forgets() {
        for (int i = 0; i < 11; i++) {
            throttle.admits(signIn("192.0.2.1", "anna", "wrong"));
        }
        pauses.clear();

        clock.advance(Duration.ofMinutes(11));

        assertThat(throttle.admits(signIn("192.0.2.1", "anna", "wrong"))).isFalse();
        assertThat(pauses).isEmpty();
    }

    /** While two guesses wait, a third for the same name from the same address is not even looked at; others are. */
    @Test
    void looksAtFewGuessesAtOneTime() throws Exception {
        CountDownLatch waiting = new CountDownLatch(2);
        CountDownLatch end = new CountDownLatch(1);
        SignInThrottle slow = new SignInThrottle(clock, _ -> {
            waiting.countDown();
            uninterrupted(end);
        });
        for (int i = 0; i < 10; i++) {
            slow.admits(signIn("192.0.2.1", "anna", "wrong"));
        }
        try (ExecutorService others = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Boolean>> guesses = List.of(
                    others.submit(() -> slow.admits(signIn("192.0.2.1", "anna", "wrong"))),
                    others.submit(() -> slow.admits(signIn("192.0.2.1", "anna", "wrong"))));
            uninterrupted(waiting);

            assertThatThrownBy(() -> slow.admits(signIn("192.0.2.1", "anna", "wrong")))
                    .isInstanceOf(TooManySignInsException.class);
            assertThat(slow.admits(signIn("192.0.2.2", "anna", "right"))).isTrue();
            assertThat(slow.admits(signIn("192.0.2.1", "bert", "right"))).isTrue();

            end.countDown();
            for (Future<Boolean> guess : guesses) {
                assertThat(guess.get()).isFalse();
            }
        }
        assertThat(slow.admits(signIn("192.0.2.1", "anna", "right"))).isTrue();
    }

    private static void uninterrupted(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
