package io.ucmbilling.contract.format;

import io.ucmbilling.contract.Field;
import io.ucmbilling.contract.Page;
import io.ucmbilling.contract.StorableText;
import io.ucmbilling.contract.page.ByteSearch;
import io.ucmbilling.contract.page.OversizedPageException;
import io.ucmbilling.contract.page.PageBounds;
import io.ucmbilling.contract.page.PageBytes;
import io.ucmbilling.contract.page.RecordAssembly;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Reader of {@code <cdr>} elements into records (contract U3, see {@link RecordAssembly}). An element with text alone
 * is a field, one with elements inside an object.
 */
final class XmlRecords {
    private final PageBytes bytes;
    private final RecordAssembly records;
    private final XmlText text;
    private final Deque<String> names = new ArrayDeque<>();
    /** Where the innermost element begins, as long as it may be a field; negative: it is an object. */
    private int leaf = -1;

    XmlRecords(PageBytes bytes, PageBounds bounds) {
        this.bytes = bytes;
        this.records = new RecordAssembly(bytes, bounds);
        this.text = new XmlText(bytes);
    }

    Page page() {
        return new Page(records.items(), records.entries(), bytes);
    }

    /** Adds a text that is no item. */
    void unreadable(int from, int to, String reason) throws OversizedPageException {
        records.item();
        records.unreadable(from, to, reason);
    }

    /** Reads an item that stands alone between two places of the body. What is no XML is unreadable as a whole. */
    void one(int from, int to, PageBounds bounds) throws OversizedPageException {
        int before = records.entries().size();
        records.item();
        try {
            XmlScanner xml = new XmlScanner(bytes, from, to, bounds);
            xml.next();
            read(xml);
            if (xml.next() != XmlScanner.Token.END) {
                throw new XmlSyntaxException("found more behind the item, expected its end");
            }
        } catch (XmlSyntaxException e) {
            records.takeBack(before);
            records.unreadable(from, to, String.valueOf(e.getMessage()));
        }
    }

    /** Reads the item at whose tag the scanner stands, up to its end. */
    void item(XmlScanner xml) throws XmlSyntaxException, OversizedPageException {
        records.item();
        read(xml);
    }

    private void read(XmlScanner xml) throws XmlSyntaxException, OversizedPageException {
        if (!xml.name().equals("cdr")) {
            throw new XmlSyntaxException("found <" + xml.name() + ">, expected <cdr>");
        }
        names.clear();
        leaf = -1;
        names.addLast(xml.name());
        records.open(xml.name(), false, xml.from());
        while (!names.isEmpty()) {
            switch (xml.next()) {
                case OPEN -> opened(xml);
                case CLOSE -> closed(xml);
                case TEXT -> text(xml, true);
                case CHARACTER_DATA -> text(xml, false);
                case END -> throw new XmlSyntaxException("found the end of the record before </cdr>, expected it");
            }
        }
    }

    private void opened(XmlScanner xml) throws XmlSyntaxException {
        if (leaf >= 0) {
            if (text.isTooLong() || !text.isBlank()) {
                throw new XmlSyntaxException("found text beside an element, expected one of them");
            }
            records.open(names.getLast(), false, leaf);
        }
        if (names.size() == PageBounds.DEEPEST) {
            throw new XmlSyntaxException("found more than " + PageBounds.DEEPEST + " levels, expected fewer");
        }
        names.addLast(xml.name());
        leaf = xml.from();
        text.clear();
    }

    private void closed(XmlScanner xml) throws XmlSyntaxException, OversizedPageException {
        String name = names.removeLast();
        if (!name.equals(xml.name())) {
            throw new XmlSyntaxException("found </" + xml.name() + ">, expected </" + name + ">");
        }
        if (leaf < 0) {
            records.close(xml.to());
        } else if (text.isTooLong()) {
            records.tooLong(Field.named(name), name, text.length());
        } else {
            String raw = text.isReplaced() ? text.raw() : null;
            records.field(Field.named(name), StorableText.of(name), text.toString(), raw);
        }
        leaf = -1;
    }

    private void text(XmlScanner xml, boolean entities) throws XmlSyntaxException {
        if (leaf >= 0) {
            text.add(xml.from(), xml.to(), entities);
        } else if (!ByteSearch.isBlank(bytes.given(), xml.from(), xml.to())) {
            throw new XmlSyntaxException("found text between tags, expected a tag");
        }
    }
}
