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
        private long committed;
        private long usedAfterCollection;
        private long least;
        private int collections;

        @Override
        public long committed() {
            return committed;
        }

        @Override
        public long usedAfterCollection() {
            return usedAfterCollection;
        }

        @Override
        public void collect() {
            collections++;
            committed = Math.max(least, LIVE);
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
        old.committed = 150L << 20;
        look(Duration.ofMinutes(2), Duration.ofMinutes(1));
        assertThat(old.collections).isZero();

        look(Duration.ofMinutes(2), Duration.ofSeconds(10));
        assertThat(old.collections).isOne();
        assertThat(old.committed).isEqualTo(LIVE);
    }

    @Test
    void isLeftAloneAsLongAsItIsLessThanAHalf() {
        old.usedAfterCollection = LIVE;
        old.committed = LIVE + LIVE / 2 - 1;
        look(Duration.ofMinutes(2), Duration.ZERO);
        assertThat(old.collections).isZero();

        old.committed = LIVE + LIVE / 2;
        look(Duration.ofMinutes(2), Duration.ZERO);
        assertThat(old.collections).isOne();
    }

    @Test
    void isLeftAloneOnceItWasAskedInVainSeveralTimes() {
        old.least = 200L << 20;
        old.committed = old.least;
        for (int i = 0; i < 3 * SpareHeap.VAIN; i++) {
            look(Duration.ofMinutes(2), Duration.ZERO);
        }
        assertThat(old.collections).isEqualTo(SpareHeap.VAIN);
    }

    @Test
    void isAskedForAgainAfterAWhileOfQuiet() {
        old.usedAfterCollection = LIVE;
        old.committed = LIVE;
        look(SpareHeap.AGAIN.minusSeconds(1), Duration.ofMinutes(10));
        look(Duration.ofSeconds(2), Duration.ofSeconds(1));
        assertThat(old.collections).isZero();

        look(Duration.ofMinutes(2), Duration.ZERO);
        look(Duration.ofMinutes(2), Duration.ZERO);
        assertThat(old.collections).isOne();
    }

    @Test
    void isLeftAloneIfItIsLittle() {
        old.usedAfterCollection = 2L << 20;
        old.committed = old.usedAfterCollection + SpareHeap.WORTH - 1;
        look(Duration.ofMinutes(2), Duration.ZERO);
        assertThat(old.collections).isZero();
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
