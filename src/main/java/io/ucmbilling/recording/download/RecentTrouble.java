package io.ucmbilling.recording.download;

import com.github.benmanes.caffeine.cache.Caffeine;
import io.ucmbilling.recording.cache.CacheKey;
import io.ucmbilling.recording.name.RecordingName;
import java.time.Clock;
import java.time.Duration;
import java.util.Collections;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** The recordings that recently were missing, could not be cached, or had a header that was wrong. */
public final class RecentTrouble {
    static final Duration MISSING_FOR = Duration.ofMinutes(1);
    private static final Duration UNFIT_FOR = Duration.ofMinutes(1);

    /** A line that broke five times looks the same as a header that is wrong. */
    private static final Duration WRONG_HEADER_FOR = Duration.ofMinutes(10);

    private static final int MOST = 10_000;
    private static final int MOST_MISSING = 50_000;

    private final Set<AskedName> missing;
    private final Set<CacheKey> unfit;
    private final Set<CacheKey> wrongHeaders;

    public RecentTrouble(Clock clock) {
        missing = forgetting(MISSING_FOR, MOST_MISSING, clock);
        unfit = forgetting(UNFIT_FOR, MOST, clock);
        wrongHeaders = forgetting(WRONG_HEADER_FOR, MOST, clock);
    }

    private record AskedName(String site, RecordingName name) {}

    private static <K> Set<K> forgetting(Duration time, int most, Clock clock) {
        return Collections.newSetFromMap(Caffeine.newBuilder()
                .maximumSize(most)
                .expireAfterWrite(time)
                .ticker(() -> TimeUnit.MILLISECONDS.toNanos(clock.millis()))
                .<K, Boolean>build()
                .asMap());
    }

    /** Notes that the UCM has no recording of the name that was asked for. */
    void missing(RecordingRequest request) {
        missing.add(new AskedName(request.site().id(), request.name()));
    }

    /** Tells whether that name was asked for in vain within the last minute. */
    public boolean isMissing(RecordingRequest request) {
        return missing.contains(new AskedName(request.site().id(), request.name()));
    }

    /** Returns the recordings that the cache could not keep within the last minute. */
    public Set<CacheKey> unfit() {
        return unfit;
    }

    /** Returns the recordings whose header may tell a wrong length. */
    public Set<CacheKey> wrongHeaders() {
        return wrongHeaders;
    }
}
