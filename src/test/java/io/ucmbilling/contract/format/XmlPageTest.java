package io.ucmbilling.contract.format;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Contract U2, U3, U10 and N9, in XML. */
class XmlPageTest {
    private static final String FIRST = "<cdr><AcctId>1</AcctId><src>1000</src></cdr>";
    private static final String SECOND = "<cdr><AcctId>2</AcctId><src>1001</src></cdr>";

    @Test
    void readsTheSameLegsAsFromJson() throws Exception {
        for (Samples.Sample sample : Samples.all()) {
            if (sample.format() == Format.XML) {
                assertThat(sample.page().entries())
                        .isEqualTo(Samples.sample(sample.name().replace("xml", "json"))
                                .page()
                                .entries());
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<root>%s</root>",
                "\uFEFF<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<root>\n%s\n</root>\n\n",
                "<!-- x --><root a=\"1\">%s<!-- <cdr> --></root>"
            })
    void readsAContainerWithOrWithoutDeclaration(String page) throws Exception {
        assertThat(read(page.formatted(FIRST))).isEqualTo(new Page(1, List.of(leg("1", "1000"))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"<root/>", "<root></root>", "<root>\n</root>\n", " <root > </root >"})
    void readsAnEmptyContainer(String page) throws Exception {
        assertThat(read(page).isEmpty()).isTrue();
    }

    @Test
    void keepsUnknownFieldsAndEmptyOnes() throws Exception {
        CdrRecord leg =
                (CdrRecord) items("<cdr><sn>7</sn><dst></dst><src/><clid> a &amp; <![CDATA[<b>]]>\n</clid></cdr>")
                        .entries()
                        .getFirst();
        assertThat(leg.others()).isEqualTo(Map.of("sn", "7"));
        assertThat(leg.text(Field.CLID)).isEqualTo(" a & <b>\n");
        assertThat(leg.get(Field.SRC)).isEmpty();
    }

    @Test
    void readsNestedLegsAndNoHeader() throws Exception {
        Page page = items(
                "<cdr><cdr>x</cdr><main_cdr><src>9</src></main_cdr><sub_cdr_1><AcctId>1</AcctId><src>1000</src></sub_cdr_1>"
                    + "<sub_cdr_2><AcctId>2</AcctId><src>1001</src></sub_cdr_2></cdr>");
        assertThat(page).isEqualTo(new Page(1, List.of(leg("1", "1000"), leg("2", "1001"))));
    }

    @Test
    void takesNoCdrForAField() throws Exception {
        assertThat(items("<cdr><cdr>x</cdr><AcctId>1</AcctId><src>1000</src></cdr>")
                        .entries())
                .containsExactly(leg("1", "1000"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<cdr><AcctId>3</AcctId><clid>a & b</clid></cdr>",
                "<cdr><clid>\"x\" <1000></clid></cdr>",
                "<cdr><AcctId>3</cdr>",
                "<cdr><AcctId>3</AcctId>",
                "<cdr><clid>&nbsp;</clid></cdr>",
                "<cdr><clid>\"<!x\" <1000></clid></cdr>",
                "<!ENTITY x 'y'>",
                "<cdr>text<src>1</src></cdr>",
                "<cdr><AcctId>3</AcctId><a><b>1</b></a>",
                "<cdr><clid>&#x110000;</clid></cdr>",
                "<cdr><clid>&#;</clid></cdr>",
                "<cdr x><AcctId>3</AcctId></cdr>",
                "<cdr><AcctId x='<'>3</AcctId></cdr>",
                "<cdr><AcctId>3</ AcctId></cdr>",
                "<cdr><1>3</1></cdr>",
                "<cdr><a>1<b>1</b></a></cdr>",
                "text",
                "<call><src>1</src></call>",
                "<cdr><cdr>x</cdr><src>1</cdr>",
                "<cdr><cdr>x<src>1</src>"
            })
    void oneBrokenRecordSpoilsOnlyItself(String broken) throws Exception {
        List<PageEntry> entries = items(FIRST, broken, SECOND).entries();
        assertThat(entries).startsWith(leg("1", "1000")).endsWith(leg("2", "1001"));
        assertThat(entries.subList(1, entries.size() - 1))
                .singleElement()
                .isInstanceOfSatisfying(UnreadableEntry.class, entry -> {
                    assertThat(entry.raw()).isEqualTo(broken);
                    assertThat(entry.reason()).isNotBlank();
                });
    }

    /** Contract N9: what the strict reader accepts in a page is accepted beside a broken record too. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "<root>\n<!-- 3 records -->%s</root>",
                "<root>%s<!-- <cdr> </cdr> </root> --></root>",
                "<root a=\"1\" b='>'>%s</root>",
                "<!-- x --><?xml version=\"1.0\"?><!-- <root> -->\n<root\n>%s</root>",
                "<root><?php </cdr> ?>%s</root>"
            })
    void oneBrokenRecordSpoilsOnlyItselfInAnyContainer(String page) throws Exception {
        String broken = "<cdr><AcctId>3</AcctId><clid>a & b</clid></cdr>";
        assertBroken(read(page.formatted(FIRST + broken + SECOND)), broken);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<cdr><AcctId>1</AcctId><!-- </cdr><cdr> --><src>1000</src></cdr>",
                "<cdr><AcctId>1</AcctId><src><![CDATA[10]]>00</src></cdr>",
                "<cdr><!----><AcctId>1</AcctId><src>10<?x <cdr>?>00</src></cdr><!-- x -->",
                "<!-- x --> <cdr><AcctId>1</AcctId><src>1000</src></cdr>"
            })
    void oneBrokenRecordSpoilsNoCommentNorCharacterDataOfAnother(String whole) throws Exception {
        String broken = "<cdr><AcctId>3</AcctId><clid>a & b</clid></cdr>";
        assertBroken(items(whole, broken, SECOND), broken);
    }

    @Test
    void characterDataMayHoldATagBesideABrokenRecord() throws Exception {
        List<PageEntry> entries = items(
                        "<cdr><AcctId>1</AcctId><src><![CDATA[</cdr><cdr>]]></src></cdr>", "<cdr>&</cdr>", SECOND)
                .entries();
        assertThat(entries).hasSize(3).startsWith(leg("1", "</cdr><cdr>")).endsWith(leg("2", "1001"));
    }

    @Test
    void characterDataOutsideOfARecordIsNotPassedOver() throws Exception {
        assertBroken(items(FIRST, "<![CDATA[<cdr>]]>", SECOND), "<![CDATA[<cdr>]]>");
    }

    /** Contract U3: nothing that holds an AcctId is dropped. */
    @ParameterizedTest
    @ValueSource(strings = {"<AcctId>3</AcctId><src>1002</src>", "<main_cdr><AcctId>3</AcctId></main_cdr>"})
    void aRecordBesideTheItemsIsQuarantinedAsItCame(String record) throws Exception {
        assertBroken(items(FIRST, record, SECOND), record);
    }

    private static void assertBroken(Page page, String broken) {
        assertThat(page.entries()).hasSize(3).startsWith(leg("1", "1000")).endsWith(leg("2", "1001"));
        assertThat(page.entries().get(1))
                .isInstanceOfSatisfying(
                        UnreadableEntry.class, entry -> assertThat(entry.raw()).isEqualTo(broken));
    }

    @Test
    void keepsElementsInsideALegAsTheirText() throws Exception {
        CdrRecord leg = (CdrRecord) items("<cdr><AcctId>3</AcctId><tags><t>1</t><t>&lt;</t></tags></cdr>")
                .entries()
                .getFirst();
        assertThat(leg.others()).containsExactly(Map.entry("tags", "<tags><t>1</t><t>&lt;</t></tags>"));
    }

    @Test
    void takesAttributesAndControlCharactersAsTheyCome() throws Exception {
        assertThat(items("<cdr n='1'><AcctId a = \"2>\" >1</AcctId ><src\n/><dst>a\u0001\r\nb&#13;</dst></cdr>")
                        .entries())
                .containsExactly(new CdrRecord.Builder()
                        .set(Field.ACCT_ID, "1")
                        .set(Field.DST, "a\u0001\nb\r")
                        .build());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "<html><body>Login</body></html>",
                "{ \"cdr\": [] }",
                "AcctId,src\n",
                "<cdr></cdr>",
                "<root>",
                "</root>",
                "<root></root>x",
                "<root></root><root></root>",
                "<Root></Root>",
                "<!DOCTYPE root [<!ENTITY x SYSTEM \"file:///etc/hostname\">]><root><cdr><src>&x;</src></cdr></root>",
                "<root><cdr><src>&</src></cdr><!-- </root>",
                "<root><cdr><src>&</src></cdr><![CDATA[</root>",
                "<root><cdr><src>&</src></cdr><!-- --><?x </root>",
                "<root><cdr><src>&</src></cdr><!DOCTYPE x></root>",
                "<!DOCTYPE root><root><cdr><src>&</src></cdr></root>",
                "<root><cdr><src>&</src></cdr></root><!-- --></root>",
                "<root/></root>",
                "<root a></root>",
                "root"
            })
    void whatIsNoWholePageIsNone(String page) {
        assertThatThrownBy(() -> read(page))
                .isInstanceOf(UnreadablePageException.class)
                .hasMessageContaining("found");
    }

    @ParameterizedTest
    @ValueSource(strings = {"guide-example.xml", "gen1/clid-special.xml", "empty/gen1.xml"})
    void halfAPageIsNone(String sample) {
        String page = Samples.text(sample).stripTrailing();
        for (int length = 0; length < page.length(); length++) {
            String half = page.substring(0, length);
            assertThatThrownBy(() -> read(half)).isInstanceOf(UnreadablePageException.class);
        }
    }

    @Test
    void readsAThousandRecordsFullOfEntities() throws Exception {
        String record = "<cdr><clid>" + "&quot;&lt;&gt;&amp;".repeat(60) + "</clid></cdr>\n";
        assertThat(items(record.repeat(1000)).entries()).hasSize(1000).hasOnlyElementsOfType(CdrRecord.class);
    }

    private static Page items(String... items) throws Exception {
        return read("<root>\n" + String.join("\n", items) + "\n</root>\n");
    }

    private static Page read(String page) throws UnreadablePageException, RefusedPageException {
        return PageReader.read(Format.XML, page.getBytes(UTF_8));
    }

    private static CdrRecord leg(String acctId, String src) {
        return new CdrRecord.Builder()
                .set(Field.ACCT_ID, acctId)
                .set(Field.SRC, src)
                .build();
    }
}
