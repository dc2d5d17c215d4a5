package io.ucmbilling.contract.format;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.ucmbilling.contract.CdrRecord;
import io.ucmbilling.contract.Field;
import io.ucmbilling.contract.Format;
import io.ucmbilling.contract.Page;
import io.ucmbilling.contract.PageEntry;
import io.ucmbilling.contract.UnreadableEntry;
import io.ucmbilling.contract.page.RefusedPageException;
import io.ucmbilling.contract.page.UnreadablePageException;
import io.ucmbilling.testing.Samples;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Contract U2, U3, U10 and N9, in JSON. */
class JsonPageTest {
    private static final String FIRST = "{ \"AcctId\": \"1\", \"src\": \"1000\" }";
    private static final String SECOND = "{ \"AcctId\": \"2\", \"src\": \"1001\" }";

    @Nested
    class Containers {

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "{\"cdr\":[%s]}",
                    "{\"cdr_root\":[%s]}",
                    "{\"response\":{\"cdr_root\":[%s]},\"status\":0}",
                    "{\"status\":0,\"response\":{\"cdr_root\":[%s],\"more\":{\"cdr\":1}}}",
                    "{\"cdr_root\":[%s],\"status\":\"0\"}",
                    "{\"count\":1,\"cdr\":[%s],\"extra\":{\"a\":[1,2]}}",
                    " \r\n\t{\"cdr\":[%s]} \n\n",
                    "{\"cdr\":[%s],\"status\":-1}"
                })
        void ofEveryFirmwareAreRead(String page) throws Exception {
            assertThat(read(page.formatted(FIRST))).isEqualTo(new Page(1, List.of(leg("1", "1000"))));
        }

        @Test
        void mayBeginWithAByteOrderMark() throws Exception {
            assertThat(read("\uFEFF{\"cdr\":[" + FIRST + ",5]}").entries())
                    .containsExactly(
                            leg("1", "1000"), new UnreadableEntry("5", "found VALUE_NUMBER_INT, expected an object"));
        }

        /** Contract U2: a container that is null is an empty answer. */
        @ParameterizedTest
        @ValueSource(
                strings = {
                    "{\"cdr\":[]}",
                    "{\"cdr_root\":[ ]}",
                    "{\"response\":{\"cdr_root\":[]},\"status\":0}",
                    "{\"cdr\":null}",
                    "{\"cdr_root\": null }",
                    "{\"response\":{\"cdr_root\":null},\"status\":0}",
                    "{\"cdr\":null,\"cdr_root\":[]}"
                })
        void mayBeEmpty(String page) throws Exception {
            assertThat(read(page).isEmpty()).isTrue();
        }

        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                value = {
                    "{\"response\":{\"error_msg\":\"No\"},\"status\":-6} | -6 | No",
                    "{\"status\":-1} | -1 | no error_msg",
                    "{\"response\":{\"cdr_root\":[]},\"status\":-9} | -9 | no error_msg",
                    "{\"status\":\"-7\",\"error_msg\":\"x\"} | -7 | x",
                    "{\"response\":{\"cdr_root\":null},\"status\":-8} | -8 | no error_msg"
                })
        void thatHoldNothingBesideAStatusAreRefusals(String page, int status, String message) {
            var refusal = catchThrowableOfType(RefusedPageException.class, () -> read(page));
            assertThat(refusal.status()).isEqualTo(status);
            assertThat(refusal).hasMessage(message);
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "",
                    " ",
                    "{}",
                    "[]",
                    "null",
                    "5",
                    "\"cdr\"",
                    "{\"status\":0}",
                    "{\"cdr\":{}}",
                    "{\"cdr\":\"\"}",
                    "{\"records\":[]}",
                    "{\"response\":{\"response\":{\"cdr\":[]}}}",
                    "{\"cdr\":[]}{\"cdr\":[]}",
                    "{\"cdr\":[]},",
                    "{\"cdr\":[]} x",
                    "{\"cdr\":[],}",
                    "{\"cdr\":[]",
                    "{cdr:[]}",
                    "{\"cdr\":[],\"cdr_root\":[]}",
                    "<html><title>Login</title></html>",
                    "<root>\n</root>\n",
                    "AcctId,accountcode\n",
                    "{\"response\":[],\"status\":0}"
                })
        void otherThanTheseAreNoPage(String page) {
            assertThatThrownBy(() -> read(page))
                    .isInstanceOf(UnreadablePageException.class)
                    .hasMessageContainingAll("found", "expected");
        }

        @Test
        void otherThanTheseAreNamedByTheirFirst60Characters() {
            assertThatThrownBy(() -> read("<html>\n<head><title>Login</title></head>" + "<p>".repeat(100)))
                    .hasMessageContaining("'<html> <head><title>Login</title></head><p><p><p><p><p><p><p'")
                    .hasMessageContaining("expected a JSON object with an array under cdr or cdr_root");
        }

        @ParameterizedTest
        @ValueSource(
                strings = {"gen1/clid-special.json", "gen3/nested-main-sub.json", "newer-api/response-cdr-root.json"})
        void thatAreCutOffAreNoPage(String sample) {
            String page = Samples.text(sample).stripTrailing();
            for (int length = 0; length < page.length(); length++) {
                String half = page.substring(0, length);
                assertThatThrownBy(() -> read(half)).isInstanceOf(UnreadablePageException.class);
            }
        }

        @Test
        void thatAreCutOffBehindABrokenRecordAreNoPage() {
            assertThatThrownBy(() -> read("{\"cdr\":[{\"AcctId\":\"\\x\"}," + FIRST + "]"))
                    .isInstanceOf(UnreadablePageException.class);
            assertThatThrownBy(() -> read("{\"cdr\":[{\"AcctId\":\"\\x\"}," + FIRST))
                    .isInstanceOf(UnreadablePageException.class);
        }
    }

    @Nested
    class Items {

        @Test
        void thatAreFlatAreOneLegWithOrWithoutCdrInFront() throws Exception {
            assertThat(items("{\"cdr\":\"x\",\"AcctId\":\"1\",\"src\":\"1000\"}", SECOND))
                    .isEqualTo(new Page(2, List.of(leg("1", "1000"), leg("2", "1001"))));
        }

        @Test
        void thatNestHoldALegUnderEveryKeyButMainCdr() throws Exception {
            String item = "{\"cdr\":\"x\",\"main_cdr\":{\"src\":\"9\"},\"sub_cdr_2\":" + SECOND + ",\"sub_cdr_10\":"
                    + FIRST + "}";
            assertThat(items(item)).isEqualTo(new Page(1, List.of(leg("2", "1001"), leg("1", "1000"))));
        }

        @Test
        void thatHoldNoLegCountAsItems() throws Exception {
            assertThat(items("{\"cdr\":\"x\",\"main_cdr\":{\"src\":\"9\"}}", "{}"))
                    .isEqualTo(new Page(2, List.of()));
        }

        @Test
        void keepFieldsThatNoGenerationHas() throws Exception {
            assertThat(record(items("{\"AcctId\":\"1\",\"sn\":\"7\",\"new\":\"\"}"))
                            .others())
                    .containsExactly(Map.entry("sn", "7"), Map.entry("new", ""));
        }

        @Test
        void takeNumbersAndBooleansAsTheirTextAndNullAsAbsent() throws Exception {
            CdrRecord leg =
                    record(items("{\"AcctId\":62,\"billsec\":1.50,\"src\":true,\"dst\":null,\"session\":null}"));
            assertThat(List.of(
                            leg.text(Field.ACCT_ID), leg.text(Field.BILLSEC), leg.text(Field.SRC), leg.text(Field.DST)))
                    .containsExactly("62", "1.50", "true", "");
            assertThat(leg.get(Field.SESSION)).isNull();
        }

        @Test
        void keepStructuresInsideALegAsTheirText() throws Exception {
            CdrRecord leg = record(
                    items("{\"AcctId\":\"1\", \"tags\": [1, \"a\"], \"device_info\": {\"a\" : \"é\"}, \"x\":{}}"));
            assertThat(leg.others()).containsEntry("tags", "[1, \"a\"]").containsEntry("x", "{}");
            assertThat(leg.text(Field.DEVICE_INFO)).isEqualTo("{\"a\" : \"é\"}");
        }

        @Test
        void readStructuresByTheirPlaceAlsoInAPageReadApart() throws Exception {
            Page page = items("{\"AcctId\":\"\\q\"}", "{\"AcctId\":\"1\", \"tags\": [1, \"a\"]}");
            assertThat(((CdrRecord) page.entries().getLast()).others()).containsEntry("tags", "[1, \"a\"]");
        }

        @Test
        void acceptRawControlCharactersAndEscapedSlashes() throws Exception {
            assertThat(record(items("{\"clid\":\"a\nb\tc\u0001\",\"channel\":\"SIP\\/1\"}")))
                    .isEqualTo(new CdrRecord.Builder()
                            .set(Field.CLID, "a\nb\tc\u0001")
                            .set(Field.CHANNEL, "SIP/1")
                            .build());
        }

        @Test
        void takeTheLastOfAFieldThatComesTwice() throws Exception {
            assertThat(record(items("{\"src\":\"1\",\"src\":\"2\"}")).text(Field.SRC))
                    .isEqualTo("2");
        }

        @Test
        void thatCameAloneAreAPage() throws Exception {
            assertThat(read(FIRST)).isEqualTo(new Page(1, List.of(leg("1", "1000"))));
        }
    }

    @Nested
    class BrokenRecords {

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "{\"AcctId\":\"3\",\"clid\":\"\\pn01\\ <5300>\"}",
                    "{\"AcctId\":\"3\",\"clid\":\"Otto \"Fitz\" F\",\"src\":\"1\"}",
                    "{\"AcctId\":\"3\",\"clid\":\"Otto \"F\",\"src\":\"1\"}",
                    "{\"AcctId\":\"3\",\"clid\":\"abc\\\",\"src\":\"1\"}",
                    "{\"AcctId\":\"3\",,\"src\":\"1\"}",
                    "{\"AcctId\":\"3\" \"src\":\"1\"}",
                    "{\"AcctId\":}",
                    "{\"AcctId\":\"3\"",
                    "{\"AcctId\":\"3\",\"sub\":{\"src\":\"1\"}",
                    "{\"AcctId\":\"3\",\"x\":[1}",
                    "{'AcctId':'3'}",
                    "{\"AcctId\":NaN}",
                    "{\"AcctId\":01}",
                    "nothing",
                    "{\"AcctId\":\"\\u12\"}",
                    "{AcctId:\"3\"}",
                    "{\"AcctId\":]\"3\"}",
                    "{\"AcctId\"] :\"3\"}",
                    "{\"clid\":\"\"Farrow, Otto\" <1031>\",\"src\":\"1\"}",
                    "{\"a\":" + "1"
                })
        void spoilOnlyThemselves(String broken) throws Exception {
            Page page = items(FIRST, broken, SECOND);
            assertThat(page.items()).isEqualTo(3);
            assertThat(page.entries()).first().isEqualTo(leg("1", "1000"));
            assertThat(page.entries()).last().isEqualTo(leg("2", "1001"));
            assertThat(page.entries().subList(1, page.entries().size() - 1))
                    .singleElement()
                    .isInstanceOfSatisfying(UnreadableEntry.class, entry -> {
                        assertThat(broken).startsWith(entry.raw());
                        assertThat(entry.reason()).contains("found");
                    });
        }

        @ParameterizedTest
        @ValueSource(
                strings = {"{\"AcctId\":\"3\",\"clid\":\"Otto \"F\"}", "{\"AcctId\":\"3\"", "{\"AcctId\":\"\\x\"}"})
        void mayStandAtTheEnd(String broken) throws Exception {
            assertThat(items(FIRST, broken).entries()).hasSize(2).first().isEqualTo(leg("1", "1000"));
        }

        @ParameterizedTest
        @ValueSource(strings = {"null", "5", "\"text\"", "[]", "[[1,{}]]", "true"})
        void areAlsoThoseThatAreNoObjects(String item) throws Exception {
            Page page = items(FIRST, item, SECOND);
            assertThat(page.items()).isEqualTo(3);
            assertThat(page.entries().get(1)).isInstanceOfSatisfying(UnreadableEntry.class, entry -> {
                assertThat(entry.raw()).isEqualTo(item);
                assertThat(entry.reason()).endsWith("expected an object");
            });
        }

        @ParameterizedTest
        @ValueSource(strings = {"{\"AcctId\":\"3\"]}", "{\"AcctId\":\"3\",\"x\":[1,{}"})
        void spoilThePageWhereTheyHideItsEnd(String broken) {
            assertThatThrownBy(() -> items(FIRST, broken, SECOND)).isInstanceOf(UnreadablePageException.class);
        }

        @Test
        void keepPhoneNumbersOutOfTheReason() throws Exception {
            PageEntry entry = items("{\"src\":x12025550100}", FIRST).entries().getFirst();
            assertThat(((UnreadableEntry) entry).reason()).doesNotContain("2025550100");
        }

        @Test
        void spoilNoneOfTheSamples() throws Exception {
            assertThat(Samples.sample("gen3/clid-special.json").page().entries())
                    .hasOnlyElementsOfType(CdrRecord.class);
        }
    }

    private static Page items(String... items) throws Exception {
        return read("{\n  \"cdr_root\":\n  [\n    " + String.join(",\n    ", items) + "\n  ]\n}\n");
    }

    private static Page read(String page) throws UnreadablePageException, RefusedPageException {
        return PageReader.read(Format.JSON, page.getBytes(UTF_8));
    }

    private static CdrRecord record(Page page) {
        assertThat(page.entries()).singleElement().isInstanceOf(CdrRecord.class);
        return (CdrRecord) page.entries().getFirst();
    }

    private static CdrRecord leg(String acctId, String src) {
        return new CdrRecord.Builder()
                .set(Field.ACCT_ID, acctId)
                .set(Field.SRC, src)
                .build();
    }
}
