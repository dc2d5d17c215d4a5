package io.ucmbilling.recording;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** What was found odd about single recordings of late. */
final class RecentTrouble {
    private static final int MOST = 10_000;
    private static final Duration UNFIT_FOR = Duration.ofMinutes(1);
    /** A line that broke five times looks the same as a header that is wrong. */
    static final Duration WRONG_HEADER_FOR = Duration.ofMinutes(10);

    private final Cache<CacheKey, Boolean> wrongHeaders;
    private final Cache<CacheKey, Boolean> unfit;

    RecentTrouble(Clock clock) {
        wrongHeaders = forgetting(WRONG_HEADER_FOR, clock);
        unfit = forgetting(UNFIT_FOR, clock);
    }

    private static Cache<CacheKey, Boolean> forgetting(Duration time, Clock clock) {
        return Caffeine.newBuilder()
                .maximumSize(MOST)
                .expireAfterWrite(time)
                .ticker(() -> TimeUnit.MILLISECONDS.toNanos(clock.millis()))
                .build();
    }

    /** Its header may have told a length that the file did not have. */
    void wrongHeader(CacheKey key) {
        wrongHeaders.put(key, true);
    }

    boolean hasWrongHeader(CacheKey key) {
        return wrongHeaders.getIfPresent(key) != null;
    }

    /** The cache has no room for it, for a while. */
    void doesNotFit(CacheKey key) {
        unfit.put(key, true);
    }

    boolean isUnfit(CacheKey key) {
        return unfit.getIfPresent(key) != null;
    }
}
