package io.ucmbilling.contract.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.ucmbilling.contract.CdrRecord;
import io.ucmbilling.contract.Field;
import io.ucmbilling.contract.Format;
import io.ucmbilling.contract.Shape;
import io.ucmbilling.contract.format.PageWriters;
import io.ucmbilling.testing.Samples;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Contract S5. */
public class PageWriterTest {

    @ParameterizedTest
    @EnumSource
    void writesTheGuidesRecordsByteForByte(Format format) throws Exception {
        List<CdrRecord> guide = legs("guide-example.json");
        assertThat(written(format, Shape.KEYS_22, guide.stream().map(List::of).toList()))
                .isEqualTo(Samples.text("guide-example." + format.name().toLowerCase(Locale.ROOT)));
    }

    @ParameterizedTest
    @CsvSource({
        "CSV, KEYS_22, gen1.csv",
        "XML, KEYS_22, gen1.xml",
        "JSON, KEYS_22, gen1.json",
        "JSON, KEYS_27, gen2.json",
        "JSON, KEYS_33, gen3.json",
        "JSON, KEYS_44, gen4.json"
    })
    void writesTheEmptyContainer(Format format, Shape shape, String sample) throws IOException {
        assertThat(written(format, shape, List.of())).isEqualTo(Samples.text("empty/" + sample));
    }

    @ParameterizedTest
    @CsvSource({
        "KEYS_33, gen3/ring-group.json",
        "KEYS_44, gen4/ring-group.json",
        "KEYS_33, gen3/internal-answered.json",
        "KEYS_33, gen3/nested-main-sub.json",
        "KEYS_27, gen2/recorded.json",
        "KEYS_33, gen3/clid-special.json",
        "KEYS_33, gen3/utf8-names.json"
    })
    void writesWhatAUcmOfThatShapeWrites(Shape shape, String sample) throws Exception {
        List<List<CdrRecord>> calls = Samples.sample(sample).sessions().isEmpty()
                ? legs(sample).stream().map(List::of).toList()
                : calls(sample);
        assertThat(written(Format.JSON, shape, calls)).isEqualTo(Samples.text(sample));
    }

    /** Both dumps of such firmware have it so, and a public client relies on it. */
    @Test
    void leavesCdrEmptyInShape44FlatAndNested() throws Exception {
        assertThat(written(Format.JSON, Shape.KEYS_44, List.of(legs("gen4/internal-answered.json"))))
                .contains("    { \"cdr\": \"\", \"AcctId\"");
        assertThat(written(Format.JSON, Shape.KEYS_44, List.of(legs("gen3/internal-busy-voicemail.json"))))
                .contains("    { \"cdr\": \"\", \"main_cdr\"");
    }

    @Test
    void putsTheSessionUnderCdrInShape33FlatAndNested() throws Exception {
        String session = "1781085600.1-1000-1001";
        CdrRecord leg = new CdrRecord.Builder().set(Field.SESSION, session).build();
        assertThat(written(Format.JSON, Shape.KEYS_33, List.of(List.of(leg))))
                .contains("    { \"cdr\": \"" + session + "\", \"AcctId\"");
        assertThat(written(Format.JSON, Shape.KEYS_33, List.of(List.of(leg, leg))))
                .contains("    { \"cdr\": \"" + session + "\", \"main_cdr\"");
    }

    @ParameterizedTest
    @CsvSource({"CSV, 3", "XML, 4"})
    void listsTheLegsOfACallFlatButInJson(Format format, int lines) throws Exception {
        List<CdrRecord> call = legs("gen3/internal-busy-voicemail.json");
        assertThat(written(format, Shape.KEYS_33, List.of(call)).lines()).hasSize(lines);
    }

    @Test
    void listsTheLegsOfACallFlatInJsonWithoutSessions() throws Exception {
        List<CdrRecord> call = legs("gen3/internal-busy-voicemail.json");
        assertThat(written(Format.JSON, Shape.KEYS_27, List.of(call)))
                .doesNotContain("main_cdr", "session")
                .contains("},\n");
    }

    @Test
    void writesFieldsThatTheGenerationLacksAsEmpty() throws Exception {
        String page = written(Format.XML, Shape.KEYS_44, List.of(legs("gen1/internal-no-answer.json")));
        assertThat(page).contains("<session></session>", "<recordfiles_desc></recordfiles_desc></cdr>\n");
    }

