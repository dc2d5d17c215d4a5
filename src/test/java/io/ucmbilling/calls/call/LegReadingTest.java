package io.ucmbilling.calls.call;

import static org.assertj.core.api.Assertions.assertThat;

import io.ucmbilling.contract.Field;
import io.ucmbilling.store.row.BilledLeg;
import io.ucmbilling.testing.Samples;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** Contract N7: who answered a leg. */
class LegReadingTest {

    private static @Nullable String answeredBy(Object... fieldsAndValues) {
        Party answeredBy = CallDraft.reading(
                        new CallDraft().leg(fieldsAndValues).legs().getFirst())
                .answeredBy();
        return answeredBy == null ? null : answeredBy.number();
    }

    /** N7: dstanswer of an answered leg of every kind; C6 asks for a person only of calls. */
    @ParameterizedTest
    @CsvSource({"VM, *97", "IVR[7000], 7000", "FEATURECODE, *88", "QUEUE[6500], 6500", "PARK, 701", "DIAL, 1002"})
    void saysWhoAnsweredALegOfAnyKind(String action, String number) {
        assertThat(answeredBy(
                        Field.ACTION_TYPE,
                        action,
                        Field.DSTCHANNEL,
                        action.equals("DIAL") ? "PJSIP/1002-0000000b" : "",
                        Field.DSTANSWER,
                        number))
                .isEqualTo(number);
    }

    /** N7: of an answered leg. C6: an empty one, a token and a port are nobody. */
    @Test
    void saysNobodyOfALegThatNobodyAnswered() {
        assertThat(answeredBy(Field.DSTANSWER, "1002", Field.DISPOSITION, "NO ANSWER", Field.BILLSEC, "0"))
                .isNull();
        assertThat(answeredBy(Field.DSTANSWER, "")).isNull();
        assertThat(answeredBy(Field.DSTANSWER, "trunk_1")).isNull();
        assertThat(answeredBy(Field.DSTANSWER, "1", Field.DSTCHANNEL, "DAHDI/1-1"))
                .isNull();
    }

    static Stream<Samples.Sample> samples() {
        return Samples.withLegs();
    }

    /** N7, as the samples read: whoever is told there is told of the leg, unless it is a trunk. */
    @ParameterizedTest
    @MethodSource("samples")
    void saysWhomTheSamplesSay(Samples.Sample sample) throws Exception {
        List<BilledLeg> legs = BilledLegs.bySession(sample).stream()
                .flatMap(Collection::stream)
                .toList();
        for (BilledLeg leg : legs) {
            JsonNode expected = sample.legs().get((int) leg.number() - 1).get("answeredBy");
            String number = expected.isNull() ? null : expected.asString();
            Party answeredBy = CallDraft.reading(leg).answeredBy();
            boolean trunk = number != null && CallParties.isTrunk(number, leg.destination());
            assertThat(answeredBy)
                    .as("%s %s", sample, leg.acctId())
                    .isEqualTo(number == null || trunk ? null : new Party(number, null, null, null, null));
        }
    }
}
