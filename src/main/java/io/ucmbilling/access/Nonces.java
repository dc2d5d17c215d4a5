package io.ucmbilling.access;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * Digest nonces that any replica takes (contract S1.3).
 *
 * <ol>
 *   <li>A nonce is one of {@link SignedTokens}, under a key that all replicas read from the database. Nothing is kept when
 *       one is issued.
 *   <li>It is fresh for five minutes; a clock of another replica may be one minute ahead.
 *   <li>The counts seen with a nonce are remembered by the replica that saw them, so that a request that was listened in on
 *       cannot be sent again there. Clients send side by side, so that a lower count than the highest is taken once, within
 *       a window of 64. A request without count (RFC 2069) is taken once per nonce.
 *   <li>The memory is bounded: only requests with a right response enter it. Beyond 100,000 nonces in five minutes the
 *       oldest are forgotten, and so could be replayed until they are stale. A replay at another replica is taken too.
 * </ol>
 */
final class Nonces {
    static final Duration FRESH = Duration.ofMinutes(5);
    private static final int MOST_REMEMBERED = 100_000;
    /** The only purpose of these tokens. */
    private static final String PURPOSE = "";

    private final SignedTokens tokens;
    private final Cache<String, SeenCounts> seen;

    Nonces(byte[] secret, Clock clock) {
        this.tokens = new SignedTokens(secret, FRESH, clock);
        this.seen = Caffeine.newBuilder()
                .maximumSize(MOST_REMEMBERED)
                .expireAfterWrite(FRESH.plus(SignedTokens.CLOCK_SKEW.multipliedBy(2)))
                .ticker(() -> TimeUnit.MILLISECONDS.toNanos(clock.millis()))
                .build();
    }

    String issue() {
        return tokens.issue(PURPOSE);
    }

    /** Returns whether a replica issued it, and not too long ago. */
    boolean isFresh(String nonce) {
        return tokens.isFresh(nonce, PURPOSE);
    }

    /**
     * Returns whether that count comes for the first time with the nonce, and remembers it.
     *
     * @param count {@code nc}, 1 or more; 0 for a request without one
     */
    boolean isFirst(String nonce, long count) {
        return seen.get(nonce, unseen -> new SeenCounts()).add(count);
    }

    /** The counts seen with one nonce: the highest, and which of the 63 below it, as bits. */
    private static final class SeenCounts {
        private long highest = -1;
        private long window;

        synchronized boolean add(long count) {
            if (count > highest) {
                long ahead = count - highest;
                window = ahead >= Long.SIZE ? 1 : window << ahead | 1;
                highest = count;
                return true;
            }
            long behind = highest - count;
            if (behind >= Long.SIZE || (window >>> behind & 1) == 1) {
                return false;
            }
            window |= 1L << behind;
            return true;
        }
    }
}
