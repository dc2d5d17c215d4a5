package io.ucmbilling.contract;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ucmbilling.contract.format.PageReader;
import io.ucmbilling.contract.page.PageWriterTest;
import io.ucmbilling.contract.page.RefusedPageException;
import io.ucmbilling.contract.page.UnreadablePageException;
import io.ucmbilling.testing.Samples;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** The laws of reading and writing pages (contract S5, U10, N9). */
class PagePropertiesTest {
    private static final List<String> HARD = List.of(
            "\"", "\\", "\\\"", "}", "]", "]}", "},{", "\"}]}", "<", ">", "&", "</cdr>", "</root>", "<cdr>", "&amp;",
            "]]>", ",", ":", "\r", "\n", "\t", " ", "é", "東", "😀", "\u2028", "\u0085", "x", "7", "/", "'", "\u007f",
            "\uFEFF", "\uFFFD");

    @Property
    void jsonReadsBackAsItWasWritten(@ForAll("calls") List<List<CdrRecord>> calls, @ForAll Shape shape)
            throws Exception {
        String page = PageWriterTest.written(Format.JSON, shape, calls);
        assertThat(read(Format.JSON, page).entries()).isEqualTo(inShape(calls, shape));
    }

    @Property
    void jsonItemsAreTheCallsWhereTheyNest(@ForAll("calls") List<List<CdrRecord>> calls) throws Exception {
        String page = PageWriterTest.written(Format.JSON, Shape.KEYS_44, calls);
        assertThat(read(Format.JSON, page).items()).isEqualTo(calls.size());
    }

    @Property
    void xmlReadsBackAsItWasWritten(@ForAll("calls") List<List<CdrRecord>> calls, @ForAll Shape shape)
            throws Exception {
        String page = PageWriterTest.written(Format.XML, shape, calls);
        assertThat(read(Format.XML, page).entries()).isEqualTo(inShape(calls, shape));
    }

    @Property
    void csvReadsBackAsItWasWritten(@ForAll("plainCalls") List<List<CdrRecord>> calls, @ForAll Shape shape)
            throws Exception {
        String page = PageWriterTest.written(Format.CSV, shape, calls);
        assertThat(read(Format.CSV, page).entries()).isEqualTo(inShape(calls, shape));
    }

    @Property(tries = 30)
    void halfAJsonPageIsNone(@ForAll("fewCalls") List<List<CdrRecord>> calls, @ForAll Shape shape) throws Exception {
        assertNoPrefixIsAPage(Format.JSON, PageWriterTest.written(Format.JSON, shape, calls));
    }

    @Property(tries = 30)
    void halfAnXmlPageIsNone(@ForAll("fewCalls") List<List<CdrRecord>> calls, @ForAll Shape shape) throws Exception {
        assertNoPrefixIsAPage(Format.XML, PageWriterTest.written(Format.XML, shape, calls));
    }

    @Property(tries = 2000)
    void noBytesBreakTheReader(@ForAll Format format, @ForAll byte[] bytes) {
        assertEndsAsDeclared(format, bytes);
    }

    @Property(tries = 2000)
    void noDamageBreaksTheReaderAndRecordsOutsideItStay(@ForAll Format format, @ForAll long seed) {
        assertEndsAsDeclared(format, damaged(format, new Random(seed)));
    }

    @Property
    void anItemOfAnyTextCostsAtMostItselfAndTheNext(@ForAll("hardText") String text) throws Exception {
        String item = "{ \"AcctId\": \"2\", \"clid\": \""
                + text.replace("{", "").replace("}", "").replace("]", "") + "\" }";
        String page = "{\n  \"cdr\":\n  [\n    { \"AcctId\": \"1\" },\n    " + item
                + ",\n    { \"AcctId\": \"3\" },\n    { \"AcctId\": \"4\" }\n  ]\n}\n";
        assertThat(read(Format.JSON, page).entries()).startsWith(numbered("1")).endsWith(numbered("4"));
    }

    @Provide
    Arbitrary<List<List<CdrRecord>>> calls() {
        return records(hardText()).list().ofMinSize(1).ofMaxSize(4).list().ofMaxSize(4);
    }

    @Provide
    Arbitrary<List<List<CdrRecord>>> fewCalls() {
        return Arbitraries.oneOf(hardText(), Arbitraries.just(""))
                .list()
                .ofSize(3)
                .map(values -> new CdrRecord.Builder()
                        .set(Field.CLID, values.get(0))
                        .set(Field.SERVICE, values.get(1))
                        .set(Field.RECORDFILES_DESC, values.get(2))
                        .build())
                .list()
                .ofMinSize(1)
                .ofMaxSize(2)
                .list()
                .ofMaxSize(2);
    }

