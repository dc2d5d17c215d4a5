package io.ucmbilling.calls.leg;

import static org.assertj.core.api.Assertions.assertThat;

import io.ucmbilling.calls.call.Call;
import io.ucmbilling.calls.call.CallDraft;
import io.ucmbilling.calls.query.FilterDraft;
import io.ucmbilling.contract.Field;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Billing contract B2 and A5: which legs a filter on numbers finds. */
class LegMatchTest {
    private static final Call KEPT = new CallDraft().leg().call();

    /** Tells whether the last leg matches. */
    private static boolean matches(CallDraft draft, @Nullable Call whole, Consumer<FilterDraft> filter) {
        var leg = draft.legs().getLast();
        KeptLeg kept = new KeptLeg("branch-a", new UUID(1, 2), leg, CallDraft.reading(leg), whole);
        return new LegMatch(FilterDraft.of(null, null, filter)).matches(kept);
    }

    /** N7: answeredBy and party find a leg that no person answered. */
    @Test
    void findsWhatAnsweredALeg() {
        CallDraft voicemail = new CallDraft().leg(Field.ACTION_TYPE, "VM", Field.DSTANSWER, "*97");

        assertThat(matches(voicemail, null, filter -> filter.answeredBy = FilterDraft.numbers("*97")))
                .isTrue();
        assertThat(matches(voicemail, null, filter -> filter.parties = FilterDraft.numbers("*97")))
                .isTrue();
    }

    /** A5: outside numbers never match, also those of a leg that the call's version does not have yet (C9). */
    @Test
    void findsNoOutsideNumberOfALegThatIsAheadOfItsCall() {
        CallDraft ahead = new CallDraft().leg().outbound(Field.DST, "112", Field.DSTANSWER, "112");

        assertThat(matches(ahead, null, filter -> filter.callees = FilterDraft.numbers("112")))
                .isTrue();
        assertThat(matches(ahead, KEPT, filter -> filter.callees = FilterDraft.numbers("112")))
                .isFalse();
        assertThat(matches(ahead, KEPT, filter -> filter.answeredBy = FilterDraft.numbers("112")))
                .isFalse();
        assertThat(matches(ahead, KEPT, filter -> filter.callers = FilterDraft.numbers("1001")))
                .isTrue();
    }

    /** A5: an extension of the call is no outside number, whichever of the two says so. */
    @Test
    void findsExtensionsOfTheCallAndOfTheLeg() {
        CallDraft mobile = new CallDraft().leg().outbound(Field.DST, "1002");
        CallDraft extension = new CallDraft().leg().leg(Field.SRC, "7005300", Field.CHANNEL, "PJSIP/7005300-0000000e");

        assertThat(matches(mobile, KEPT, filter -> filter.callees = FilterDraft.numbers("1002")))
                .isTrue();
        assertThat(matches(extension, KEPT, filter -> filter.callers = FilterDraft.numbers("7005300")))
                .isTrue();
    }

    /** A5: a text in which an outside number is hidden matches nothing; the same text matches where it is shown. */
    @Test
    void findsNoTextThatHidesAnOutsideNumber() {
        CallDraft hidden = new CallDraft()
                .inbound(Field.SRC, "12345", Field.ACCOUNTCODE, "12345", Field.SRC_TRUNK_NAME, "Line 12345");
        CallDraft shown = new CallDraft().inbound(Field.ACCOUNTCODE, "12345", Field.SRC_TRUNK_NAME, "Line 12345");

        for (Consumer<FilterDraft> asked : List.<Consumer<FilterDraft>>of(
                filter -> filter.codes = Set.of("12345"), filter -> filter.trunks = Set.of("Line 12345"))) {
            assertThat(matches(hidden, null, asked)).isTrue();
            assertThat(matches(hidden, KEPT, asked)).isFalse();
            assertThat(matches(shown, KEPT, asked)).isTrue();
        }
        assertThat(matches(hidden, KEPT, filter -> filter.trunks = Set.of("trunk_1", "Line 12345")))
                .isTrue();
    }
}
