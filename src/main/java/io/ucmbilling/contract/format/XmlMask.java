package io.ucmbilling.contract.format;

import io.ucmbilling.contract.page.ByteSearch;
import io.ucmbilling.contract.page.PageBounds;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Mask over what may hold the signs of tags without being any: comments and processing instructions read as white space,
 * character data as letters. Every other place stays as it is. One run over the page, for a page that is no XML as a whole.
 */
final class XmlMask {
    private static final byte LETTER = 'x';

    /** A part that a sign opens and another closes. */
    private enum Part {
        COMMENT("<!--", "-->"),
        CHARACTER_DATA("<![CDATA[", "]]>"),
        INSTRUCTION("<?", "?>");

        private final String opening;
        private final String closing;

        Part(String opening, String closing) {
            this.opening = opening;
            this.closing = closing;
        }
    }

    private final byte[] bytes;
    private final int end;
    private final PageBounds bounds;

    /** @param end where the page's last tag begins */
    XmlMask(byte[] bytes, int end, PageBounds bounds) {
        this.bytes = bytes;
        this.end = end;
        this.bounds = bounds;
    }

    /**
     * Returns the masked bytes.
     *
     * @throws XmlSyntaxException if a part does not close, since that could hide the page's real end, or if there is a
     *     document type, which no UCM sends
     */
    byte[] masked(int from) throws XmlSyntaxException {
        byte[] masked = bytes.clone();
        int at = ByteSearch.find(bytes, from, end, "<", bounds);
        while (at < end) {
            int next = at + 1;
            Part part = partAt(at);
            if (part != null) {
                next = behind(part, at);
                Arrays.fill(masked, at, next, part == Part.CHARACTER_DATA ? LETTER : (byte) ' ');
            } else if (ByteSearch.startsWith(bytes, at, end, "<!DOCTYPE")) {
                throw new XmlSyntaxException("found a document type, expected none");
            }
            at = ByteSearch.find(bytes, next, end, "<", bounds);
        }
        return masked;
    }

    private @Nullable Part partAt(int at) {
        for (Part part : Part.values()) {
            if (ByteSearch.startsWith(bytes, at, end, part.opening)) {
                return part;
            }
        }
        return null;
    }

    private int behind(Part part, int at) throws XmlSyntaxException {
        int close = ByteSearch.find(bytes, at + part.opening.length(), end, part.closing, bounds);
        if (close == end) {
            throw new XmlSyntaxException("found no " + part.closing + " in front of </root>, expected it");
        }
        return close + part.closing.length();
    }
}
