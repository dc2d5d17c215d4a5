package io.ucmbilling.report.export;

import static org.assertj.core.api.Assertions.assertThat;

import de.siegmar.fastcsv.reader.CsvReader;
import io.ucmbilling.contract.CdrRecord;
import io.ucmbilling.contract.Field;
import io.ucmbilling.testing.LegBuilder;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GuideCsvTest {
    private static final String HEADER =
            "call from,call to,context,start time,answer time,end time,call time,talk time,source channel,dest"
                    + " channel,status";
    private static final List<LegColumn> ALL = List.of(LegColumn.values());

    private static String csv(List<LegColumn> columns, CdrRecord... legs) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        GuideCsv csv = new GuideCsv(columns, out);
        List.of(legs).forEach(csv::leg);
        csv.end();
        return out.toString(StandardCharsets.UTF_8);
    }

    private static CdrRecord from(String caller) {
        return LegBuilder.leg(1).with(Field.SRC, caller).build().raw();
    }

    @Test
    void writesTheGuidesColumnsAsTheUcmGaveThem() throws IOException {
        assertThat(csv(ALL, LegBuilder.leg(1).build().raw()))
                .isEqualTo(HEADER + "\r\n"
                        + "1001,1002,from-internal,2026-03-02 09:00:00,2026-03-02 09:00:04,2026-03-02 09:00:20,20,16,"
                        + "PJSIP/1001-00000abc,PJSIP/1002-00000abd,ANSWERED\r\n");
    }

    @Test
    void hasTheHeaderAloneWithoutLegs() throws IOException {
        assertThat(csv(ALL)).isEqualTo(HEADER + "\r\n");
    }

    @Test
    void writesTheChosenColumnsInTheirOrder() throws IOException {
        assertThat(csv(List.of(LegColumn.STATUS, LegColumn.CALL_FROM), from("1001")))
                .isEqualTo("status,call from\r\nANSWERED,1001\r\n");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        =1+1         | '=1+1
        -2           | '-2
        @SUM(A1)     | '@SUM(A1)
        +1-1         | '+1-1
        +            | +
        +12025550143 | +12025550143
        *97          | *97
        1=2          | 1=2
        """, quoteCharacter = '~')
    void guardsWhatWouldBeAFormula(String given, String written) throws IOException {
        assertThat(csv(List.of(LegColumn.CALL_FROM), from(given))).isEqualTo("call from\r\n" + written + "\r\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\tcmd", "\rcmd"})
    void guardsTabAndCarriageReturn(String given) {
        assertThat(FormulaGuard.guarded(given)).isEqualTo("'" + given);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"><script>", "a,b", "a\r\nb", "\u202Egnp.exe", "é 😀", "\"", " x "})
    void writesWhateverCanBeReadBack(String given) throws IOException {
        String text = csv(List.of(LegColumn.CALL_FROM, LegColumn.STATUS), from(given));

        assertThat(CsvReader.builder().ofCsvRecord(text).stream().skip(1).map(line -> line.getField(0)))
                .containsExactly(given);
    }
}
