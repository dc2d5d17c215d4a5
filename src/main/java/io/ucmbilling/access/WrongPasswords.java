package io.ucmbilling.access;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * Count of wrong passwords by peer, which makes the answer to the next wrong one wait.
 *
 * <ol>
 *   <li>Ten are answered at once; from then on the wait is a second, doubled with each, thirty at most.
 *   <li>A right password is always answered at once, also for a peer whose wrong ones wait: behind one address there may be an
 *       honest client beside another. It takes one off the count.
 *   <li>The count is forgotten ten minutes after the last wrong one. Ten thousand peers are remembered.
 * </ol>
 *
 * <p>A client's first request of Digest, which shows no password, and a stale nonce are no wrong passwords.
 */
public final class WrongPasswords {
    private static final int FREE = 10;
    private static final Duration FIRST = Duration.ofSeconds(1);
    private static final Duration LONGEST = Duration.ofSeconds(30);
    private static final int MOST_DOUBLINGS = 5;
    private static final int MOST_COUNTED = 1000;
    private static final int MOST_PEERS = 10_000;
    private static final Duration FORGOTTEN_AFTER = Duration.ofMinutes(10);

    private final Cache<String, Integer> wrong;

    public WrongPasswords(Clock clock) {
        this.wrong = Caffeine.newBuilder()
                .maximumSize(MOST_PEERS)
                .expireAfterWrite(FORGOTTEN_AFTER)
                .ticker(() -> TimeUnit.MILLISECONDS.toNanos(clock.millis()))
                .build();
    }

    /** Counts a wrong one and says how long its answer is to wait. */
    public Duration wait(String peer) {
        int count = wrong.asMap().merge(peer, 1, (before, one) -> Math.min(MOST_COUNTED, before + one));
        if (count <= FREE) {
            return Duration.ZERO;
        }
        Duration doubled = FIRST.multipliedBy(1L << Math.min(MOST_DOUBLINGS, count - FREE - 1));
        return doubled.compareTo(LONGEST) < 0 ? doubled : LONGEST;
    }

    /** Takes one off the count, as a right one came. */
    public void forgive(String peer) {
        wrong.asMap().computeIfPresent(peer, (_, count) -> count == 1 ? null : count - 1);
    }
}
