package io.ucmbilling.access;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Log of who was denied, one line a minute for each peer and kind of denial, with the count since the last one. It remembers a
 * thousand peers, and writes thirty lines a minute at most: more peers than that are only counted elsewhere.
 */
public final class DenialLog {
    private static final Logger log = LoggerFactory.getLogger(DenialLog.class);
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final int MOST_PEERS = 1000;
    private static final int LINES_A_MINUTE = 30;

    private final Clock clock;
    private final Cache<String, ToldDenial> told;
    private @Nullable Instant minute;
    private int lines;

    public DenialLog(Clock clock) {
        this.clock = clock;
        this.told = Caffeine.newBuilder()
                .maximumSize(MOST_PEERS)
                .expireAfterAccess(MINUTE.multipliedBy(10))
                .ticker(() -> TimeUnit.MILLISECONDS.toNanos(clock.millis()))
                .build();
    }

    /** The last denial told of one peer, and how often it was denied since. */
    private record ToldDenial(Instant at, long since) {}

    /**
     * Notes a denial and tells it now, or with the next one after a minute.
     *
     * @param where the export or listener
     * @param what such as {@code wrong password}
     */
    public synchronized void note(String where, String what, String peer) {
        String key = where + " " + what + " " + peer;
        Instant now = clock.instant();
        ToldDenial before = told.getIfPresent(key);
        boolean due = before == null || !now.isBefore(before.at().plus(MINUTE));
        long count = (before == null ? 0 : before.since()) + 1;
        if (due && hasLine(now)) {
            log.warn("{}: {} from {}, {} times since this was last told", where, what, peer, count);
            told.put(key, new ToldDenial(now, 0));
        } else {
            told.put(key, new ToldDenial(before == null ? now.minus(MINUTE) : before.at(), count));
        }
    }

    private boolean hasLine(Instant now) {
        if (minute == null || !now.isBefore(minute.plus(MINUTE))) {
            minute = now;
            lines = 0;
        }
        return lines++ < LINES_A_MINUTE;
    }
}
