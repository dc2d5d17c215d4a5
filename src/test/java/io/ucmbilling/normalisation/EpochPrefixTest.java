package io.ucmbilling.normalisation;

import static org.assertj.core.api.Assertions.assertThat;

import io.ucmbilling.contract.CdrRecord;
import io.ucmbilling.contract.Field;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EpochPrefixTest {

    @ParameterizedTest
    @CsvSource({
        "1772463600.17, 1772463599123456-1001, 1772463600",
        "1772463600, '', 1772463600",
        "17724636001.17, '', ",
        "1772463600\u0661, '', ",
        "17724636001.17, 1772463599123456-1001, 1772463599",
        "pbx-1772463600.17, 1772463599-1001, 1772463599",
        "946684807.1, 946684807-1001, ",
        "'', '', "
    })
    void isOfTheUniqueidUnlessItsDigitsGoOnElseOfTheSession(String uniqueid, String session, @Nullable Long epoch) {
        CdrRecord record = new CdrRecord.Builder()
                .set(Field.UNIQUEID, uniqueid)
                .set(Field.SESSION, session)
                .build();
        assertThat(EpochPrefix.of(record)).isEqualTo(epoch);
    }
}
