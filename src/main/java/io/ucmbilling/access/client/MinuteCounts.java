package io.ucmbilling.access.client;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;

/**
 * Counts of this replica by name, such as wrong keys by address or requests by client (billing contract A1, A8). A minute begins
 * with the first event that is counted after the last one was over. Ten thousand names are remembered.
 */
public final class MinuteCounts {
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final int MOST_NAMES = 10_000;

    private final Clock clock;
    private final Cache<String, MinuteCount> counts;

    public MinuteCounts(Clock clock) {
        this.clock = clock;
        this.counts = Caffeine.newBuilder()
                .maximumSize(MOST_NAMES)
                .expireAfterWrite(MINUTE.multipliedBy(2))
                .ticker(() -> TimeUnit.MILLISECONDS.toNanos(clock.millis()))
                .build();
    }

    private record MinuteCount(Instant until, int count) {}

    /**
     * Standing of a name after an event.
     *
     * @param left how many more events the minute has room for, 0 or more
     * @param seconds until the minute is over, 1 to 60
     * @param exceeded whether this event was one too many
     */
    public record Budget(int left, long seconds, boolean exceeded) {}

    /** Counts an event. An event that was too many counts no further. */
    public Budget count(String name, int allowed) {
        Instant now = clock.instant();
        MinuteCount after = counts.asMap().compute(name, (_, before) -> {
            boolean goesOn = before != null && now.isBefore(before.until());
            return goesOn
                    ? new MinuteCount(before.until(), Math.min(before.count(), allowed) + 1)
                    : new MinuteCount(now.plus(MINUTE), 1);
        });
        long millis = Duration.between(now, after.until()).toMillis();
        return new Budget(
                Math.max(0, allowed - after.count()), Math.max(1, (millis + 999) / 1000), after.count() > allowed);
    }
}
