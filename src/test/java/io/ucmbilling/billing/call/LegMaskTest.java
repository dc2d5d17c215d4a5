package io.ucmbilling.billing.call;

import static org.assertj.core.api.Assertions.assertThat;

import io.ucmbilling.access.PermittedAddresses;
import io.ucmbilling.access.client.ApiClient;
import io.ucmbilling.access.client.ApiScope;
import io.ucmbilling.calls.call.Call;
import io.ucmbilling.calls.call.CallDraft;
import io.ucmbilling.calls.leg.KeptLeg;
import io.ucmbilling.contract.Field;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Billing contract A5 of legs that the version of their call does not have yet (C9). */
class LegMaskTest {
    private static final ApiClient MASKED =
            new ApiClient("masked", Set.of(ApiScope.CALLS), null, PermittedAddresses.parse("", List.of()), true, null);
    private static final Call KEPT = new CallDraft().leg().call();

    /** Returns the last leg as it is shown beside the call that is kept. */
    private static LegView shown(CallDraft draft) {
        var leg = draft.legs().getLast();
        KeptLeg kept = new KeptLeg("branch-a", new UUID(1, 2), leg, CallDraft.reading(leg), KEPT);
        return new LegViews().of(List.of(kept), MASKED, false).getFirst();
    }

    @Test
    void hidesShortNumbersThatAreOutsideByTheLegAlone() {
        LegView out = shown(new CallDraft().leg().outbound(Field.DST, "112", Field.DSTANSWER, "112"));

        assertThat(out.callee().display()).isEqualTo("*** [Trunk: Mobile]");
        assertThat(Objects.requireNonNull(out.answeredBy()).number()).isEqualTo("***");
    }

    @Test
    void hidesTheNameOfACallerThatIsOutsideByTheLegAlone() {
        LegView in = shown(new CallDraft().leg().inbound(Field.SRC, "41199", Field.CLID, "\"Noa Lind\" <41199>"));

        assertThat(in.caller().display()).isEqualTo("**199 [Trunk: Carrier]");
        assertThat(in.caller().name()).isNull();
    }

    /** A5: an extension of the call is no outside number, whichever of the two says so. */
    @Test
    void showsExtensionsOfTheCallAndOfTheLeg() {
        LegView mobile = shown(new CallDraft().leg().outbound(Field.DST, "1002"));
        LegView longer =
                shown(new CallDraft().leg().leg(Field.SRC, "7005300", Field.CHANNEL, "PJSIP/7005300-0000000e"));

        assertThat(mobile.callee().number()).isEqualTo("1002");
        assertThat(longer.caller().number()).isEqualTo("7005300");
    }
}
