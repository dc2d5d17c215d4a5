package io.ucmbilling.contract.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ucmbilling.contract.CdrRecord;
import io.ucmbilling.contract.Field;
import io.ucmbilling.contract.Format;
import io.ucmbilling.contract.Page;
import io.ucmbilling.contract.PageEntry;
import io.ucmbilling.contract.UnreadableEntry;
import io.ucmbilling.contract.format.PageReader;
import io.ucmbilling.contract.page.PageBounds;
import io.ucmbilling.contract.page.RefusedPageException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Contract U3: nothing that holds an AcctId is ever dropped, wherever it stands beside the array of items or without one. */
class BesideItemsTest {
    private static final String FIRST = "{\"AcctId\":\"1\",\"src\":\"1000\"}";
    private static final String SECOND = "{\"AcctId\":\"2\",\"src\":\"1001\"}";
    private static final String BROKEN = "{\"AcctId\":\"\\x\"}";

    static Stream<String> pages() {
        return Stream.of("cdr", "response", "status", "error_msg", "AcctId", "more")
                .flatMap(name -> Stream.of("%s", "[%s]", "{\"x\":%s}", "{\"sub_cdr\":[%s]}", "{\"cdr_root\":%s}")
                        .map(form -> "\"" + name + "\":" + form.formatted(SECOND)))
                .filter(member -> !member.startsWith("\"cdr\":["))
                .flatMap(BesideItemsTest::pagesWith);
    }

    /** Its own fields, in the outermost object. */
    static Stream<String> pagesThatAreRecords() {
        return pagesWith(SECOND.substring(1, SECOND.length() - 1));
    }

    private static Stream<String> pagesWith(String member) {
        return Stream.of(
                "{" + member + ",\"cdr_root\":[%s]}",
                "{\"cdr_root\":[%s]," + member + "}",
                "{\"response\":{\"cdr_root\":[%s]," + member + "},\"status\":0}");
    }

    @ParameterizedTest
    @MethodSource({"pages", "pagesThatAreRecords"})
    void aRecordIsReadOnce(String page) throws Exception {
        Page read = read(page.formatted(FIRST));
        assertThat(read.items()).isEqualTo(1);
        assertThat(read.entries()).map(BesideItemsTest::acctId).containsExactlyInAnyOrder("1", "2");
    }

    @ParameterizedTest
    @MethodSource({"pages", "pagesThatAreRecords"})
    void aRecordIsReadOnceAlsoBesideABrokenItem(String page) throws Exception {
        Page read = read(page.formatted(BROKEN + "," + FIRST));
        assertThat(read.items()).isEqualTo(2);
        assertThat(read.entries()).map(BesideItemsTest::acctId).containsExactlyInAnyOrder("-", "1", "2");
    }

    @ParameterizedTest
    @MethodSource("pages")
    void aRecordKeepsItsTextAsItCame(String page) throws Exception {
        assertThat(textOfSecond(page.formatted(FIRST))).isEqualTo(SECOND);
        assertThat(textOfSecond(page.formatted(BROKEN))).isEqualTo(SECOND);
    }

    @Test
    void theObjectAroundTheItemsKeepsItsTextAsItCame() throws Exception {
        String page = "{\"cdr_root\":[" + FIRST + "],\"AcctId\":\"2\",\"src\":\"1001\"}";
        assertThat(textOfSecond(page)).isEqualTo(page);
        CdrRecord second = second(read(page));
        assertThat(second.text(Field.SRC)).isEqualTo("1001");
        assertThat(second.others()).isEmpty();
    }

    @Test
    void theObjectAroundTheItemsIsQuarantinedAsItCame() throws Exception {
        String name = "n".repeat(PageBounds.LONGEST_NAME + 1);
        String page = "\uFEFF{\"cdr_root\":[" + FIRST + "],\"AcctId\":\"2\",\"" + name + "\":\"\"}";
        assertThat(read(page).entries()).hasSize(2).last().isInstanceOfSatisfying(UnreadableEntry.class, entry -> {
            assertThat(entry.raw()).isEqualTo(page.substring(1));
            assertThat(entry.reason()).contains("a name of 257 characters");
        });
    }

    @Test
    void itemsWithoutAnAcctIdAreNoFieldsOfTheObjectAround() throws Exception {
        assertThat(read("{\"cdr_root\":[{\"src\":\"9\"}],\"AcctId\":\"2\"}").entries())
                .map(BesideItemsTest::acctId)
                .containsExactly("", "2");
    }

    @Test
    void anEmptyAcctIdMakesNoRecordOfTheObjectAround() throws Exception {
        assertThat(read("{\"cdr_root\":[" + FIRST + "],\"AcctId\":\"\",\"src\":\"\"}")
                        .entries())
                .map(BesideItemsTest::acctId)
                .containsExactly("1");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"cdr_root\":%s}",
                "{\"cdr\":%s}",
                "{\"cdr_root\":{\"cdr\":\"x\",\"main_cdr\":{\"src\":\"9\"},\"sub_cdr_1\":%s}}",
                "{\"response\":%s,\"status\":0}",
                "{\"response\":{\"cdr_root\":%s},\"status\":0}",
                "{\"response\":[%s],\"status\":0}",
                "{\"cdr_root\":null,\"more\":%s}",
                "{\"records\":[%s]}",
                "%s"
            })
    void aRecordWithoutAnArrayIsAnItem(String page) throws Exception {
        Page read = read(page.formatted(SECOND));
        assertThat(read.items()).isEqualTo(1);
        assertThat(read.entries()).map(BesideItemsTest::acctId).containsExactly("2");
        assertThat(textOfSecond(page.formatted(SECOND))).isEqualTo(SECOND);
    }

    @Test
    void aRefusalWithARecordIsNone() throws Exception {
        assertThat(read("{\"status\":-6,\"cdr_root\":[],\"AcctId\":\"2\"}").entries())
                .hasSize(1);
        assertThatThrownBy(() -> read("{\"status\":-6,\"cdr_root\":[]}")).isInstanceOf(RefusedPageException.class);
    }

    private static Page read(String page) throws Exception {
        return PageReader.read(Format.JSON, page.getBytes(UTF_8));
    }

    private static String textOfSecond(String page) throws Exception {
        Page read = read(page);
        return requireNonNull(read.unreadable(second(read), "x")).raw();
    }

    private static CdrRecord second(Page page) {
        List<PageEntry> found = page.entries().stream()
                .filter(entry -> acctId(entry).equals("2"))
                .toList();
        return (CdrRecord) found.getFirst();
    }

    /** Returns a hyphen for what cannot be read. */
    private static String acctId(PageEntry entry) {
        return entry instanceof CdrRecord record ? record.text(Field.ACCT_ID) : "-";
    }
}
