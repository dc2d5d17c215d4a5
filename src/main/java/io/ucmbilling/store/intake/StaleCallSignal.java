package io.ucmbilling.store.intake;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.springframework.stereotype.Component;

/** Signal within this process that calls became stale (see {@link StaleCalls}). Another replica's are found by looking only. */
@Component
public final class StaleCallSignal {
    private final Semaphore raised = new Semaphore(0);

    /** Wakes whoever waits; if nobody does, the next one who would. */
    public void raise() {
        raised.drainPermits();
        raised.release();
    }

    /** Forgets a signal that was raised before. */
    public void lower() {
        raised.drainPermits();
    }

    /** Returns whether a signal was raised that nobody has awaited or lowered since. */
    public boolean isRaised() {
        return raised.availablePermits() > 0;
    }

    /** Waits for a signal, no longer than that. */
    public void await(Duration longest) throws InterruptedException {
        if (raised.tryAcquire(longest.toMillis(), TimeUnit.MILLISECONDS)) {
            raised.drainPermits();
        }
    }
}