    /** What CSV can carry: commas only where a reader can tell them apart (contract U10). */
    @Provide
    Arbitrary<List<List<CdrRecord>>> plainCalls() {
        Arbitrary<String> plain = text(List.of("é", "東", "😀", "x", "7", "/", "&", "'", "@", "\u0085", "."));
        Arbitrary<String> name = text(List.of("é", ",", ", ", "x", " ", "<", ">", "\"", "&", "\u2028"))
                .filter(text -> !text.contains("\" <") && !text.contains("\"<"));
        Arbitrary<String> lastdata = text(List.of("SIP/1034", ",", ",,", "60", "<", ">", "\"", "^", "&", "é"));
        return Combinators.combine(records(plain), name, lastdata, plain)
                .as((record, caller, data, trunk) -> new CdrRecord.Builder()
                        .from(record)
                        .set(Field.ACCT_ID, "62")
                        .set(Field.CLID, "\"" + caller + "\" <1031>")
                        .set(Field.LASTAPP, "Dial")
                        .set(Field.LASTDATA, data)
                        .set(Field.START, "2025-02-18 11:00:00")
                        .set(Field.ANSWER, "")
                        .set(Field.END, "2025-02-18 11:00:09")
                        .set(Field.DURATION, "9")
                        .set(Field.BILLSEC, "0")
                        .set(Field.CALLER_NAME, caller)
                        .set(Field.SESSION, "1739898000840-" + trunk)
                        .set(Field.NAT_CALL, "no")
                        .set(Field.NAT_CALL_PEER, "")
                        .set(Field.VIDEO_CALL, "yes")
                        .set(Field.GDS_CALL, "no")
                        .set(Field.GSC_CALL, "no")
                        .set(Field.WAVE_SRC_SEQID, "612")
                        .set(Field.WAVE_DST_SEQID, "")
                        .build())
                .list()
                .ofMinSize(1)
                .ofMaxSize(3)
                .list()
                .ofMaxSize(3);
    }

    @Provide
    Arbitrary<String> hardText() {
        return text(HARD);
    }

    private static Arbitrary<String> text(List<String> pieces) {
        return Arbitraries.of(pieces).list().ofMaxSize(6).map(list -> String.join("", list));
    }

    /** Records of every field, so that each shape can be cut out of them. */
    private static Arbitrary<CdrRecord> records(Arbitrary<String> values) {
        return values.list().ofSize(Field.values().length).map(texts -> {
            CdrRecord.Builder record = new CdrRecord.Builder();
            for (Field field : Field.values()) {
                record.set(field, texts.get(field.ordinal()));
            }
            return record.build();
        });
    }

    private static List<CdrRecord> inShape(List<List<CdrRecord>> calls, Shape shape) {
        return calls.stream()
                .flatMap(List::stream)
                .map(leg -> {
                    CdrRecord.Builder cut = new CdrRecord.Builder();
                    shape.fields().forEach(field -> cut.set(field, leg.get(field)));
                    return cut.build();
                })
                .toList();
    }

    private static byte[] damaged(Format format, Random random) {
        List<Samples.Sample> samples =
                Samples.withLegs().filter(sample -> sample.format() == format).toList();
        byte[] bytes = samples.get(random.nextInt(samples.size())).bytes();
        for (int damage = random.nextInt(4); damage >= 0; damage--) {
            int at = random.nextInt(bytes.length);
            switch (random.nextInt(3)) {
                case 0 -> bytes[at] = (byte) random.nextInt(256);
                case 1 -> bytes[at] = (byte) "{}[]\",:\\<>&\n".charAt(random.nextInt(12));
                default -> System.arraycopy(bytes, at, bytes, random.nextInt(at + 1), Math.min(40, bytes.length - at));
            }
        }
        return bytes;
    }

    private static void assertEndsAsDeclared(Format format, byte[] bytes) {
        try {
            Page page = PageReader.read(format, bytes);
            assertThat(page.entries()).allSatisfy(PagePropertiesTest::assertFit);
        } catch (UnreadablePageException | RefusedPageException e) {
            assertThat(e).hasMessageMatching("(?s).+");
        }
    }

    /** Every text of an entry can be put into a database. */
    private static void assertFit(PageEntry entry) {
        switch (entry) {
            case CdrRecord leg ->
                assertThat(StorableText.isStorable(leg.toString() + leg.replaced()))
                        .isTrue();
            case UnreadableEntry(String raw, String reason, var _) -> {
                assertThat(raw).isNotEmpty();
                assertThat(StorableText.isStorable(raw + reason)).isTrue();
            }
        }
    }

    private static void assertNoPrefixIsAPage(Format format, String page) {
        byte[] bytes = page.stripTrailing().getBytes(UTF_8);
        for (int length = 0; length < bytes.length; length++) {
            byte[] half = Arrays.copyOf(bytes, length);
            assertThatThrownBy(() -> PageReader.read(format, half)).isInstanceOf(UnreadablePageException.class);
        }
    }

    private static CdrRecord numbered(String acctId) {
        return new CdrRecord.Builder().set(Field.ACCT_ID, acctId).build();
    }

    private static Page read(Format format, String page) throws UnreadablePageException, RefusedPageException {
        return PageReader.read(format, page.getBytes(UTF_8));
    }
}
