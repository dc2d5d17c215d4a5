package io.ucmbilling.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.ucmbilling.contract.page.RefusedPageException;
import io.ucmbilling.testing.Samples;
import io.ucmbilling.testing.Samples.Sample;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every file of {@code samples/} reads as {@code expected.json} says, as far as the wire goes. */
class SamplesTest {

    static Stream<Sample> files() {
        return Samples.all().stream().filter(sample -> sample.error() == null);
    }

    static Stream<Sample> refusals() {
        return Samples.all().stream().filter(sample -> sample.error() != null);
    }

    @ParameterizedTest
    @MethodSource("files")
    void readEveryLegInTheOrderOfTheFile(Sample sample) throws Exception {
        assertThat(sample.page().entries())
                .map(entry -> Long.parseLong(((CdrRecord) entry).text(Field.ACCT_ID)))
                .isEqualTo(sample.legs().stream()
                        .map(leg -> leg.get("acctId").longValue())
                        .toList());
    }

    @ParameterizedTest
    @MethodSource("files")
    void readTheFieldsOfEveryLeg(Sample sample) throws Exception {
        List<PageEntry> entries = sample.page().entries();
        for (int i = 0; i < entries.size(); i++) {
            CdrRecord leg = (CdrRecord) entries.get(i);
            var expected = sample.legs().get(i);
            assertThat(leg.get(Field.SESSION)).isEqualTo(expected.get("session").stringValue(null));
            assertThat(leg.text(Field.UNIQUEID))
                    .isEqualTo(expected.get("uniqueid").stringValue());
            assertThat(leg.text(Field.DST)).isEqualTo(expected.get("callee").stringValue());
            assertThat(leg.text(Field.BILLSEC))
                    .isEqualTo(expected.get("billableSeconds").asString());
        }
    }

    @ParameterizedTest
    @MethodSource("refusals")
    void readARefusalAsOne(Sample sample) {
        var error = Objects.requireNonNull(sample.error());
        var refusal = catchThrowableOfType(RefusedPageException.class, sample::page);
        assertThat(refusal.status()).isEqualTo(error.get("status").intValue());
        assertThat(refusal).hasMessage(error.get("message").stringValue());
    }
}
