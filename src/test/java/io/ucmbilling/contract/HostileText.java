package io.ucmbilling.contract;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.ucmbilling.contract.format.CsvWriter;
import java.util.ArrayList;
import java.util.List;

/**
 * A text of any size in the place of one record, or of a whole page.
 *
 * @param begin once in front
 * @param repeated as often as the size takes
 * @param end once behind
 */
public record HostileText(String name, Format format, String begin, String repeated, String end) {

    /** Texts in the place of a record that make it unreadable, and nothing else. */
    static List<HostileText> bombs() {
        List<HostileText> bombs = new ArrayList<>();
        json(bombs, "arrays", "{\"AcctId\":\"3\",\"x\":", "[", "}");
        json(bombs, "objects", "{\"AcctId\":\"3\",\"x\":", "{\"x\":", "}");
        json(bombs, "closed arrays", "{\"AcctId\":\"3\",\"x\":[", "[],", "[]]}");
        json(bombs, "keys", "{\"AcctId\":\"3\"", ",\"k\":\"v\"", "}");
        json(bombs, "empty keys", "{\"AcctId\":\"3\"", ",\"\":1", "}");
        json(bombs, "a value", "{\"AcctId\":\"3\",\"clid\":\"", "x", "\"}");
        json(bombs, "a name", "{\"AcctId\":\"3\",\"", "x", "\":1}");
        json(bombs, "digits", "{\"AcctId\":\"3\",\"src\":", "1", "}");
        json(bombs, "escapes", "{\"AcctId\":\"3\",\"clid\":\"", "\\ud83d", "\"}");
        json(bombs, "backslashes", "{\"AcctId\":\"3\",\"clid\":\"", "\\", "\"}");
        json(bombs, "quotes", "{\"AcctId\":\"3\",\"clid\":\"", "\" ", "x\"}");
        json(bombs, "bytes", "{\"AcctId\":\"3\",\"clid\":\"", "\u00FF", "\"}");
        json(bombs, "spaces", "{\"AcctId\":\"3\"", " ", "\"}");
        json(bombs, "commas", "{\"AcctId\":\"3\"", ",", "}");
        json(bombs, "strings", "{\"AcctId\":\"3\",\"x\":[\"", "\",\"", "\"]}");
        xml(bombs, "elements", "<cdr><AcctId>3</AcctId>", "<x>", "</cdr>");
        xml(bombs, "closed elements", "<cdr><AcctId>3</AcctId>", "<x/>", "</cdr>");
        xml(bombs, "a value", "<cdr><AcctId>3</AcctId><clid>", "x", "</clid></cdr>");
        xml(bombs, "entities", "<cdr><AcctId>3</AcctId><clid>", "&amp;", "</clid></cdr>");
        xml(bombs, "ampersands", "<cdr><AcctId>3</AcctId><clid>", "&", "</clid></cdr>");
        xml(bombs, "bytes", "<cdr><AcctId>3</AcctId><clid>", "\u00FF", "</clid></cdr>");
        xml(bombs, "a name", "<cdr><AcctId>3</AcctId><", "x", "></cdr>");
        xml(bombs, "brackets", "<cdr><AcctId>3</AcctId>", "<", "</cdr>");
        xml(bombs, "spaces", "<cdr><AcctId>3</AcctId><x", " ", "</cdr>");
        xml(bombs, "texts", "<cdr><AcctId>3</AcctId>", "x</x>", "</cdr>");
        csv(bombs, "a value", "3,", "x", "," + ",".repeat(20));
        csv(bombs, "commas", "3,", ",", "");
        csv(bombs, "bytes", "3,", "\u00FF", "," + ",".repeat(20));
        return bombs;
    }

