package io.ucmbilling.access;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.apache.commons.codec.digest.HmacAlgorithms;
import org.apache.commons.codec.digest.HmacUtils;
import org.jspecify.annotations.Nullable;

/**
 * Challenges and cookies of the newer API (contract U1) that any replica takes, and that outlive a restart. Nothing is kept of
 * either, so that no flood of them costs an honest client its own.
 *
 * <ol>
 *   <li>A challenge is 16 digits, told from the minute and the export by HMAC-SHA256 under a key that all replicas share. A
 *       login does not say which challenge it answers, so that those of the last five minutes are tried, and the next
 *       minute's, as another replica's clock may be ahead.
 *   <li>A token is MD5 of challenge and password. All are compared in the same time.
 *   <li>A cookie is one of {@link SignedTokens}, for the export and its credentials: with another password it is void. It
 *       lives ten minutes.
 *   <li>A cookie that was logged out is remembered by the replica that did it, until it is over anyway. Only good cookies
 *       get there. The others take it until then.
 * </ol>
 */
public final class ApiSessions {
    public static final Duration COOKIE_LIFE = Duration.ofMinutes(10);

    private static final String COOKIE = "sid";
    private static final int MINUTES = 5;
    private static final long DIGITS = 10_000_000_000_000_000L;
    private static final int MOST_ENDED = 100_000;

    private final byte[] key;
    private final Clock clock;
    private final SignedTokens cookies;
    private final Cache<String, Boolean> ended;

    /** @param key the same for all replicas, and for nothing else */
    public ApiSessions(byte[] key, Clock clock) {
        this.key = key.clone();
        this.clock = clock;
        this.cookies = new SignedTokens(key, COOKIE_LIFE, clock);
        this.ended = Caffeine.newBuilder()
                .maximumSize(MOST_ENDED)
                .expireAfterWrite(COOKIE_LIFE.plus(SignedTokens.CLOCK_SKEW.multipliedBy(2)))
                .ticker(() -> TimeUnit.MILLISECONDS.toNanos(clock.millis()))
                .build();
    }

    /** Returns the challenge of now. */
    public String challenge(String export) {
        return challenge(export, minute());
    }

    /**
     * Returns whether that is the user, with a token for one of the challenges of late.
     *
     * @param credentials null: every login is right
     */
    public boolean admits(String export, @Nullable Credentials credentials, String user, String token) {
        if (credentials == null) {
            return true;
        }
        long now = minute();
        boolean right = LongStream.rangeClosed(now - MINUTES, now + 1)
                .mapToObj(minute -> credentials.isToken(challenge(export, minute), token))
                .reduce(false, Boolean::logicalOr);
        return right & credentials.isNamed(user);
    }

    /** Returns the cookie of a new session. */
    public String open(String export, @Nullable Credentials credentials) {
        return COOKIE + cookies.issue(purpose(export, credentials));
    }

    /** Returns whether that is a cookie of a session that goes on. */
    public boolean isOpen(String export, @Nullable Credentials credentials, String cookie) {
        return cookie.startsWith(COOKIE)
                && cookies.isFresh(cookie.substring(COOKIE.length()), purpose(export, credentials))
                && ended.getIfPresent(cookie) == null;
    }

    /**
     * Ends the session of an open cookie, at this replica. Nothing is kept of any other, nor where no credentials are needed:
     * there a cookie opens nothing.
     */
    public void end(String export, @Nullable Credentials credentials, String cookie) {
        if (credentials != null && isOpen(export, credentials, cookie)) {
            ended.put(cookie, true);
        }
    }

    /** Returns how many cookies are remembered as logged out. */
    long ended() {
        ended.cleanUp();
        return ended.estimatedSize();
    }

    private long minute() {
        return Math.floorDiv(
                clock.instant().getEpochSecond(), Duration.ofMinutes(1).toSeconds());
    }

    private String challenge(String export, long minute) {
        byte[] signature = new HmacUtils(HmacAlgorithms.HMAC_SHA_256, key).hmac(minute + " challenge of " + export);
        long number = Long.remainderUnsigned(ByteBuffer.wrap(signature).getLong(), DIGITS);
        return String.format(Locale.ROOT, "%016d", number);
    }

    private static String purpose(String export, @Nullable Credentials credentials) {
        return "cookie " + (credentials == null ? "" : credentials.digests().getFirst()) + " of " + export;
    }
}
