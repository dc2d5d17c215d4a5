package io.ucmbilling.calls.table;

import static org.assertj.core.api.Assertions.assertThat;

import io.ucmbilling.calls.call.CallDraft;
import io.ucmbilling.calls.call.PbxSetting;
import io.ucmbilling.calls.source.CallKey;
import io.ucmbilling.contract.Field;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Rule C8: a number once given stays. */
class TouchedCallTest {
    private static final KnownCall BEFORE = new KnownCall(
            LocalDate.of(2026, 3, 1), 1, 2, 3, Instant.parse("2026-03-02T15:00:00Z"), List.of("a.wav", "b.wav"));

    private static List<String> numbered(boolean erased) {
        return new TouchedCall(
                        new UUID(1, 2),
                        new CallKey((short) 1, "1772463600.1"),
                        BEFORE,
                        new CallDraft().leg(Field.RECORDFILES, "b.wav@").legs(),
                        commit -> new PbxSetting(ZoneId.of("UTC"), null),
                        erased,
                        1)
                .numbered();
    }

    @Test
    void keepsTheNumbersOfNamesThatNoLegHasAnyMore() {
        assertThat(numbered(false)).containsExactly("a.wav", "b.wav");
    }

    @Test
    void forgetsErasedNamesAndKeepsTheNumbers() {
        assertThat(numbered(true)).containsExactly("", "b.wav");
    }
}
