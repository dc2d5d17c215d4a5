package io.ucmbilling.contract.json;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.ucmbilling.contract.CdrRecord;
import io.ucmbilling.contract.Format;
import io.ucmbilling.contract.Page;
import io.ucmbilling.contract.page.PageBounds;
import io.ucmbilling.contract.page.PageBytes;
import io.ucmbilling.contract.page.RefusedPageException;
import io.ucmbilling.contract.page.UnreadablePageException;
import io.ucmbilling.testing.Samples;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@link OrdinaryItems} reads, a parser reads as the same. */
class OrdinaryItemsTest {
    private static final List<String> FIELD_CASES = List.of(
            "case-01-containers.json",
            "case-04-channels.json",
            "case-05-seconds.json",
            "case-13-autumn-end.json",
            "case-18-name-cut.json",
            "case-22-upgrade.json");

    /** Pages and parts of pages that are put into each other, each byte a character. */
    private static final List<String> PIECES = List.of(
            "{",
            "}",
            "[",
            "]",
            ",",
            ":",
            "\"",
            "\\",
            "\\\"",
            "\\\\",
            "\\/",
            "\\n",
            "\\x",
            "\\u0041",
            "\\u0000",
            "\\ud83d",
            "\\ud83d\\ude00",
            " ",
            "\n",
            "\t",
            "\0",
            "\u001f",
            "\u007f",
            "\u00ff",
            "\u00c3\u00a9",
            "\u00c3",
            "0",
            "00",
            "7",
            "-1",
            "1.5",
            "1e3",
            "123456789012345678",
            "1234567890123456789",
            "null",
            "true",
            "{}",
            "[]",
            "[{}]",
            "\"\"",
            "\"a\"",
            ",\"a\":\"b\"",
            ",\"a\":1",
            ",\"a\":null",
            ",\"a\":{\"b\":\"c\"}",
            ",\"a\":[{\"src\":\"1\"}]",
            ",\"a\":[\"b\"]",
            ",\"AcctId\":\"9\"",
            ",\"AcctId\":9 ",
            ",\"cdr\":\"x\"",
            ",\"cdr\":[]",
            ",\"status\":-5",
            ",\"main_cdr\":{\"uniqueid\":\"1.1\"}",
            ",\"sub_cdr_1\":{\"AcctId\":\"8\"}",
            ",{\"AcctId\":\"7\"}",
            "/*x*/",
            ",\"sub_cdr\":[{\"AcctId\":\"8\"},{\"src\":\"1000\"}]",
            "\"\t\":\"\"",
            "\"\u00c3\u00a9\":\"\"",
            "\"a\\\"\":\"\"");

    private static final List<byte[]> PAGES = pages();

    private record Outcome(@Nullable Page page, String fault) {}

    static Stream<Samples.Sample> samples() {
        return Samples.withLegs()
                .filter(sample -> sample.format() == Format.JSON)
                .filter(sample -> !sample.name().startsWith("gen5/"));
    }

