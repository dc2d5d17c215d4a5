package io.ucmbilling.calls.erasure;

import static io.ucmbilling.testing.LegBuilder.leg;
import static org.assertj.core.api.Assertions.assertThat;

import io.ucmbilling.calls.query.FilterDraft;
import io.ucmbilling.calls.view.CallFilter;
import io.ucmbilling.calls.view.ExtraConditions.LocalPeriod;
import io.ucmbilling.calls.view.NumberMatch;
import io.ucmbilling.contract.Field;
import io.ucmbilling.store.StoreRoom;
import io.ucmbilling.store.intake.Quarantine.Entry;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What could not be read and belongs to an erased call goes with it. */
class ErasedQuarantineIT {
    private static final String NUMBER = "12025550143";
    private static final String SESSION = "1772463600123-1001";
    private static final String OF_SESSION = "{\"start\":\"x\",\"session\":\"" + SESSION + "\",\"clid\":\"Ines\"}";
    private static final String OF_NUMBER =
            "{\"start\":\"2026-03-02 09:00:00\",\"AcctId\":\"?\",\"src\":\"" + NUMBER + "\"}";
    private static final String LONGER = "{\"src\":\"" + NUMBER + "7\"}";

    private final ErasureRoom room = new ErasureRoom();

    @AfterEach
    void close() {
        room.close();
    }

    private List<String> raws() {
        return room.store.quarantine.newest(StoreRoom.SITE, 100).stream()
                .map(Entry::raw)
                .toList();
    }

    /** A text that quotes an erased call's session, or a number that was asked for, is gone, and does not come back. */
    @Test
    void goesByItsSessionAndByTheNumberAskedFor() {
        room.store.keep(leg(1).session(SESSION).with(Field.SRC, NUMBER).build());
        room.store.quarantine(OF_SESSION, OF_NUMBER, LONGER);
        room.calls.follow();
        ErasureState state = room.erase(ErasureRoom.ofParty("+" + NUMBER, NUMBER));

        assertThat(raws()).containsExactly(LONGER);
        assertThat(state.quarantined()).isEqualTo(2);
        assertThat(room.store.quarantine(OF_SESSION, OF_NUMBER).quarantined()).isEqualTo(2);
        assertThat(raws()).containsExactly(LONGER);
        room.assertGone("Ines", "\"" + NUMBER + "\"");
    }

    /** Of a filter that asks nothing but a period, by the time in it; a text without one by the time when it was first seen. */
    @Test
    void goesByItsTime() {
        String early = "{\"start\":\"2026-02-28 23:59:59\"}";
        room.store.quarantine(OF_NUMBER, early, LONGER);
        CallFilter march = ErasureRoom.everything()
                .during(Instant.parse("2026-03-01T06:00:00Z"), Instant.parse("2026-04-01T05:00:00Z"));
        room.erase(march);

        assertThat(raws()).containsExactly(LONGER, early);
        room.erase(ErasureRoom.everything());
        assertThat(raws()).isEmpty();
        room.assertGone(NUMBER);
    }

    /** R2, Delete All of sites in several zones: each text counts by the clock of its own PBX. */
    @Test
    void goesByTheClockOfItsPbx() {
        String early = "{\"start\":\"2026-03-02 08:59:59\"}";
        String late = "{\"start\":\"2026-03-02 10:00:00\"}";
        room.store.quarantine(OF_NUMBER, early, late);
        LocalDateTime nine = LocalDateTime.parse("2026-03-02T09:00");
        LocalPeriod period = new LocalPeriod(
                nine.plusYears(1), nine.plusYears(2), Map.of(StoreRoom.SITE, new LocalPeriod(nine, nine.plusHours(1))));
        room.erase(FilterDraft.of(
                Instant.parse("2026-03-01T00:00:00Z"),
                Instant.parse("2028-03-04T00:00:00Z"),
                draft -> draft.localPeriod = period));

        assertThat(raws()).containsExactlyInAnyOrder(early, late);
    }

    /** Nothing is told of a text by what else a filter asks. */
    @Test
    void staysIfTheFilterTellsNothingOfIt() {
        room.store.quarantine(OF_NUMBER);
        room.erase(ErasureRoom.ofParty("5300"));
        room.erase(FilterDraft.of(null, null, draft -> draft.freeText = NUMBER));
        room.erase(FilterDraft.of(
                null, null, draft -> draft.parties = Set.of(new NumberMatch(NUMBER, NumberMatch.Kind.ANYWHERE))));

        assertThat(raws()).containsExactly(OF_NUMBER);
    }
}
