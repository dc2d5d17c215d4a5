package io.ucmbilling.recording;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** What was found odd about single recordings of late. */
final class Doubts {
    private static final int MOST = 10_000;
    private static final Duration UNFIT_FOR = Duration.ofMinutes(1);

    private final Cache<CacheKey, Boolean> wrongHeaders =
            Caffeine.newBuilder().maximumSize(MOST).build();
    private final Cache<CacheKey, Boolean> unfit;

    Doubts(Clock clock) {
        unfit = Caffeine.newBuilder()
                .maximumSize(MOST)
                .expireAfterWrite(UNFIT_FOR)
                .ticker(() -> TimeUnit.MILLISECONDS.toNanos(clock.millis()))
                .build();
    }

    /** Its header told a length that the file did not have. */
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
