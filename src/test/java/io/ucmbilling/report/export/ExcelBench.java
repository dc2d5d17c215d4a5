package io.ucmbilling.report.export;

import static org.assertj.core.api.Assertions.assertThat;

import io.ucmbilling.calls.call.BilledLegs;
import io.ucmbilling.calls.call.Call;
import io.ucmbilling.calls.call.CallAssembly;
import io.ucmbilling.calls.call.PbxSetting;
import io.ucmbilling.calls.view.StoredCall;
import io.ucmbilling.store.row.BilledLeg;
import io.ucmbilling.store.row.ReadLeg;
import io.ucmbilling.testing.LegBuilder;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What a workbook of 200,000 calls and as many legs holds while it is written: what lives behind a full collection of garbage. */
class ExcelBench {
    private static final int CALLS = 200_000;
    private static final int BETWEEN_LOOKS = 20_000;
    private static final long MOST = 32L << 20;

    private long before;
    private long most;

    @Test
    void holdsLessThan32MbOfAWorkbookWith200000Calls() throws IOException {
        before = live();
        long begun = System.nanoTime();
        try (ReportWorkbook workbook = new ReportWorkbook(
                OutputStream.nullOutputStream(),
                ChosenColumns.all(FileFormat.XLSX),
                call -> ZoneId.of("America/Chicago"))) {
            for (int i = 1; i <= CALLS; i++) {
                workbook.call(i, stored(leg(i)));
                look(i);
            }
            workbook.endCalls();
            for (int i = 1; i <= CALLS; i++) {
                workbook.leg(i, "branch-a", leg(i).raw());
                look(i);
            }
            workbook.end();
        }
        System.out.printf(
                "Excel: %d calls and legs, %.1f MB more heap at most, %d s with %d collections%n",
                CALLS,
                (most - before) / 1048576.0,
                (System.nanoTime() - begun) / 1_000_000_000,
                2 * CALLS / BETWEEN_LOOKS);
        assertThat(most - before).isLessThan(MOST);
    }

    private void look(int written) {
        if (written % BETWEEN_LOOKS == BETWEEN_LOOKS - 1) {
            most = Math.max(most, live());
        }
    }

    private static long live() {
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }

    private static StoredCall stored(ReadLeg read) {
        BilledLeg billed = BilledLegs.of(1, 1, read);
        Call call = CallAssembly.of(List.of(billed), commit -> PbxSetting.UNKNOWN, List.of());
        return new StoredCall(new UUID(0, billed.acctId()), "branch-a", 1, 1, Instant.EPOCH, 1, call);
    }

    private static ReadLeg leg(int number) {
        return LegBuilder.leg(number)
                .start(LocalDateTime.of(2026, 3, 1, 0, 0).plusSeconds(number))
                .session(Integer.toString(number))
                .build();
    }
}
