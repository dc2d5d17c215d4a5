package io.ucmbilling.contract;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.ucmbilling.contract.format.PageReader;
import io.ucmbilling.contract.page.PageBounds;
import io.ucmbilling.testing.Samples;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Contract U3: whatever object holds an AcctId is a record, at any depth, in JSON and in XML alike. */
class ContainersTest {

    @ParameterizedTest
    @EnumSource(names = {"JSON", "XML"})
    void thatWereSeenGiveEachLegOnce(Format format) throws Exception {
        Page page = PageReader.read(
                format, Samples.field("case-01-containers." + format.name().toLowerCase(java.util.Locale.ROOT)));
        assertThat(page.items()).isEqualTo(7);
        assertThat(page.entries()).map(ContainersTest::acctId).isEqualTo(numbers(101, 114));
    }

    @Test
    void thatWereSeenGiveTheSameLegsInJsonAndXml() throws Exception {
        assertThat(PageReader.read(Format.XML, Samples.field("case-01-containers.xml"))
                        .entries())
                .isEqualTo(PageReader.read(Format.JSON, Samples.field("case-01-containers.json"))
                        .entries());
    }

    static Stream<Container> generated() {
        return IntStream.range(0, 300).mapToObj(seed -> new Container(new Random(seed)));
    }

