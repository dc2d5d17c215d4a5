package io.ucmbilling.watching;

import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;

/**
 * Heap that the process no longer needs, given back to the system. The serial collector makes its heap smaller at full collections only. A
 * first collection of a fleet fills the heap with what soon is garbage. After it a gateway that only polls fills the rest so slowly that
 * there would be no full collection for days.
 *
 * <p>So one is asked for if the old generation has grown by {@value #WORTH} bytes since the last one and the process is quiet: it has
 * used less than {@value #BUSY} of a core since the last look. Such a collection stops the process for about a tenth of a second. Other
 * collectors give memory back by themselves, and are not asked.
 */
final class SpareHeap {
    static final long WORTH = 16L << 20;
    static final double BUSY = 0.25;

    private static final Logger LOG = LoggerFactory.getLogger(SpareHeap.class);

    private final OldGeneration old;
    private final LongSupplier cpuNanos;
    private final LongSupplier nanoTime;
    private long lookedAt;
    private long cpuThen;

    /** The old generation of the serial collector. */
    interface OldGeneration {
        /** Returns how many bytes are taken now, garbage included. */
        long used();

        /** Returns how many were taken after the last full collection; 0: there was none. */
        long usedAfterCollection();

        /** Collects all of the heap. */
        void collect();
    }

    /**
     * @param cpuNanos processor time that the process has used
     * @param nanoTime as {@link System#nanoTime}
     */
    SpareHeap(OldGeneration old, LongSupplier cpuNanos, LongSupplier nanoTime) {
        this.old = old;
        this.cpuNanos = cpuNanos;
        this.nanoTime = nanoTime;
        this.lookedAt = nanoTime.getAsLong();
        this.cpuThen = cpuNanos.getAsLong();
    }

    @Scheduled(initialDelayString = "PT2M", fixedDelayString = "PT2M")
    void look() {
        long now = nanoTime.getAsLong();
        long cpu = cpuNanos.getAsLong();
        boolean quiet = cpu - cpuThen < BUSY * (now - lookedAt);
        lookedAt = now;
        cpuThen = cpu;
        long grown = old.used() - old.usedAfterCollection();
        if (quiet && grown >= WORTH) {
            old.collect();
            LOG.debug("heap: {} bytes of garbage at most were collected, {} are taken", grown, old.used());
        }
    }
}
