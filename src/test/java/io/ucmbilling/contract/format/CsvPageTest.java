package io.ucmbilling.contract.format;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ucmbilling.contract.CdrRecord;
import io.ucmbilling.contract.Field;
import io.ucmbilling.contract.Format;
import io.ucmbilling.contract.Page;
import io.ucmbilling.contract.PageEntry;
import io.ucmbilling.contract.Shape;
import io.ucmbilling.contract.UnreadableEntry;
import io.ucmbilling.contract.page.PageWriterTest;
import io.ucmbilling.contract.page.RefusedPageException;
import io.ucmbilling.contract.page.UnreadablePageException;
import io.ucmbilling.testing.Samples;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Contract U10 and N9, in CSV. */
class CsvPageTest {
    private static final String HEADER = CsvWriter.header(Shape.KEYS_22);
    private static final CdrRecord LEG = new CdrRecord.Builder()
            .set(Field.ACCT_ID, "62")
            .set(Field.SRC, "1031")
            .set(Field.CLID, "\"Otto Farrow\" <1031>")
            .set(Field.CHANNEL, "SIP/1031-01")
            .set(Field.DSTCHANNEL, "SIP/1034-02")
            .set(Field.LASTAPP, "Dial")
            .set(Field.LASTDATA, "SIP/1034,60,")
            .set(Field.START, "2025-02-18 11:00:00")
            .set(Field.DURATION, "9")
            .set(Field.BILLSEC, "0")
            .set(Field.SERVICE, "s")
            .build();

