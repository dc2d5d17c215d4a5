package io.ucmbilling.calls.erasure;

import io.ucmbilling.calls.erasure.ErasureSteps.Step;
import io.ucmbilling.store.database.Locks;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * The thread that erases, on one replica at a time. Each second it looks for an erasure; while there is one, it does step after step and
 * holds the lock. If the replica dies, another one goes on once the lock has run out. Whatever goes wrong is told once and tried again.
 */
@Component
final class ErasureWorker implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(ErasureWorker.class);
    private static final String LOCK = "erasure";
    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(1);
    private static final Duration LONGEST_STOP = Duration.ofSeconds(10);

    private final ErasureSteps steps;
    private final Locks locks;
    private final Semaphore stopped = new Semaphore(0);
    private volatile @Nullable Thread thread;
    private volatile boolean stopping;
    private boolean failing;

    ErasureWorker(ErasureSteps steps, Locks locks) {
        this.steps = steps;
        this.locks = locks;
    }

    @Override
    public void start() {
        stopping = false;
        stopped.drainPermits();
        thread = Thread.ofPlatform().name("erasure").daemon().start(this::run);
    }

    @Override
    public boolean isRunning() {
        return thread != null;
    }

    /** Lets the step that is being done end. */
    @Override
    public void stop() {
        Thread running = thread;
        thread = null;
        stopping = true;
        stopped.release();
        if (running != null) {
            try {
                running.join(LONGEST_STOP);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private void run() {
        try {
            while (!stopping) {
                workOrTell();
                if (stopped.tryAcquire(BETWEEN_LOOKS.toMillis(), TimeUnit.MILLISECONDS)) {
                    stopped.release();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void workOrTell() {
        try {
            if (steps.isAny()) {
                work();
            }
            failing = false;
        } catch (RuntimeException | Error e) {
            if (!failing) {
                LOG.warn("erasure: interrupted, trying again each second: {}", e.getMessage());
                LOG.debug("erasure: interrupted", e);
            }
            failing = true;
        }
    }

    private void work() {
        Optional<Locks.Held> taken = locks.take(LOCK);
        if (taken.isPresent()) {
            try (Locks.Held lock = taken.get()) {
                while (!stopping && lock.isHeld() && steps.next() == Step.DONE) {
                    // Until it has to wait, or nothing is left.
                }
            }
        }
    }
}
