package io.ucmbilling.contract;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.ucmbilling.contract.format.CsvWriter;
import io.ucmbilling.contract.format.PageReader;
import io.ucmbilling.contract.page.RefusedPageException;
import io.ucmbilling.contract.page.UnreadablePageException;
import io.ucmbilling.testing.Samples;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Contract U11: what no text can hold costs no leg; it reads as U+FFFD, and how it came is kept beside the record. */
class BrokenTextTest {

    /** The second column as the bytes of ISO 8859-1. */
    @ParameterizedTest
    @CsvSource({
        "\u00FF, \uFFFD, \\xff",
        "caf\u00C3, caf\uFFFD, caf\\xc3",
        "\u00C3(, \uFFFD(, \\xc3(",
        "\u00E6\u009D, \uFFFD, \\xe6\\x9d",
        "\u00F0\u009F\u0098, \uFFFD, \\xf0\\x9f\\x98",
        "\u00C0\u00AF, \uFFFD\uFFFD, \\xc0\\xaf",
        "'a\u0000b', a\uFFFDb, a\\x00b"
    })
    void bytesThatAreNoTextAreReplacedInEveryFormat(String bytes, String text, String raw) throws Exception {
        for (Format format : Format.values()) {
            CdrRecord leg = clid(format, bytes);
            assertThat(leg.text(Field.CLID)).isEqualTo(text);
            assertThat(leg.text(Field.SERVICE)).isEqualTo("s");
            assertThat(leg.replaced()).isEqualTo(Map.of("clid", raw));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "\\u0000, \uFFFD",
        "\\ud83d, \uFFFD",
        "\\ude00\\ud83d, \uFFFD\uFFFD",
        "x\\udfff\\\"\\n, 'x\uFFFD\"\n'",
        "\\ud83d\\ude00\\ud83d, \uD83D\uDE00\uFFFD"
    })
    void escapesThatAreNoTextAreReplacedInJson(String escaped, String text) throws Exception {
        CdrRecord leg = clid(Format.JSON, escaped);
        assertThat(leg.text(Field.CLID)).isEqualTo(text);
        assertThat(leg.replaced()).isEqualTo(Map.of("clid", escaped));
    }

    @ParameterizedTest
    @ValueSource(strings = {"&#0;", "&#xD800;", "&#57343;"})
    void referencesThatAreNoTextAreReplacedInXml(String reference) throws Exception {
        CdrRecord leg = clid(Format.XML, "a" + reference);
        assertThat(leg.text(Field.CLID)).isEqualTo("a\uFFFD");
        assertThat(leg.replaced()).isEqualTo(Map.of("clid", "a" + reference));
    }

    @ParameterizedTest
    @EnumSource
    void textWithAReplacementCharacterOfItsOwnIsKeptAsItIs(Format format) throws Exception {
        CdrRecord leg = clid(format, "\u00EF\u00BF\u00BD");
        assertThat(leg.text(Field.CLID)).isEqualTo("\uFFFD");
        assertThat(leg.replaced()).isEmpty();
    }

    @Test
    void aNameOfAFieldIsReplacedToo() throws Exception {
        Page page = read(Format.JSON, "{\"cdr\":[{\"AcctId\":\"1\",\"x\u00FFy\": \"\u00C3\"}]}");
        CdrRecord leg = (CdrRecord) page.entries().getFirst();
        assertThat(leg.others()).isEqualTo(Map.of("x\uFFFDy", "\uFFFD"));
        assertThat(leg.replaced()).isEqualTo(Map.of("x\uFFFDy", "\"x\\xffy\": \"\\xc3\""));
    }

    @Test
    void aStructureInsideALegIsReplacedToo() throws Exception {
        Page page = read(Format.JSON, "{\"cdr\":[{\"AcctId\":\"1\",\"tags\":[\"\u00FF\"]}]}");
        CdrRecord leg = (CdrRecord) page.entries().getFirst();
        assertThat(leg.others()).isEqualTo(Map.of("tags", "[\"\uFFFD\"]"));
        assertThat(leg.replaced()).isEqualTo(Map.of("tags", "[\"\\xff\"]"));
    }

    @ParameterizedTest
    @EnumSource
    void legsWhoseBytesDifferAreNotEqual(Format format) throws Exception {
        assertThat(clid(format, "\u00FF")).isEqualTo(clid(format, "\u00FF")).isNotEqualTo(clid(format, "\u00FE"));
    }

    /** Some firmware takes the quote behind half a character for its other half. */
    @Test
    void aQuoteLostWithHalfACharacterCostsItsOwnLegAlone() throws Exception {
        String broken = "{\"AcctId\":\"2\",\"clid\":\"caf\u00C3,\"src\":\"1000\"}";
        List<PageEntry> entries = read(Format.JSON, "{\"cdr\":[{\"AcctId\":\"1\"}," + broken + ",{\"AcctId\":\"3\"}]}")
                .entries();
        assertThat(entries).hasSize(3);
        assertThat(((CdrRecord) entries.get(0)).text(Field.ACCT_ID)).isEqualTo("1");
        assertThat(((UnreadableEntry) entries.get(1)).raw()).isEqualTo(broken.replace("\u00C3", "\\xc3"));
        assertThat(((CdrRecord) entries.get(2)).text(Field.ACCT_ID)).isEqualTo("3");
    }

    @Test
    void aNameCutInTheMiddleOfACharacterKeepsItsLeg() throws Exception {
        Page page = PageReader.read(Format.JSON, Samples.field("case-18-name-cut.json"));
        List<CdrRecord> legs =
                page.entries().stream().map(entry -> (CdrRecord) entry).toList();
        assertThat(legs).map(leg -> leg.text(Field.ACCT_ID)).containsExactly("463", "464");
        assertThat(legs.getFirst().text(Field.CLID)).startsWith("\"Отдел ").endsWith("корпоративн\uFFFD");
        assertThat(legs.getFirst().text(Field.CALLER_NAME)).isEqualTo("Отдел");
        assertThat(legs.getFirst().replaced().get("clid")).endsWith("корпоративн\\xd1");
    }

    private static CdrRecord clid(Format format, String bytes) throws Exception {
        String page = switch (format) {
            case JSON -> "{\"cdr\":[{\"AcctId\":\"1\",\"clid\":\"" + bytes + "\",\"service\":\"s\"}]}";
            case XML -> "<root><cdr><AcctId>1</AcctId><clid>" + bytes + "</clid><service>s</service></cdr></root>";
            case CSV -> CsvWriter.header(Shape.KEYS_22) + "\n1,,,,," + bytes + ",".repeat(16) + "s\n";
        };
        return (CdrRecord) read(format, page).entries().getFirst();
    }

    private static Page read(Format format, String bytes) throws UnreadablePageException, RefusedPageException {
        return PageReader.read(format, bytes.getBytes(ISO_8859_1));
    }
}