    @Test
    void countsDurationsThatAreNoNumbersAsNothingInTheHeader() throws IOException {
        CdrRecord odd = new CdrRecord.Builder()
                .set(Field.DURATION, "soon")
                .set(Field.BILLSEC, "-4")
                .build();
        CdrRecord even = new CdrRecord.Builder()
                .set(Field.DURATION, "7")
                .set(Field.BILLSEC, "5")
                .build();
        assertThat(written(Format.JSON, Shape.KEYS_33, List.of(List.of(odd, even))))
                .contains("\"end\": \"\", \"duration\": \"7\", \"billsec\": \"5\", \"disposition\": \"\"");
    }

    @Test
    void escapesInJsonWhatJsonDemandsAndNothingElse() throws IOException {
        assertThat(clid(Format.JSON, "\"\\\b\f\n\r\t\u0000\u001f\u007f/é東😀'<>&\u2028"))
                .isEqualTo("\"clid\": \"\\\"\\\\\\b\\f\\n\\r\\t\\u0000\\u001f\u007f/é東😀'<>&\u2028\", ");
    }

    @Test
    void writesEntitiesInXmlAndKeepsACdrOnOneLine() throws IOException {
        assertThat(clid(Format.XML, "&<>\"'\r\n\té😀")).isEqualTo("<clid>&amp;&lt;&gt;&quot;'&#13;&#10;\té😀</clid>");
    }

    @Test
    void replacesWhatXmlCannotHold() throws IOException {
        assertThat(clid(Format.XML, "a\u0000\u0008\uFFFE\uFFFFb")).isEqualTo("<clid>a\uFFFD\uFFFD\uFFFD\uFFFDb</clid>");
    }

    @Test
    void turnsLineEndsInCsvIntoASpace() throws IOException {
        assertThat(clid(Format.CSV, "a\r\nb,\"c\"")).isEqualTo(",a  b,\"c\",");
    }

    @Test
    void replacesHalfOfASurrogatePair() throws IOException {
        assertThat(clid(Format.CSV, "a\uD83D,\uDE00b")).isEqualTo(",a\uFFFD,\uFFFDb,");
    }

    @Test
    void writesValuesLongerThanItsBuffer() throws IOException {
        String value = "é😀x\"".repeat(20_000);
        assertThat(clid(Format.CSV, value)).isEqualTo("," + value + ",");
    }

    @ParameterizedTest
    @EnumSource
    void endsAnAnswerOnceHoweverOftenItIsClosed(Format format) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        PageWriter writer = PageWriters.open(format, Shape.KEYS_22, out);
        writer.close();
        writer.close();
        assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo(written(format, Shape.KEYS_22, List.of()));
    }

    private static String clid(Format format, String value) throws IOException {
        CdrRecord record = new CdrRecord.Builder().set(Field.CLID, value).build();
        String page = written(format, Shape.KEYS_22, List.of(List.of(record)));
        return switch (format) {
            case JSON -> page.substring(page.indexOf("\"clid\""), page.indexOf("\"channel\""));
            case XML -> page.substring(page.indexOf("<clid>"), page.indexOf("<channel>"));
            case CSV -> {
                String line = page.substring(page.indexOf('\n') + 1);
                yield line.substring(4, line.length() - 17 + 1);
            }
        };
    }

    private static List<CdrRecord> legs(String sample) throws Exception {
        return Samples.sample(sample).page().entries().stream()
                .map(CdrRecord.class::cast)
                .toList();
    }

    private static List<List<CdrRecord>> calls(String sample) throws Exception {
        List<CdrRecord> legs = legs(sample);
        return legs.stream()
                .map(leg -> leg.text(Field.SESSION))
                .distinct()
                .map(session -> legs.stream()
                        .filter(leg -> leg.text(Field.SESSION).equals(session))
                        .toList())
                .toList();
    }

    public static String written(Format format, Shape shape, List<List<CdrRecord>> items) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        PageWriter writer = PageWriters.open(format, shape, out);
        for (List<CdrRecord> item : items) {
            writer.item(item);
        }
        writer.close();
        return out.toString(StandardCharsets.UTF_8);
    }
}