    @Test
    void readsTheSameLegsAsFromJson() throws Exception {
        for (Samples.Sample sample : Samples.all()) {
            if (sample.format() == Format.CSV) {
                assertThat(sample.page().entries())
                        .isEqualTo(Samples.sample(sample.name().replace("csv", "json"))
                                .page()
                                .entries());
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "gen2/recorded.json, KEYS_27",
        "gen2/trunk-to-trunk.json, KEYS_27",
        "gen3/clid-special.json, KEYS_33",
        "gen3/lastdata-special.json, KEYS_33",
        "gen3/transfer.json, KEYS_33",
        "gen3/ring-group.json, KEYS_33",
        "gen3/utf8-names.json, KEYS_33",
        "gen4/recordings.json, KEYS_44",
        "gen4/nested-right.json, KEYS_44",
        "gen4/queue.json, KEYS_44",
        "gen4/park-retrieve.json, KEYS_44"
    })
    void readsTheLongerShapesToo(String sample, Shape shape) throws Exception {
        List<PageEntry> legs = Samples.sample(sample).page().entries();
        String csv = PageWriterTest.written(
                Format.CSV,
                shape,
                legs.stream().map(leg -> List.of((CdrRecord) leg)).toList());
        assertThat(read(csv).entries()).isEqualTo(legs);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"Farrow, Otto\" <1031>",
                "\"O'Dell & Sons, \"Parts\" <Sales>\" <1031>",
                "\"a <x>, b\" <1031>",
                "\"\" <>",
                "",
                "\"Farrow,Otto\"<1031>",
                "Farrow, Otto <1031>",
                "<1031>",
                "1031",
                "\"A,B,C\" <anonymous>",
                "\"A\u2028,B\" <1031>"
            })
    void findsTheEndOfClid(String clid) throws Exception {
        assertRead(LEG, Field.CLID, clid);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ",",
                ",,,",
                "SIP/1034,60,tTrM(record-check,in),",
                "\"x\" <1>,y,z,Dial,",
                "a,<2>,b,c,d,e",
                "2025-02-18 11:00:00,x",
                "1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17,18,19,20"
            })
    void leavesTheRestToLastdata(String lastdata) throws Exception {
        assertRead(LEG, Field.LASTDATA, lastdata);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Farrow, Otto", ",", "a,b,c", "x, 1739898000840-1", ""})
    void leavesSurplusBehindTheServiceToTheCallersName(String name) throws Exception {
        CdrRecord leg = builder()
                .set(Field.CALLER_NAME, name)
                .set(Field.SESSION, "1739898000840-1031")
                .build();
        assertRead(leg, Field.CLID, "\"" + name + "\" <1031>");
        assertRead(leg, Field.CLID, "\"Desk\" <1031>");
    }

    @Test
    void takesTheCallersNameFromClidWhereItCouldEndTwice() throws Exception {
        CdrRecord leg = builder()
                .set(Field.SESSION, "1739898000840-1,2,3,4,5739898000840-x,7,8,,9")
                .set(Field.CALLER_NAME, "a,b")
                .build();
        assertThat(read(Shape.KEYS_33, leg).entries()).singleElement().isInstanceOf(UnreadableEntry.class);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"East, Main | ''", "'' | East, Main", "East, Main, 2 | ''"})
    void leavesWhatIsLeftToTheOneTrunkName(String source, String destination) throws Exception {
        CdrRecord leg = builder()
                .set(Field.SESSION, "1739898000840-1031")
                .set(Field.DST_TRUNK_NAME, destination)
                .build();
        assertRead(leg, Field.SRC_TRUNK_NAME, source);
    }

    @Test
    void cannotSettleTwoTrunkNamesThatShareACommaBetweenThem() throws Exception {
        CdrRecord leg = builder()
                .set(Field.SESSION, "1739898000840-1031")
                .set(Field.SRC_TRUNK_NAME, "East, Main")
                .set(Field.DST_TRUNK_NAME, "West")
                .build();
        assertThat(read(Shape.KEYS_33, leg).entries()).singleElement().isInstanceOf(UnreadableEntry.class);
    }

    @Test
    void leavesTheDescriptionOfRecordingsTheirCommas() throws Exception {
        CdrRecord leg = builder()
                .set(Field.SESSION, "1739898000840-1031")
                .set(Field.NAT_CALL, "no")
                .set(Field.CALLER_NAME, "Farrow, Otto")
                .build();
        assertRead(leg, Field.RECORDFILES_DESC, "duration=31,size=491244B,start-time=1753173209@");
    }

    @Test
    void keepsFieldsThatNoGenerationHas() throws Exception {
        Page page = read(HEADER + ",sn,more\n62" + ",".repeat(21) + ",7,8\n");
        assertThat(((CdrRecord) page.entries().getFirst()).others())
                .containsEntry("sn", "7")
                .containsEntry("more", "8");
    }

    @ParameterizedTest
    @ValueSource(strings = {"62,,5300", "x", ",,,,,,,,,,,,,,,,,,,,,,,,,", "not a record, but a sentence, with commas"})
    void oneBrokenLineSpoilsOnlyItself(String broken) throws Exception {
        String page = PageWriterTest.written(Format.CSV, Shape.KEYS_22, List.of(List.of(LEG)));
        List<PageEntry> entries = read(page + broken + "\n" + page.substring(page.indexOf('\n') + 1))
                .entries();
        assertThat(entries).hasSize(3).startsWith(LEG).endsWith(LEG);
        assertThat(entries.get(1)).isInstanceOfSatisfying(UnreadableEntry.class, entry -> {
            assertThat(entry.raw()).isEqualTo(broken);
            assertThat(entry.reason()).contains("found", "expected");
        });
    }

    @Test
    void giveUpOnALineOfTooManyCommasAtOnce() throws Exception {
        assertThat(read(CsvWriter.header(Shape.KEYS_44) + "\n" + ",".repeat(1_000_000) + "\n" + ",".repeat(340) + "\n")
                        .entries())
                .hasSize(2)
                .hasOnlyElementsOfType(UnreadableEntry.class);
    }

    @Test
    void takesLinesThatEndInCrLfAndIgnoresEmptyOnes() throws Exception {
        String page = PageWriterTest.written(Format.CSV, Shape.KEYS_22, List.of(List.of(LEG)));
        assertThat(read("\uFEFF" + page.replace("\n", "\r\n") + "\r\n\n")).isEqualTo(new Page(1, List.of(LEG)));
    }

    @ParameterizedTest
    @EnumSource
    void readsTheHeaderAloneAsAnEmptyPage(Shape shape) throws Exception {
        assertThat(read(CsvWriter.header(shape) + "\n").isEmpty()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "\n",
                "{ \"cdr\":\n [\n ]\n}\n",
                "<root>\n</root>\n",
                "<html>\n",
                "AcctId,accountcode\n",
                "1,2,3\n"
            })
    void anotherHeaderIsNoPage(String page) {
        assertThatThrownBy(() -> read(page))
                .isInstanceOf(UnreadablePageException.class)
                .hasMessageContainingAll("found", "expected the header AcctId,accountcode,src,dst");
    }

    @Test
    void aHeaderThatNamesAFieldTwiceIsNoPage() {
        assertThatThrownBy(() -> read(HEADER + ",src\n")).isInstanceOf(UnreadablePageException.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 30})
    void anEndWithinALineIsNoPage(int missing) {
        String page = Samples.text("guide-example.csv");
        assertThatThrownBy(() -> read(page.substring(0, page.length() - 1 - missing)))
                .isInstanceOf(UnreadablePageException.class)
                .hasMessageContaining("within a line");
    }

    private static CdrRecord.Builder builder() {
        return new CdrRecord.Builder().from(LEG);
    }

    private static void assertRead(CdrRecord leg, Field field, String value) throws Exception {
        CdrRecord changed = new CdrRecord.Builder().from(leg).set(field, value).build();
        Shape shape = List.of(Shape.values()).stream()
                .filter(s -> s.fields().size()
                        == List.of(Field.values()).stream().filter(changed::has).count())
                .findFirst()
                .orElseThrow();
        assertThat(read(shape, changed).entries()).containsExactly(changed);
        assertThat(Objects.requireNonNull(changed.get(field))).isEqualTo(value);
    }

    private static Page read(Shape shape, CdrRecord leg) throws Exception {
        return read(PageWriterTest.written(Format.CSV, shape, List.of(List.of(leg))));
    }

    private static Page read(String page) throws UnreadablePageException, RefusedPageException {
        return PageReader.read(Format.CSV, page.getBytes(UTF_8));
    }
}
