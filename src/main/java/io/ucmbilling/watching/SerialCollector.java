package io.ucmbilling.watching;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryUsage;
import java.util.Optional;

/** The serial collector of this process. */
record SerialCollector(MemoryPoolMXBean pool) implements SpareHeap.OldGeneration {
    /** What the JVM calls its old generation, and no other collector's. */
    private static final String POOL = "Tenured Gen";

    /** Returns it; empty: another collector is at work. */
    static Optional<SpareHeap.OldGeneration> find() {
        return ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(pool -> pool.getName().equals(POOL))
                .<SpareHeap.OldGeneration>map(SerialCollector::new)
                .findFirst();
    }

    @Override
    public long used() {
        return pool.getUsage().getUsed();
    }

    @Override
    public long usedAfterCollection() {
        MemoryUsage usage = pool.getCollectionUsage();
        return usage == null ? 0 : usage.getUsed();
    }

    @Override
    public void collect() {
        System.gc();
    }
}
