package io.ucmbilling.calls.sums;

import io.ucmbilling.store.database.Locks;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Looks each minute for days and periods that are to be summed up, and does so on one replica at a time. */
@Component
final class RollupWorker {
    private static final Logger LOG = LoggerFactory.getLogger(RollupWorker.class);
    private static final String LOCK = "rollup";

    /** What changes is seldom left alone for a shorter time, and rolled up in vain. */
    private static final Duration QUIET = Duration.ofMinutes(5);

    private static final int STEPS_BETWEEN_LOOKS = 50;

    private final RollupSteps steps;
    private final OlderParts older;
    private final Locks locks;
    private final AtomicBoolean running = new AtomicBoolean();

    RollupWorker(RollupSteps steps, OlderParts older, Locks locks) {
        this.steps = steps;
        this.older = older;
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
                int number = 0;
                do {
                    if (number++ % STEPS_BETWEEN_LOOKS == 0) {
                        older.look();
                    }
                } while (lock.isHeld() && steps.next(QUIET));
            }
        }
    }
}
