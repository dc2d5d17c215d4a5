package io.ucmbilling.normalisation;

import static org.assertj.core.api.Assertions.assertThat;

import io.ucmbilling.contract.CdrRecord;
import io.ucmbilling.contract.Field;
import io.ucmbilling.contract.Format;
import io.ucmbilling.contract.format.PageReader;
import io.ucmbilling.testing.Samples;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Contract N7: the name and number in {@code clid}. */
class CallerIdTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"Farrow, Otto\" <1031> | Farrow, Otto | 1031",
                "\"Farrow\"<1031> | Farrow | 1031",
                "\"O'Dell, \"Parts\" <Sales>\" <1031> | O'Dell, \"Parts\" <Sales> | 1031",
                "Farrow <1031> | Farrow | 1031",
                "\"\" <1031> | | 1031",
                "\"\" <> | | ",
                "1031 | | 1031",
                "`` | | "
            })
    void standInQuotesAndInBrackets(String clid, String name, String number) {
        assertThat(CallerId.of(clid)).isEqualTo(new CallerId(name, number));
    }

    /** Contract U11: a long one is cut anywhere. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"Farrow, Otto Maximil | Farrow, Otto Maximil",
                "\"O'Dell \"Parts\" and | O'Dell \"Parts\" and",
                "\"Farrow <Sales | Farrow <Sales",
                "\"Farrow, Otto\" | Farrow, Otto",
                "\"Farrow, Otto\" < | Farrow, Otto",
                "\"Farrow, Otto\" <10 | Farrow, Otto",
                "\" | "
            })
    void losesNoPartOfANameThatWasCutAndKeepsNoQuoteOfIt(String clid, String name) {
        assertThat(CallerId.of(clid)).isEqualTo(new CallerId(name, null));
    }

    @Test
    void readsTheNameOfTheFieldCase() throws Exception {
        CdrRecord cut = (CdrRecord) PageReader.read(Format.JSON, Samples.field("case-18-name-cut.json"))
                .entries()
                .getFirst();
        assertThat(CallerId.of(cut.text(Field.CLID)))
                .isEqualTo(new CallerId("Отдел сопровождения и продаж корпоративн\uFFFD", null));
    }
}
