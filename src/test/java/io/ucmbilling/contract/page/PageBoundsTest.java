package io.ucmbilling.contract.page;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ucmbilling.contract.CdrRecord;
import io.ucmbilling.contract.Field;
import io.ucmbilling.contract.Format;
import io.ucmbilling.contract.HostileText;
import io.ucmbilling.contract.Page;
import io.ucmbilling.contract.Shape;
import io.ucmbilling.contract.UnreadableEntry;
import io.ucmbilling.contract.format.CsvWriter;
import io.ucmbilling.contract.format.PageReader;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What one answer may hold, whatever it says: see {@link PageBounds}. */
class PageBoundsTest {
    private static final int LARGE = 15 << 20;

    @ParameterizedTest
    @EnumSource
    void aPageOfMoreItemsThanTenTimesWhatWasAskedForIsRefused(Format format) {
        assertThatThrownBy(() -> read(format, page(format, leg(format, "").repeat(20_001)), 2000))
                .isInstanceOf(OversizedPageException.class)
                .hasMessage("found more than 20000 items, expected 2000 as were asked for");
    }

    @ParameterizedTest
    @EnumSource
    void aPageOfTenTimesWhatWasAskedForIsRead(Format format) throws Exception {
        assertThat(read(format, page(format, leg(format, "").repeat(20_000)), 2000)
                        .items())
                .isEqualTo(20_000);
    }

    @ParameterizedTest
    @EnumSource
    void aUcmThatAlwaysSendsAThousandIsRead(Format format) throws Exception {
        assertThat(read(format, page(format, leg(format, "").repeat(1000)), 1).items())
                .isEqualTo(1000);
    }

    @Test
    void anItemOfMoreLegsThanAPageMayHoldIsRefused() {
        String legs = "{\"cdr\":[{\"sub_cdr\":[" + leg(Format.JSON, "").repeat(20_001) + "1]}]}";
        assertThatThrownBy(() -> read(Format.JSON, legs, 1000))
                .isInstanceOf(OversizedPageException.class)
                .hasMessage("found more than 20000 records, expected fewer");
    }

    /** U6: of a UCM that counts items, whose calls ring twelve phones each. */
    @Test
    void aPageOfItemsOfADozenLegsIsRead() throws Exception {
        String item = "{\"sub_cdr\":[" + leg(Format.JSON, "").repeat(12).replaceAll(",$", "") + "]},";
        String page = "{\"cdr\":[" + item.repeat(1000).replaceAll(",$", "") + "]}";
        assertThat(read(Format.JSON, page, 1000).entries()).hasSize(12_000);
    }

    static List<String> manyItems() {
        String ones = "1,".repeat(LARGE / 2);
        return List.of(
                "{\"cdr\":[" + ones + "1]}",
                "{\"cdr\":[" + ones + "]}",
                "{\"cdr\":[" + "{},".repeat(LARGE / 3) + "{\"clid\":\"\\x\"}]}");
    }

    @ParameterizedTest
    @MethodSource("manyItems")
    void millionsOfItemsAreRefusedInJson(String page) {
        assertThatThrownBy(() -> read(Format.JSON, page, 1000)).isInstanceOf(OversizedPageException.class);
    }

    @ParameterizedTest
    @MethodSource("io.ucmbilling.contract.HostileText#bombs")
    void aBombCostsItsRecordAlone(HostileText bomb) throws Exception {
        Page page =
                PageReader.read(bomb.format(), bomb.between(LARGE, leg(bomb.format(), "1"), leg(bomb.format(), "2")));
        assertThat(page.entries())
                .hasSizeLessThan(10_000)
                .startsWith(numbered("1"))
                .endsWith(numbered("2"));
        assertThat(page.entries())
                .filteredOn(UnreadableEntry.class::isInstance)
                .isNotEmpty()
                .allSatisfy(entry -> {
                    assertThat(((UnreadableEntry) entry).raw()).hasSizeLessThan(PageBounds.LONGEST_RAW + 200);
                    assertThat(((UnreadableEntry) entry).reason()).contains("found");
                });
    }

    @Test
    void aLongTextThatCannotBeReadIsCutWithItsLengthAndDigest() throws Exception {
        Page page = read(Format.JSON, "{\"cdr\":[{\"AcctId\":" + "x".repeat(2_000_000) + "}]}", 1);
        UnreadableEntry text = (UnreadableEntry) page.entries().getFirst();
        String raw = text.raw();
        assertThat(text.cut())
                .isNotNull()
                .extracting(UnreadableEntry.Cut::length)
                .isEqualTo(2_000_011L);
        assertThat(raw.substring(PageBounds.LONGEST_RAW))
                .matches("… \\(cut from 2000011 bytes, SHA-256 [0-9a-f]{64}\\)");
    }

    @Test
    void moreFieldsOfNoGenerationThanAPageMayHaveAreRefused() {
        StringBuilder items = new StringBuilder();
        for (int item = 0; item < 1000; item++) {
            items.append("{\"AcctId\":\"").append(item).append('"');
            for (int name = 0; name < 160; name++) {
                items.append(",\"n").append(item).append('_').append(name).append("\":1");
            }
            items.append("},");
        }
        assertThatThrownBy(() -> read(Format.JSON, "{\"cdr\":[" + items + "{}]}", 1000))
                .isInstanceOf(OversizedPageException.class)
                .hasMessage("found more than 600000 values, expected fewer");
    }

    @ParameterizedTest
    @EnumSource
    void readingEndsWhereItsThreadIsInterrupted(Format format) {
        String page = page(format, leg(format, "1").repeat(5000));
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> read(format, page, 1000)).isInstanceOf(CancellationException.class);
        assertThat(Thread.interrupted()).isTrue();
    }

    private static String leg(Format format, String acctId) {
        return switch (format) {
            case JSON -> "{\"AcctId\":\"" + acctId + "\",\"src\":\"1000\"},";
            case XML -> "<cdr><AcctId>" + acctId + "</AcctId><src>1000</src></cdr>\n";
            case CSV -> acctId + ",,1000" + ",".repeat(19) + "\n";
        };
    }

    private static String page(Format format, String legs) {
        return switch (format) {
            case JSON -> "{\"cdr\":[" + legs.substring(0, legs.length() - 1) + "]}";
            case XML -> "<root>" + legs + "</root>";
            case CSV -> CsvWriter.header(Shape.KEYS_22) + "\n" + legs;
        };
    }

    private static CdrRecord numbered(String acctId) {
        return new CdrRecord.Builder()
                .set(Field.ACCT_ID, acctId)
                .set(Field.SRC, "1000")
                .build();
    }

    private static Page read(Format format, String page, int asked)
            throws UnreadablePageException, RefusedPageException {
        return PageReader.read(format, page.getBytes(ISO_8859_1), asked);
    }
}