    @ParameterizedTest
    @MethodSource("generated")
    void ofAnyShapeGiveEachLegOnceInTheirOrder(Container container) throws Exception {
        List<String> expected = numbers(1, container.legs());
        assertThat(items(Format.JSON, container.json()))
                .map(ContainersTest::acctId)
                .isEqualTo(expected);
        assertThat(items(Format.XML, container.xml()))
                .map(ContainersTest::acctId)
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @MethodSource("generated")
    void ofAnyShapeGiveEachLegOnceBesideABrokenItem(Container container) throws Exception {
        List<String> expected = numbers(1, container.legs());
        List<PageEntry> json = items(Format.JSON, "{\"AcctId\":\"\\x\"}," + container.json());
        assertThat(json.subList(1, json.size())).map(ContainersTest::acctId).isEqualTo(expected);
        List<PageEntry> xml = items(Format.XML, "<cdr><AcctId>&</AcctId></cdr>" + container.xml());
        assertThat(xml.subList(1, xml.size())).map(ContainersTest::acctId).isEqualTo(expected);
    }

    /** The item, and the AcctIds of its records; {@code -} for one without. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"cdr\":\"x\",\"main_cdr\":{\"src\":\"9\"}} | ``",
                "{\"main_cdr\":{\"AcctId\":\"\",\"uniqueid\":\"\",\"src\":\"9\"},\"count\":\"0\"} | ``",
                "{\"main_cdr\":{\"AcctId\":\"1\",\"uniqueid\":\"7.1\"},\"sub_cdr_1\":{\"AcctId\":\"2\"}} | 1 2",
                "{\"main_cdr\":{\"AcctId\":\"1\"}} | 1",
                "{\"main_cdr\":{\"AcctId\":\"\",\"uniqueid\":\"7.1\"}} | -",
                "{\"sub_cdr_1\":{\"src\":\"9\"},\"sub_cdr_2\":{\"AcctId\":\"2\"}} | - 2",
                "{\"sub_cdr\":[{\"new\":\"9\"},{\"AcctId\":\"2\"},null,5]} | - 2",
                "{\"sub_cdr\":[[{\"AcctId\":\"1\"}],{\"AcctId\":\"2\"}]} | 1 2",
                "{\"legs\":{\"a\":{\"src\":\"9\"},\"b\":{\"AcctId\":\"2\"}}} | 2 -",
                "{\"legs\":[{\"src\":\"9\"}]} | -",
                "{\"src\":\"9\",\"AcctId\":\"\"} | -",
                "{\"AcctId\":\"1\",\"device_info\":{\"src\":\"9\"}} | 1",
                "{\"src\":\"9\",\"x\":{\"AcctId\":\"1\"},\"AcctId\":\"2\"} | 2 1",
                "{\"AcctId\":null,\"x\":{\"AcctId\":1}} | 1",
                "{\"AcctId\":\"1\",\"AcctId\":\"\"} | -",
                "[{\"AcctId\":\"1\"},{\"src\":\"2\"}] | 1 -",
                "{} | ``"
            })
    void tellRecordsFromHeadersAndFields(String item, String acctIds) throws Exception {
        assertThat(items(Format.JSON, item))
                .map(ContainersTest::acctId)
                .map(id -> id.isEmpty() ? "-" : id)
                .isEqualTo(acctIds.isEmpty() ? List.of() : List.of(acctIds.split(" ")));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"cdr\":[],\"more\":{\"x\":[{\"AcctId\":\"1\"},{\"src\":\"2\"}]}}",
                "{\"response\":{\"cdr_root\":[],\"late\":{\"AcctId\":\"1\"}},\"status\":0}",
                "{\"cdr\":[{\"cdr\":\"\\x\"}],\"more\":{\"AcctId\":\"1\"}}"
            })
    void besideThePagesItemsGiveTheirRecordsToo(String page) throws Exception {
        List<PageEntry> entries =
                PageReader.read(Format.JSON, page.getBytes(UTF_8)).entries();
        assertThat(entries.getLast())
                .isInstanceOfSatisfying(
                        CdrRecord.class, leg -> assertThat(acctId(leg)).isEqualTo("1"));
    }

    @Test
    void keepTheTextOfEachLegAsItCame() throws Exception {
        String second = "{ \"AcctId\" : 2, \"x\":null }";
        String first = "{\"AcctId\":\"1\",\n\"clid\":\"é\\/\", \"sub_cdr\":[" + second + "]}";
        assertThat(texts(Format.JSON, "{\"cdr\":\"x\",\"legs\": " + first + "}"))
                .containsExactly(first, second);
        String third = "<sub_cdr >\n<AcctId>3</AcctId> <clid>é&amp;</clid></sub_cdr>";
        assertThat(texts(Format.XML, "<cdr><a>" + third + "</a></cdr>")).containsExactly(third);
    }

    @Test
    void spoilOnlyTheLegThatCannotBeRead() throws Exception {
        String broken = "{\"AcctId\":\"2\",\"clid\":\"" + "x".repeat(PageBounds.LONGEST_VALUE) + "\"}";
        List<PageEntry> entries =
                items(Format.JSON, "{\"sub_cdr\":[{\"AcctId\":\"1\"}," + broken + ",{\"AcctId\":\"3\"}]}");
        assertThat(entries).hasSize(3);
        assertThat(entries.get(1)).isInstanceOfSatisfying(UnreadableEntry.class, entry -> {
            assertThat(entry.raw()).isEqualTo(broken);
            assertThat(entry.reason()).isEqualTo("clid: found a value of 65538 bytes, expected at most 65536");
        });
    }

    private static List<String> numbers(int from, int to) {
        return IntStream.rangeClosed(from, to).mapToObj(String::valueOf).toList();
    }

    private static String acctId(PageEntry entry) {
        return ((CdrRecord) entry).text(Field.ACCT_ID);
    }

    private static List<PageEntry> items(Format format, String items) throws Exception {
        return page(format, items).entries();
    }

    private static List<String> texts(Format format, String items) throws Exception {
        Page page = page(format, items);
        return page.entries().stream()
                .map(entry ->
                        requireNonNull(page.unreadable((CdrRecord) entry, "x")).raw())
                .toList();
    }

    private static Page page(Format format, String items) throws Exception {
        String page = format == Format.JSON ? "{\"cdr_root\":[" + items + "]}" : "<root>" + items + "</root>";
        return PageReader.read(format, page.getBytes(UTF_8));
    }
}
