package io.ucmbilling.billing.feed;

import io.ucmbilling.calls.view.FeedEnd;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * The one thread of a replica that watches the feed's end for all followers that wait. As long as nobody waits, it holds no connection
 * and asks nothing.
 *
 * <p>It stops before the server does, which waits for the requests that are being answered.
 */
@Component
final class FeedWatch implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(FeedWatch.class);
    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(1);
    /** For so many looks the connection is kept though nobody waits: followers come again. */
    private static final int IDLE_LOOKS = 60;

    private final FeedEnd feedEnd;
    private final Followers followers;
    private volatile @Nullable Thread thread;
    private volatile boolean stopping;
    private long end;
    private boolean failing;

    FeedWatch(FeedEnd feedEnd, Followers followers) {
        this.feedEnd = feedEnd;
        this.followers = followers;
    }

    @Override
    public void start() {
        thread = Thread.ofPlatform().name("changes").daemon().start(this::run);
    }

    @Override
    public boolean isRunning() {
        return thread != null;
    }

    /** Answers all who wait at once, as the first thing of a stop: they are to go to another replica. */
    @EventListener(ContextClosedEvent.class)
    @Order(Ordered.HIGHEST_PRECEDENCE)
    void letGo() {
        followers.close();
    }

    @Override
    public void stop() {
        Thread running = thread;
        thread = null;
        stopping = true;
        letGo();
        if (running != null) {
            running.interrupt();
        }
    }

    private void run() {
        int idle = IDLE_LOOKS;
        try {
            while (!stopping) {
                idle = followers.isEmpty() ? idle + 1 : 0;
                if (idle > IDLE_LOOKS) {
                    feedEnd.release();
                    followers.awaitArrival();
                }
                look();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        feedEnd.release();
    }

    private void look() {
        try {
            long now = feedEnd.await(end, BETWEEN_LOOKS);
            if (now != end) {
                followers.moved(end, now);
                end = now;
            }
            failing = false;
        } catch (RuntimeException e) {
            if (!failing) {
                LOG.warn("feed: its end is not known, trying again each second: {}", e.getMessage());
            }
            failing = true;
            LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
        }
    }
}
