package io.ucmbilling.recording.cache;

import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * State of the cache's disk: whether writing to it failed not long ago. After it took no file it is left alone for a
 * while. One warning tells of it, one line of its end.
 */
final class DiskTrouble {
    static final Duration PAUSE = Duration.ofMinutes(1);

    private static final Logger LOG = LoggerFactory.getLogger(DiskTrouble.class);

    private final Clock clock;
    private volatile @Nullable Instant failedAt;

    DiskTrouble(Clock clock) {
        this.clock = clock;
    }

    boolean isPausing() {
        Instant at = failedAt;
        Instant now = clock.instant();
        return at != null && !now.isBefore(at) && now.isBefore(at.plus(PAUSE));
    }

    boolean isThere() {
        return failedAt != null;
    }

    /** Notes a failure, unless the thread was merely stopped. */
    synchronized void failed(IOException e) {
        if (e instanceof ClosedByInterruptException) {
            return;
        }
        if (failedAt == null) {
            LOG.warn(
                    "gateway.recordings.directory: {}: recordings are passed through and not kept, tried again each"
                            + " minute",
                    e.toString());
        }
        failedAt = clock.instant();
    }

    synchronized void worked() {
        if (failedAt != null) {
            failedAt = null;
            LOG.info("gateway.recordings.directory: takes files again");
        }
    }
}
