package io.ucmbilling.watching;

import com.sun.management.HotSpotDiagnosticMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryUsage;
import java.util.Optional;

/**
 * The serial collector of this process.
 *
 * <p>How much of the heap it leaves free is bounded by two options of the JVM that may be changed while it runs. They are narrow during
 * a collection that is asked for here, and at all others as they were: a heap that is filled up would be collected far too often
 * otherwise. Without {@code -XX:-ShrinkHeapInSteps} the heap shrinks in four such collections, of which the first gives
 * nothing back.
 */
record SerialCollector(MemoryPoolMXBean pool) implements SpareHeap.OldGeneration {
    /** What the JVM calls its old generation, and no other collector's. */
    private static final String POOL = "Tenured Gen";

    private static final String LEAST_FREE = "MinHeapFreeRatio";
    private static final String MOST_FREE = "MaxHeapFreeRatio";

    /** Returns it; empty: another collector is at work. */
    static Optional<SpareHeap.OldGeneration> find() {
        return ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(pool -> pool.getName().equals(POOL))
                .<SpareHeap.OldGeneration>map(SerialCollector::new)
                .findFirst();
    }

    @Override
    public long committed() {
        return pool.getUsage().getCommitted();
    }

    @Override
    public long usedAfterCollection() {
        MemoryUsage usage = pool.getCollectionUsage();
        return usage == null ? 0 : usage.getUsed();
    }

    @Override
    public void collect() {
        HotSpotDiagnosticMXBean vm = ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class);
        String least = vm.getVMOption(LEAST_FREE).getValue();
        String most = vm.getVMOption(MOST_FREE).getValue();
        try {
            vm.setVMOption(LEAST_FREE, "10");
            vm.setVMOption(MOST_FREE, "20");
            System.gc();
        } finally {
            vm.setVMOption(MOST_FREE, most);
            vm.setVMOption(LEAST_FREE, least);
        }
    }
}
