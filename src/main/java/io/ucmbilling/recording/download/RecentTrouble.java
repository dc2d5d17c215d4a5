package io.ucmbilling.recording.download;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.ucmbilling.recording.cache.CacheKey;
import io.ucmbilling.recording.name.RecordingName;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** The recordings that recently were missing, could not be cached, or had a header that was wrong. */
public final class RecentTrouble {
    static final Duration MISSING_FOR = Duration.ofMinutes(1);
    private static final Duration UNFIT_FOR = Duration.ofMinutes(1);

    /** A line that broke five times looks the same as a header that is wrong. */
    private static final Duration WRONG_HEADER_FOR = Duration.ofMinutes(10);

    private static final int MOST = 10_000;
    private static final int MOST_MISSING = 50_000;

    private final Cache<AskedName, Boolean> missing;
    private final Cache<CacheKey, Boolean> unfit;
    private final Cache<CacheKey, Boolean> wrongHeaders;

    public RecentTrouble(Clock clock) {
        missing = forgetting(MISSING_FOR, MOST_MISSING, clock);
        unfit = forgetting(UNFIT_FOR, MOST, clock);
        wrongHeaders = forgetting(WRONG_HEADER_FOR, MOST, clock);
    }

    private record AskedName(String site, RecordingName name) {}

    private static <K> Cache<K, Boolean> forgetting(Duration time, int most, Clock clock) {
        return Caffeine.newBuilder()
                .maximumSize(most)
                .expireAfterWrite(time)
                .ticker(() -> TimeUnit.MILLISECONDS.toNanos(clock.millis()))
                .build();
    }

    /** Notes that the UCM has no recording of the name that was asked for. */
    void missing(RecordingRequest request) {
        missing.put(asked(request), true);
    }

    /** Tells whether that name was asked for in vain within the last minute. */
    public boolean isMissing(RecordingRequest request) {
        return missing.getIfPresent(asked(request)) != null;
    }

    private static AskedName asked(RecordingRequest request) {
        return new AskedName(request.site().id(), request.name());
    }

    /** Notes that the cache cannot keep the recording. */
    public void unfit(RecordingRequest request) {
        unfit.put(request.key(), true);
    }

    public boolean isUnfit(RecordingRequest request) {
        return unfit.getIfPresent(request.key()) != null;
    }

    /** Notes that the recording's header may tell a wrong length. */
    public void wrongHeader(RecordingRequest request) {
        wrongHeaders.put(request.key(), true);
    }

    public boolean hasWrongHeader(RecordingRequest request) {
        return wrongHeaders.getIfPresent(request.key()) != null;
    }
}
