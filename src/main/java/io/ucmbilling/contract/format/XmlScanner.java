package io.ucmbilling.contract.format;

import io.ucmbilling.contract.page.ByteSearch;
import io.ucmbilling.contract.page.PageBounds;
import io.ucmbilling.contract.page.PageBytes;
import java.nio.charset.StandardCharsets;

/**
 * Scanner of the tags and texts of a part of a body, one after another, in one run over it and without keeping anything
 * of it. Comments, processing instructions, attributes and, before the first tag, a document type are passed over.
 */
final class XmlScanner {
    /** Kinds of token. */
    enum Token {
        OPEN,
        CLOSE,
        TEXT,
        CHARACTER_DATA,
        END
    }

    private final byte[] bytes;
    private final int end;
    private final PageBounds bounds;
    private int at;
    private int from;
    private int to;
    private String name = "";
    private boolean opened;
    private boolean closing;

    XmlScanner(PageBytes pageBytes, int from, int end, PageBounds bounds) {
        this.bytes = pageBytes.given();
        this.at = from;
        this.end = end;
        this.bounds = bounds;
    }

    /** Returns the place at which the token begins: a tag's bracket, or the text without its enclosure. */
    int from() {
        return from;
    }

    /** Returns the place behind the token. */
    int to() {
        return to;
    }

    /** Returns the tag's name. */
    String name() {
        return name;
    }

    /** Goes to the next token. An empty element's tag is two. */
    Token next() throws XmlSyntaxException {
        bounds.step();
        if (closing) {
            closing = false;
            return Token.CLOSE;
        }
        while (at < end) {
            bounds.step();
            from = at;
            if (bytes[at] != '<') {
                to = find("<");
                at = to;
                return Token.TEXT;
            }
            if (begins("<![CDATA[")) {
                from = at + 9;
                to = found("]]>");
                at = to + 3;
                return Token.CHARACTER_DATA;
            }
            if (begins("<!--")) {
                at += 4;
                at = found("-->") + 3;
            } else if (begins("<?")) {
                at = found("?>") + 2;
            } else if (begins("<!DOCTYPE") && !opened) {
                documentType();
            } else {
                return tag();
            }
        }
        return Token.END;
    }

    private Token tag() throws XmlSyntaxException {
        opened = true;
        boolean close = at + 1 < end && bytes[at + 1] == '/';
        at += close ? 2 : 1;
        name = readName();
        while (true) {
            boolean space = skipSpace();
            byte here = at < end ? bytes[at] : 0;
            if (here == '>') {
                at++;
                to = at;
                return close ? Token.CLOSE : Token.OPEN;
            }
            if (here == '/' && !close && at + 1 < end && bytes[at + 1] == '>') {
                at += 2;
                to = at;
                closing = true;
                return Token.OPEN;
            }
            if (close || !space) {
                throw new XmlSyntaxException("found no end of the tag " + name + ", expected >");
            }
            attribute();
        }
    }

    private String readName() throws XmlSyntaxException {
        int begin = at;
        while (at < end && isNameByte(bytes[at]) && at - begin <= PageBounds.LONGEST_NAME) {
            at++;
        }
        boolean good = at > begin && "-.0123456789".indexOf(bytes[begin]) < 0;
        if (!good || at - begin > PageBounds.LONGEST_NAME) {
            throw new XmlSyntaxException(
                    "found " + (good ? "a name that does not end" : "no name behind <") + ", expected one");
        }
        return new String(bytes, begin, at - begin, StandardCharsets.UTF_8);
    }

    private void attribute() throws XmlSyntaxException {
        readName();
        skipSpace();
        boolean equal = at < end && bytes[at] == '=';
        at++;
        skipSpace();
        byte quote = at < end ? bytes[at] : 0;
        if (!equal || (quote != '"' && quote != '\'')) {
            throw new XmlSyntaxException("found an attribute without a value, expected one in quotes");
        }
        at++;
        while (at < end && bytes[at] != quote) {
            bounds.step();
            if (bytes[at] == '<') {
                throw new XmlSyntaxException("found < in an attribute, expected &lt;");
            }
            at++;
        }
        at++;
    }

    /** Goes behind a document type. Quotes and brackets may hold its end's sign. */
    private void documentType() throws XmlSyntaxException {
        int brackets = 0;
        byte quote = 0;
        for (; at < end; at++) {
            bounds.step();
            byte here = bytes[at];
            if (quote != 0) {
                quote = here == quote ? 0 : quote;
            } else if (here == '"' || here == '\'') {
                quote = here;
            } else if (here == '>' && brackets == 0) {
                at++;
                return;
            } else {
                brackets += here == '[' ? 1 : here == ']' ? -1 : 0;
            }
        }
        throw new XmlSyntaxException("found no end of the document type, expected >");
    }

    private boolean skipSpace() {
        int begin = at;
        while (at < end && ByteSearch.isSpace(bytes[at])) {
            at++;
        }
        return at > begin;
    }

    private boolean begins(String sign) {
        return ByteSearch.startsWith(bytes, at, end, sign);
    }

    private int find(String sign) {
        return ByteSearch.find(bytes, at, end, sign, bounds);
    }

    private int found(String sign) throws XmlSyntaxException {
        int place = find(sign);
        if (place == end) {
            throw new XmlSyntaxException("found no " + sign + ", expected it");
        }
        return place;
    }

    private static boolean isNameByte(byte b) {
        return b < 0
                || (b >= 'a' && b <= 'z')
                || (b >= 'A' && b <= 'Z')
                || (b >= '0' && b <= '9')
                || "_:-.".indexOf(b) >= 0;
    }
}
