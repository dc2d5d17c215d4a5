package io.ucmbilling.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.ucmbilling.contract.format.PageReader;
import io.ucmbilling.contract.page.RefusedPageException;
import io.ucmbilling.contract.page.UnreadablePageException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Reading takes time that grows with the answer's length and no faster, whatever the answer holds. */
class ReadingTimeTest {
    private static final int SMALL = 64 << 10;
    private static final int TIMES = 16;
    /** What the compiler takes meanwhile; what grows with the square takes seconds here. */
    private static final long GRACE = 300_000_000L;

    private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();

    static Stream<HostileText> texts() {
        return Stream.concat(HostileText.bombs().stream(), HostileText.crowds().stream());
    }

    @ParameterizedTest
    @MethodSource("texts")
    void sixteenTimesTheTextTakesAtMostSixtyFourTimesAsLong(HostileText text) {
        long small = nanoseconds(text, SMALL);
        long large = nanoseconds(text, SMALL * TIMES);
        assertThat(large).isLessThan(4 * TIMES * small + GRACE);
    }

    /** Of the processor, so that a machine that is busy elsewhere does not count. */
    private long nanoseconds(HostileText text, int size) {
        byte[] page = text.between(size, "", "");
        long least = Long.MAX_VALUE;
        for (int run = 0; run < 3; run++) {
            long begin = threads.getCurrentThreadCpuTime();
            read(text.format(), page);
            least = Math.min(least, threads.getCurrentThreadCpuTime() - begin);
        }
        return least;
    }

    private static void read(Format format, byte[] page) {
        try {
            assertThat(PageReader.read(format, page, 1_000_000).items()).isPositive();
        } catch (UnreadablePageException | RefusedPageException e) {
            assertThat(e).hasMessageContaining("found");
        }
    }
}
