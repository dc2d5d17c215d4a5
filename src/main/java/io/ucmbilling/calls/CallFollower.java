package io.ucmbilling.calls;

import io.ucmbilling.calls.table.CallTransactions;
import io.ucmbilling.calls.table.FollowerLease;
import io.ucmbilling.store.intake.StaleCallSignal;
import io.ucmbilling.telemetry.Heartbeat;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Makes calls of the legs that are stored, on a thread of its own, so that storing a page never waits for it.
 *
 * <ol>
 *   <li>Each second, and at once if this process has stored legs, the lease is renewed or tried for (see {@link FollowerLease}).
 *   <li>As long as it is held and there are stale calls, batch after batch is done (see {@link CallTransactions}).
 *   <li>If this process stored legs during a batch, it rests for {@value #RESTS} times as long before the next: a first
 *       collection is not slowed down by much, and the follower catches up behind it.
 *   <li>Whatever goes wrong is told once and tried again a second later: a batch is done or not, never half.
 * </ol>
 */
@Component
final class CallFollower implements SmartLifecycle, HealthIndicator {
    private static final Logger LOG = LoggerFactory.getLogger(CallFollower.class);
    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(1);
    private static final int RESTS = 12;
    private static final Duration LONGEST_STOP = Duration.ofSeconds(10);

    private final FollowerLease lease;
    private final CallTransactions transactions;
    private final StaleCallSignal signal;
    private final Heartbeat heartbeat = new Heartbeat();
    private volatile @Nullable Thread thread;
    private volatile boolean stopping;
    /** Wakes a rest when it is stopped. */
    private final Semaphore stopped = new Semaphore(0);

    private boolean failing;

    CallFollower(FollowerLease lease, CallTransactions transactions, StaleCallSignal signal) {
        this.lease = lease;
        this.transactions = transactions;
        this.signal = signal;
    }

    @Override
    public void start() {
        stopping = false;
        stopped.drainPermits();
        Thread running = Thread.ofPlatform().name("calls").daemon().unstarted(this::run);
        thread = running;
        running.start();
        heartbeat.begin(running);
    }

    @Override
    public boolean isRunning() {
        return thread != null;
    }

    /** Lets the batch that is being done end. */
    @Override
    public void stop() {
        Thread running = thread;
        thread = null;
        stopping = true;
        heartbeat.end();
        signal.raise();
        stopped.release();
        if (running != null) {
            try {
                running.join(LONGEST_STOP);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** Returns down if the thread has ended, or is stuck. */
    @Override
    public Health health() {
        return heartbeat.health();
    }

    /** Leaves the machine to collecting for that long, but no longer than from one look to the next. */
    private void rest(Duration wanted) throws InterruptedException {
        long millis = Math.min(wanted.toMillis(), BETWEEN_LOOKS.toMillis());
        if (stopped.tryAcquire(millis, TimeUnit.MILLISECONDS)) {
            stopped.release();
        }
    }

    private void run() {
        try {
            while (!stopping) {
                heartbeat.beat();
                work();
                signal.await(BETWEEN_LOOKS);
            }
            transactions.end();
            lease.giveBack();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            LOG.debug("calls: the lease was not given back, it runs out by itself", e);
        }
    }

    private void work() throws InterruptedException {
        try {
            OptionalLong fence = lease.hold();
            boolean more = fence.isPresent();
            while (more && !stopping) {
                heartbeat.beat();
                signal.lower();
                long begun = System.nanoTime();
                more = transactions.next(fence.getAsLong());
                failing = false;
                if (more && signal.isRaised()) {
                    rest(Duration.ofNanos((System.nanoTime() - begun) * RESTS));
                }
            }
        } catch (RuntimeException e) {
            if (!failing) {
                LOG.warn("calls: not made, trying again each second: {}", e.getMessage());
                LOG.debug("calls: not made", e);
            }
            failing = true;
        } catch (Error e) {
            LOG.error("calls: not made, trying again each second", e);
        }
    }
}