    /** Texts in the place of many records, good and broken ones. */
    static List<HostileText> crowds() {
        List<HostileText> crowds = new ArrayList<>();
        json(crowds, "records", "", "{\"AcctId\":\"3\",\"src\":\"1000\",\"clid\":\"x\"},", "{}");
        json(
                crowds,
                "nested records",
                "",
                "{\"cdr\":\"x\",\"sub_cdr\":[{\"AcctId\":\"3\"},{\"AcctId\":\"4\"}]},",
                "{}");
        json(crowds, "ones", "", "1,", "1");
        json(crowds, "broken records", "", "{\"AcctId\":\"\\x\"},", "{}");
        json(crowds, "unclosed records", "", "{\"AcctId\":\"3\",\"src\":\"1000\",", "}");
        json(crowds, "records with bytes", "", "{\"AcctId\":\"3\",\"clid\":\"\u00FF\"},", "{}");
        json(crowds, "records in a record", "{\"AcctId\":\"3\",\"x\":[", "{\"AcctId\":\"4\"},", "{}]}");
        json(crowds, "doubtful objects", "{\"x\":[", "{\"src\":\"4\"},", "{}]}");
        json(crowds, "closing brackets", "{\"AcctId\":\"3\",\"x\":[{\"y\":", "]", "}}]}");
        json(crowds, "items of a record", "", "{\"AcctId\":\"3\"},", "{}],\"AcctId\":\"4\",\"x\":[");
        json(crowds, "records beside the items", "{}],\"x\":[", "{\"AcctId\":\"3\"},", "{}");
        json(crowds, "levels", "", "[".repeat(60) + "]".repeat(60) + ",", "{\"AcctId\":\"\\x\"}");
        xml(crowds, "records", "", "<cdr><AcctId>3</AcctId><src>1000</src><clid>&lt;</clid></cdr>\n", "");
        xml(crowds, "nested records", "", "<cdr><cdr>x</cdr><sub_cdr><AcctId>3</AcctId></sub_cdr></cdr>", "");
        xml(crowds, "unclosed records", "", "<cdr><cdr>", "");
        xml(crowds, "unclosed fields", "", "<cdr><AcctId>3", "");
        xml(crowds, "records that end twice", "", "<cdr><AcctId>3</AcctId></cdr></cdr>", "");
        xml(crowds, "attributes", "<cdr><AcctId", " a='1'", "/></cdr>");
        xml(crowds, "comments", "<cdr>", "<!-- x -->", "</cdr>");
        xml(crowds, "comments beside a broken record", "<cdr>&</cdr>", "<!-- <cdr> -->", "");
        xml(
                crowds,
                "character data beside a broken record",
                "<cdr>&</cdr><cdr><clid>",
                "<![CDATA[</cdr>]]>",
                "</clid></cdr>");
        xml(crowds, "comments that do not end", "<cdr>&</cdr>", "<!-- ", "");
        csv(crowds, "records", "", "3,,1000" + ",".repeat(19) + "\n", "");
        csv(crowds, "surplus commas", "", "3,,,,,\"x\" <1>" + ",a".repeat(280) + ",".repeat(16) + "\n", "");
        csv(crowds, "ends of clid", "", "3,,,,," + "x <1>,".repeat(280) + ",".repeat(16) + "\n", "");
        csv(crowds, "broken lines", "", "3,x\n", "");
        return crowds;
    }

    private static void json(List<HostileText> bombs, String name, String begin, String repeated, String end) {
        bombs.add(new HostileText(name, Format.JSON, begin, repeated, end + ","));
    }

    private static void xml(List<HostileText> bombs, String name, String begin, String repeated, String end) {
        bombs.add(new HostileText(name, Format.XML, begin, repeated, end));
    }

    private static void csv(List<HostileText> bombs, String name, String begin, String repeated, String end) {
        bombs.add(new HostileText(name, Format.CSV, begin, repeated, end + "\n"));
    }

    /** A page of about that size: a record, this text, a record. */
    public byte[] between(int size, String first, String last) {
        String text = first + begin + repeated.repeat(size / repeated.length()) + end + last;
        String page = switch (format) {
            case JSON -> "{\"cdr\":[" + text.substring(0, text.length() - 1) + "]}";
            case XML -> "<root>" + text + "</root>";
            case CSV -> CsvWriter.header(Shape.KEYS_22) + "\n" + text;
        };
        return page.getBytes(ISO_8859_1);
    }

    @Override
    public String toString() {
        return name + " in " + format;
    }
}