    @ParameterizedTest
    @MethodSource("samples")
    void areWhatEveryGenerationSends(Samples.Sample sample) {
        assertThat(ordinary(sample.bytes())).isNotNull();
        assertSame(sample.bytes());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"cdr\":[]}",
                " {\"cdr_root\" : [ {\"AcctId\":\"1\"} , {} ] , \"status\" : 0 } ",
                "{\"status\":0,\"response\":{\"cdr_root\":[{\"AcctId\":12,\"src\":null,\"dst\":\"\"}]}}",
                "{\"cdr\":[{\"AcctId\":\"1\",\"clid\":\"\\\"Zo\u00eb\\\" <1>\",\"a\":\"\\u0041\\n\\\\\"}]}",
                "{\"cdr\":[{\"AcctId\":\"1\",\"clid\":\"\\ud83d\",\"a\":\"\\u0000\"}]}",
                "{\"cdr\":[{\"cdr\":\"c\",\"main_cdr\":{\"src\":\"1\"},\"sub_cdr\":[{\"AcctId\":\"1\"},{\"AcctId\":\"2\"}]}]}",
                "{\"cdr\":[{\"AcctId\":\"1\",\"a\":\"\t\"},{\"AcctId\":\"2\",\"a\":\"\t\"}]}"
            })
    void mayBeWrittenInManyWays(String page) {
        assertThat(ordinary(page.getBytes(UTF_8))).isNotNull();
        assertSame(page.getBytes(UTF_8));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"cdr\":[5]}",
                "{\"cdr\":[{\"AcctId\":-1}]}",
                "{\"cdr\":[{\"AcctId\":01}]}",
                "{\"cdr\":[{\"AcctId\":1.5}]}",
                "{\"cdr\":[{\"AcctId\":true}]}",
                "{\"cdr\":[{\"AcctId\":\"1\",}]}",
                "{\"cdr\":[{\"AcctId\":\"1\"},]}",
                "{\"cdr\":[{\"AcctId\":\"\\x\"}]}",
                "{\"cdr\":[{\"AcctId\":\"1\",\"a\":[\"b\"]}]}",
                "{\"cdr\":[{\"AcctId\":\"1\",\"\\u0061\":\"\"}]}",
                "{\"cdr\":[{\"AcctId\":\"1\"}]",
                "{\"cdr\":[{\"AcctId\":\"1\"}]} x",
                "{\"cdr\":[{\"AcctId\":\"1\"}],\"cdr_root\":[]}",
                "{\"cdr\":[{\"AcctId\":\"1\"}],\"a\":{\"AcctId\":\"2\"}}",
                "{\"records\":[{\"AcctId\":\"1\"}]}",
                "{\"a\":\"[\",\"cdr\":[{\"AcctId\":\"1\"}]}",
                "{\"a\":[{\"b\":\"c\"}],\"cdr\":[{\"AcctId\":\"1\"}]}",
                "{\"cdr\":[],\"status\":-5}",
                "{\"AcctId\":\"1\"}"
            })
    void areNoOthers(String page) {
        assertThat(ordinary(page.getBytes(UTF_8))).isNull();
        assertSame(page.getBytes(UTF_8));
    }

    @Test
    void areNoLongerNorMoreThanTheyMayBe() {
        for (int length = PageBounds.LONGEST_VALUE - 4; length <= PageBounds.LONGEST_VALUE; length++) {
            String value = "x".repeat(length - 1);
            assertSame(page("\"AcctId\":\"1\",\"a\":\"" + value + "y\",\"b\":\"" + value + "\\\"\""));
        }
        for (int length = PageBounds.LONGEST_NAME - 1; length <= PageBounds.LONGEST_NAME + 1; length++) {
            assertSame(page("\"AcctId\":\"1\",\"" + "n".repeat(length) + "\":\"\""));
        }
        assertSame(page("\"AcctId\":\"1\"" + ",\"a\":{\"src\":\"1\"".repeat(12) + "}".repeat(12)));
        StringBuilder names = new StringBuilder("\"AcctId\":\"1\"");
        for (int i = 0; i < PageBounds.MOST_FIELDS + 1; i++) {
            names.append(",\"n").append(i).append("\":\"\"");
            assertSame(page(names.toString()));
        }
    }

    /** The bounds are those of ten records asked for: a thousand items or more are not taken. */
    @Test
    void areNotReadBeyondTheBoundsOfAPage() {
        assertThat(ordinary(page("\"AcctId\":\"1\"", 1000))).isNotNull();
        assertThat(ordinary(page("\"AcctId\":\"1\"", 1001))).isNull();
        assertSame(page("\"AcctId\":\"1\"", 1001));
    }

    @Property(tries = 3000, seed = "20261129")
    void readAsAParserReadsThemWhateverIsDoneToThem(@ForAll long seed) {
        assertSame(changed(new Random(seed)));
    }

    /** Else nothing would be compared above. */
    @Test
    void areAGoodPartOfWhatIsReadAbove() {
        long ordinary = new Random(7)
                .longs(2000)
                .filter(seed -> ordinary(changed(new Random(seed))) != null)
                .count();
        assertThat(ordinary).isBetween(400L, 1600L);
    }

    private static byte[] changed(Random random) {
        String page = new String(PAGES.get(random.nextInt(PAGES.size())), ISO_8859_1);
        for (int change = random.nextInt(2); change >= 0; change--) {
            int at = random.nextInt(page.length() + 1);
            int to = Math.min(page.length(), at + random.nextInt(30));
            String piece = PIECES.get(random.nextInt(PIECES.size()));
            page = switch (random.nextInt(6)) {
                case 0 -> page.substring(0, at) + piece + page.substring(at);
                case 1 -> page.substring(0, at) + page.substring(to);
                case 2 -> page.substring(0, to) + page.substring(at);
                case 3 -> page.substring(0, at) + (char) random.nextInt(256) + page.substring(at);
                // Behind a value, where a member may stand, and instead of one.
                case 4 -> page.substring(0, at) + page.substring(at).replaceFirst("\",", "\"" + quoted(piece) + ",");
                default ->
                    page.substring(0, at) + page.substring(at).replaceFirst(": ?\"[^\"]*\"", ":" + quoted(piece));
            };
        }
        return page.getBytes(ISO_8859_1);
    }

    private static String quoted(String piece) {
        return piece.replace("\\", "\\\\");
    }

    private static List<byte[]> pages() {
        List<byte[]> pages = new ArrayList<>();
        Samples.all().stream()
                .filter(sample -> sample.format() == Format.JSON)
                .forEach(sample -> pages.add(sample.bytes()));
        FIELD_CASES.forEach(name -> pages.add(Samples.field(name)));
        pages.add("\u00ef\u00bb\u00bf{\"cdr\":[{\"AcctId\":\"1\",\"src\":\"1000\"}]}".getBytes(ISO_8859_1));
        return pages;
    }

    private static byte[] page(String members) {
        return page(members, 3);
    }

    private static byte[] page(String members, int items) {
        return ("{\"cdr\":[" + "{\"AcctId\":\"0\"},".repeat(items - 2) + "{" + members + "},{" + members + "}]}")
                .getBytes(UTF_8);
    }

    private static @Nullable Page ordinary(byte[] body) {
        return JsonPage.ordinary(new PageBytes(body), new PageBounds(10));
    }

    /** Asserts that a page is read as a parser reads it, and in the ordinary way if that reads it at all. */
    private static void assertSame(byte[] body) {
        Outcome strict = outcome(body, true);
        assertThat(outcome(body, false)).isEqualTo(strict);
        Page ordinary = ordinary(body);
        if (ordinary != null) {
            Page expected = Objects.requireNonNull(strict.page(), strict.fault());
            assertThat(ordinary).isEqualTo(expected);
            assertThat(places(ordinary)).isEqualTo(places(expected));
        }
    }

    private static List<String> places(Page page) {
        return page.entries().stream()
                .map(entry -> entry instanceof CdrRecord record ? record.begin() + "-" + record.end() : "")
                .toList();
    }

    private static Outcome outcome(byte[] body, boolean strict) {
        PageBytes bytes = new PageBytes(body);
        try {
            PageBounds bounds = new PageBounds(10);
            return new Outcome(strict ? JsonPage.strict(bytes, bounds) : JsonPage.read(bytes, bounds), "");
        } catch (UnreadablePageException | RefusedPageException e) {
            return new Outcome(null, e.toString());
        }
    }
}
