package io.ucmbilling.calls.sums;

import io.ucmbilling.store.database.Locks;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Looks each minute for periods that are to be rolled up, and does so on one replica at a time. */
@Component
final class RollupWorker {
    private static final Logger LOG = LoggerFactory.getLogger(RollupWorker.class);
    private static final String LOCK = "rollup";

    /** What changes is seldom left alone for a shorter time, and rolled up in vain. */
    private static final Duration QUIET = Duration.ofMinutes(5);

    private final RollupSteps steps;
    private final Locks locks;
    private final AtomicBoolean running = new AtomicBoolean();

    RollupWorker(RollupSteps steps, Locks locks) {
        this.steps = steps;
        this.locks = locks;
    }

    /** Begins to look on a thread of its own, unless it is at it. */
    @Scheduled(initialDelayString = "PT30S", fixedDelayString = "PT1M")
    void tick() {
        if (running.compareAndSet(false, true)) {
            Thread.ofVirtual().name("rollup").start(this::runOrTell);
        }
    }

    private void runOrTell() {
        try {
            run();
        } catch (RuntimeException e) {
            LOG.warn("usage: not rolled up, trying again in a minute: {}", e.getMessage());
            LOG.debug("usage: not rolled up", e);
        } finally {
            running.set(false);
        }
    }

    private void run() {
        Optional<Locks.Held> taken = locks.take(LOCK);
        if (taken.isPresent()) {
            try (Locks.Held lock = taken.get()) {
                while (lock.isHeld() && steps.next(QUIET)) {
                    // Until all is rolled up that is quiet.
                }
            }
        }
    }
}
