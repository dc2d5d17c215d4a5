package io.ucmbilling.watching;

import java.time.Duration;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;

/**
 * Heap that the process no longer needs, given back to the system. The serial collector makes its heap smaller at full collections only. A
 * first collection of a fleet fills the heap with what soon is garbage. After it a gateway that only polls fills the rest so slowly that
 * there would be no full collection for days.
 *
 * <p>So one is asked for if the old generation is larger by a half, and by {@value #WORTH} bytes, than what the last one left in it, and
 * the process is quiet: it has used less than {@value #BUSY} of a core since the last look. What that leaves may be garbage some minutes
 * later, so a quiet process is asked every {@link #AGAIN} too. Such a collection stops the process for about a tenth of a second. Other collectors give memory back by themselves, and are not asked. Neither is one that has given nothing back
 * {@value #VAIN} times in a row, such as of a heap whose least size is its greatest.
 */
final class SpareHeap {
    static final long WORTH = 16L << 20;
    static final double BUSY = 0.25;

    /** As a rule the JVM makes its heap smaller in so many steps, of which the first is none. */
    static final int VAIN = 4;

    static final Duration AGAIN = Duration.ofMinutes(15);

    private static final Logger LOG = LoggerFactory.getLogger(SpareHeap.class);

    private final OldGeneration old;
    private final LongSupplier cpuNanos;
    private final LongSupplier nanoTime;
    private long lookedAt;
    private long cpuThen;
    private long collectedAt;
    private int inVain;

    /** The old generation of the serial collector. */
    interface OldGeneration {
        /** Returns how many bytes it has of the system. */
        long committed();

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
        this.collectedAt = lookedAt;
        this.cpuThen = cpuNanos.getAsLong();
    }

    @Scheduled(initialDelayString = "PT2M", fixedDelayString = "PT2M")
    void look() {
        long now = nanoTime.getAsLong();
        long cpu = cpuNanos.getAsLong();
        boolean quiet = cpu - cpuThen < BUSY * (now - lookedAt);
        lookedAt = now;
        cpuThen = cpu;
        boolean spare = isSpare();
        if (quiet && (spare ? inVain < VAIN : now - collectedAt >= AGAIN.toNanos())) {
            boolean smaller = collect();
            inVain = smaller || !spare ? 0 : inVain + 1;
            collectedAt = now;
        }
    }

    private boolean isSpare() {
        long live = old.usedAfterCollection();
        long spare = old.committed() - live;
        return spare >= WORTH && spare >= live / 2;
    }

    /** Returns whether the heap is smaller now. */
    private boolean collect() {
        long before = old.committed();
        old.collect();
        long after = old.committed();
        LOG.debug("heap: the old generation had {} bytes and has {} now", before, after);
        return after < before;
    }
}
