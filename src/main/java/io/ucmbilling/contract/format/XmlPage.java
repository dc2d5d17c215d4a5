package io.ucmbilling.contract.format;

import io.ucmbilling.contract.Page;
import io.ucmbilling.contract.UnreadableEntry;
import io.ucmbilling.contract.format.XmlScanner.Token;
import io.ucmbilling.contract.page.ByteSearch;
import io.ucmbilling.contract.page.OversizedPageException;
import io.ucmbilling.contract.page.PageBounds;
import io.ucmbilling.contract.page.PageBytes;
import io.ucmbilling.contract.page.UnreadablePageException;

/**
 * Reader of one XML answer: {@code <root>} with a {@code <cdr>} an item.
 *
 * <ol>
 *   <li>The whole is read strictly in one run: almost every page ends here.
 *   <li>Where that fails, and the page reaches its {@code </root>}, it is cut into what stands from each {@code <cdr>} to its
 *       {@code </cdr>}, or to the next one where it is not closed, and each is read by itself. What cannot be read, or stands
 *       between them, is {@link UnreadableEntry}. What stands in comments and character data is neither, see {@link XmlMask}.
 * </ol>
 *
 * A document type is not looked at, and entities that only it could define are refused.
 */
final class XmlPage {
    private static final String ROOT = "root";
    private static final String TAIL = "</root>";
    private static final String ITEM = "<cdr>";
    private static final String ITEM_END = "</cdr>";

    private final PageBytes pageBytes;
    /** In which signs are looked for. */
    private byte[] bytes;

    private final PageBounds bounds;
    private final XmlRecords records;
    /** The first places of the next item's begin and of the next item's end that were looked for so far. */
    private int nextItem = -1;

    private int nextEnd = -1;

    private XmlPage(PageBytes pageBytes, PageBounds bounds) {
        this.pageBytes = pageBytes;
        this.bytes = pageBytes.given();
        this.bounds = bounds;
        this.records = new XmlRecords(pageBytes, bounds);
    }

    static Page read(PageBytes pageBytes, PageBounds bounds) throws UnreadablePageException {
        try {
            return new XmlPage(pageBytes, bounds).whole();
        } catch (XmlSyntaxException e) {
            return new XmlPage(pageBytes, bounds.anew()).apart(e);
        }
    }

    private Page whole() throws XmlSyntaxException, OversizedPageException {
        XmlScanner xml = new XmlScanner(pageBytes, pageBytes.start(), pageBytes.end(), bounds);
        if (nextTag(xml) != Token.OPEN || !xml.name().equals(ROOT)) {
            throw new XmlSyntaxException("found <" + xml.name() + ">, expected <root>");
        }
        Token token = nextTag(xml);
        while (token == Token.OPEN) {
            records.item(xml);
            token = nextTag(xml);
        }
        if (token != Token.CLOSE || !xml.name().equals(ROOT) || nextTag(xml) != Token.END) {
            throw new XmlSyntaxException("found another end than </root> and nothing behind it, expected that");
        }
        return records.page();
    }

    /** Goes to the next tag. Between tags there is only white space. */
    private Token nextTag(XmlScanner xml) throws XmlSyntaxException {
        Token token = xml.next();
        while (token == Token.TEXT && ByteSearch.isBlank(bytes, xml.from(), xml.to())) {
            token = xml.next();
        }
        if (token == Token.TEXT || token == Token.CHARACTER_DATA) {
            throw new XmlSyntaxException("found text between tags, expected a tag");
        }
        return token;
    }

    private Page apart(XmlSyntaxException fault) throws UnreadablePageException {
        int from = behindRoot();
        int end = trimmedEnd(from, pageBytes.end()) - TAIL.length();
        if (end < from || !ByteSearch.startsWith(bytes, end, pageBytes.end(), TAIL)) {
            throw new UnreadablePageException("found the end of the body before </root>, expected the whole page");
        }
        try {
            bytes = new XmlMask(bytes, end, bounds).masked(pageBytes.start());
        } catch (XmlSyntaxException e) {
            throw new UnreadablePageException("found no XML, " + e.getMessage());
        }
        if (find(TAIL, from) < end) {
            throw new UnreadablePageException("found no XML, " + fault.getMessage());
        }
        items(from, end);
        return records.page();
    }

    /** Returns the place behind the tag in front of which only comments and the like may stand. */
    private int behindRoot() throws UnreadablePageException {
        XmlScanner xml = new XmlScanner(pageBytes, pageBytes.start(), pageBytes.end(), bounds);
        try {
            boolean root = nextTag(xml) == Token.OPEN && xml.name().equals(ROOT);
            if (root && !ByteSearch.startsWith(bytes, xml.to() - 2, xml.to(), "/>")) {
                return xml.to();
            }
        } catch (XmlSyntaxException _) {
            // What is no tag is no root either.
        }
        throw new UnreadablePageException(
                "found " + pageBytes.beginning() + ", expected <root> with a <cdr> for each record");
    }

    private void items(int begin, int end) throws OversizedPageException {
        int at = begin;
        while (at < end) {
            int from = Math.min(itemAt(at), end);
            if (!ByteSearch.isBlank(bytes, at, from)) {
                records.unreadable(
                        trimmedBegin(at, from), trimmedEnd(at, from), "found text outside of a record, expected <cdr>");
            }
            at = from;
            if (from < end) {
                at = itemEnd(from, end);
                records.one(from, trimmedEnd(from, at), bounds);
            }
        }
    }

    /** Returns the place behind the item that begins there. */
    private int itemEnd(int from, int end) {
        int inside = from + ITEM.length();
        // The call's name, which newer firmware may put in front of the fields under the same name.
        if (ByteSearch.startsWith(bytes, inside, end, ITEM)) {
            inside = ByteSearch.find(bytes, inside + ITEM.length(), end, "<", bounds);
            inside += ByteSearch.startsWith(bytes, inside, end, ITEM_END) ? ITEM_END.length() : 0;
        }
        if (nextEnd < inside) {
            nextEnd = find(ITEM_END, inside);
        }
        return Math.min(itemAt(inside), Math.min(nextEnd + ITEM_END.length(), end));
    }

    /**
     * Returns the place of the first item at or behind a place. Looks for it only if it is not known, so once a place.
     */
    private int itemAt(int from) {
        if (nextItem < from) {
            nextItem = find(ITEM, from);
        }
        return nextItem;
    }

    private int find(String sign, int from) {
        return ByteSearch.find(bytes, from, pageBytes.end(), sign, bounds);
    }

    private int trimmedBegin(int from, int to) {
        int at = from;
        while (at < to && ByteSearch.isSpace(bytes[at])) {
            at++;
        }
        return at;
    }

    private int trimmedEnd(int from, int to) {
        int at = to;
        while (at > from && ByteSearch.isSpace(bytes[at - 1])) {
            at--;
        }
        return at;
    }
}
