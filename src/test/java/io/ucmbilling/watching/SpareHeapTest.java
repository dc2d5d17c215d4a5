package io.ucmbilling.watching;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.HotSpotDiagnosticMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class SpareHeapTest {
    private static final long LIVE = 40L << 20;

    private final FakeGeneration old = new FakeGeneration();
    private long cpu;
    private long now;
    private final SpareHeap heap = new SpareHeap(old, () -> cpu, () -> now);

    /** Takes what was asked of it. */
    private static final class FakeGeneration implements SpareHeap.OldGeneration {
        private long used;
        private long usedAfterCollection;
        private int collections;

        @Override
        public long used() {
            return used;
        }

        @Override
        public long usedAfterCollection() {
            return usedAfterCollection;
        }

        @Override
        public void collect() {
            collections++;
            used = LIVE;
            usedAfterCollection = LIVE;
        }
    }

    private void look(Duration since, Duration used) {
        now += since.toNanos();
        cpu += used.toNanos();
        heap.look();
    }

    @Test
    void whatAFirstCollectionLeftIsGivenBackOnceTheProcessIsQuiet() {
        old.used = 150L << 20;
        look(Duration.ofMinutes(2), Duration.ofMinutes(1));
        assertThat(old.collections).isZero();

        look(Duration.ofMinutes(2), Duration.ofSeconds(10));
        assertThat(old.collections).isOne();
        assertThat(old.used).isEqualTo(LIVE);
    }

    @Test
    void littleIsLeftAlone() {
        old.used = LIVE;
        look(Duration.ofMinutes(2), Duration.ZERO);
        assertThat(old.collections).isOne();

        old.used = LIVE + SpareHeap.WORTH - 1;
        look(Duration.ofMinutes(2), Duration.ZERO);
        assertThat(old.collections).isOne();

        old.used = LIVE + SpareHeap.WORTH;
        look(Duration.ofMinutes(2), Duration.ZERO);
        assertThat(old.collections).isEqualTo(2);
    }

    /** The tests run with the collector that the image has. */
    @Test
    void theSerialCollectorCollectsAndLeavesItsOptionsAsTheyWere() {
        SpareHeap.OldGeneration serial = SerialCollector.find().orElseThrow();
        HotSpotDiagnosticMXBean vm = ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class);
        String most = vm.getVMOption("MaxHeapFreeRatio").getValue();
        String least = vm.getVMOption("MinHeapFreeRatio").getValue();

        serial.collect();

        assertThat(serial.usedAfterCollection()).isPositive();
        assertThat(vm.getVMOption("MaxHeapFreeRatio").getValue()).isEqualTo(most);
        assertThat(vm.getVMOption("MinHeapFreeRatio").getValue()).isEqualTo(least);
    }
}
