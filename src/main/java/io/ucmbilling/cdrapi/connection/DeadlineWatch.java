package io.ucmbilling.cdrapi.connection;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One thread that ends the connections of all listeners whose time is over, four times a second. */
public final class DeadlineWatch implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(DeadlineWatch.class);
    private static final long PAUSE_MILLIS = 250;
    private static final Duration LONGEST_ROUND = Duration.ofSeconds(20);

    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("export-deadlines").factory());
    private final List<ExportEndpoint> endpoints;
    private final ScheduledFuture<?> rounds;
    private volatile long lastRound = System.nanoTime();

    public DeadlineWatch(List<ExportEndpoint> endpoints) {
        this.endpoints = List.copyOf(endpoints);
        this.rounds = thread.scheduleWithFixedDelay(this::round, PAUSE_MILLIS, PAUSE_MILLIS, TimeUnit.MILLISECONDS);
    }

    /**
     * Looks once. An Error ends the watch, which is told by {@link #isAlive}. There is nothing that could be done here.
     */
    private void round() {
        for (ExportEndpoint endpoint : endpoints) {
            try {
                endpoint.table().endOverdue();
            } catch (RuntimeException e) {
                log.error("connections whose time is over could not be ended", e);
            }
        }
        lastRound = System.nanoTime();
    }

    /** Returns whether it still looks, and looked lately. */
    public boolean isAlive() {
        return !rounds.isDone() && System.nanoTime() - lastRound < LONGEST_ROUND.toNanos();
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
