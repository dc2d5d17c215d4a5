package io.ucmbilling.access;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.concurrent.TimeUnit;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Digest nonces that any replica takes (contract S1.3).
 *
 * <ol>
 *   <li>A nonce is the moment of issue, eight random bytes, and their HMAC-SHA256 (cut to 16 bytes) under a key that all
 *       replicas read from the database. Nothing is kept when one is issued.
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
    private static final Duration CLOCK_SKEW = Duration.ofMinutes(1);
    private static final int PAYLOAD_BYTES = Long.BYTES * 2;
    private static final int SIGNATURE_BYTES = 16;
    private static final int MOST_REMEMBERED = 100_000;

    private final SecretKeySpec key;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();
    private final Cache<String, SeenCounts> seen;

    Nonces(byte[] secret, Clock clock) {
        this.key = new SecretKeySpec(secret, "HmacSHA256");
        this.clock = clock;
        this.seen = Caffeine.newBuilder()
                .maximumSize(MOST_REMEMBERED)
                .expireAfterWrite(FRESH.plus(CLOCK_SKEW.multipliedBy(2)))
                .ticker(() -> TimeUnit.MILLISECONDS.toNanos(clock.millis()))
                .build();
    }

    String issue() {
        byte[] payload = ByteBuffer.allocate(PAYLOAD_BYTES)
                .putLong(clock.millis())
                .putLong(random.nextLong())
                .array();
        byte[] nonce = Arrays.copyOf(payload, PAYLOAD_BYTES + SIGNATURE_BYTES);
        System.arraycopy(signature(payload), 0, nonce, PAYLOAD_BYTES, SIGNATURE_BYTES);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(nonce);
    }

    /** Returns whether a replica issued it, and not too long ago. */
    boolean isFresh(String nonce) {
        byte[] bytes;
        try {
            bytes = Base64.getUrlDecoder().decode(nonce);
        } catch (IllegalArgumentException e) {
            return false;
        }
        if (bytes.length != PAYLOAD_BYTES + SIGNATURE_BYTES) {
            return false;
        }
        byte[] payload = Arrays.copyOf(bytes, PAYLOAD_BYTES);
        byte[] signature = Arrays.copyOfRange(bytes, PAYLOAD_BYTES, bytes.length);
        if (!MessageDigest.isEqual(signature(payload), signature)) {
            return false;
        }
        Duration age =
                Duration.between(Instant.ofEpochMilli(ByteBuffer.wrap(payload).getLong()), clock.instant());
        return age.compareTo(FRESH) <= 0 && age.compareTo(CLOCK_SKEW.negated()) >= 0;
    }

    /**
     * Returns whether that count comes for the first time with the nonce, and remembers it.
     *
     * @param count {@code nc}, 1 or more; 0 for a request without one
     */
    boolean isFirst(String nonce, long count) {
        return seen.get(nonce, unseen -> new SeenCounts()).add(count);
    }

    private byte[] signature(byte[] payload) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(key);
            return Arrays.copyOf(mac.doFinal(payload), SIGNATURE_BYTES);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this JVM has no HMAC-SHA256, which every JVM must have", e);
        }
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
