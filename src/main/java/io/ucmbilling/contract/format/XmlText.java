package io.ucmbilling.contract.format;

import io.ucmbilling.contract.page.PageBounds;
import io.ucmbilling.contract.page.PageBytes;

/** The text of one XML element while it is gathered from its pieces. */
final class XmlText {
    private final PageBytes bytes;
    private final StringBuilder text = new StringBuilder();
    private int length;
    private int from;
    private int to;
    private boolean replaced;

    XmlText(PageBytes bytes) {
        this.bytes = bytes;
    }

    void clear() {
        text.setLength(0);
        length = 0;
        replaced = false;
    }

    /** Adds a piece, unless it makes the whole too long. */
    void add(int pieceFrom, int pieceTo, boolean entities) throws XmlSyntaxException {
        from = length == 0 ? pieceFrom : from;
        to = pieceTo;
        length += pieceTo - pieceFrom;
        if (isTooLong()) {
            return;
        }
        replaced |= !bytes.isSound(pieceFrom, pieceTo);
        String piece = bytes.text(pieceFrom, pieceTo);
        if (piece.indexOf('\r') >= 0) {
            piece = piece.replace("\r\n", "\n").replace('\r', '\n');
        }
        if (entities) {
            addWithEntities(piece);
        } else {
            text.append(piece);
        }
    }

    private void addWithEntities(String piece) throws XmlSyntaxException {
        int at = 0;
        int entity = piece.indexOf('&');
        while (entity >= 0) {
            text.append(piece, at, entity);
            int end = piece.indexOf(';', entity);
            if (end < 0) {
                throw new XmlSyntaxException("found & without an end, expected an entity");
            }
            entity(piece.substring(entity + 1, end));
            at = end + 1;
            entity = piece.indexOf('&', at);
        }
        text.append(piece, at, piece.length());
    }

    private void entity(String name) throws XmlSyntaxException {
        switch (name) {
            case "amp" -> text.append('&');
            case "lt" -> text.append('<');
            case "gt" -> text.append('>');
            case "quot" -> text.append('"');
            case "apos" -> text.append('\'');
            default -> text.appendCodePoint(character(name));
        }
    }

    /** Returns the character of a reference such as {@code #65} or {@code #x41}. */
    private int character(String name) throws XmlSyntaxException {
        boolean hexadecimal = name.startsWith("#x");
        String digits = name.substring(hexadecimal ? 2 : Math.min(1, name.length()));
        if (!name.startsWith("#") || !digits.matches(hexadecimal ? "[0-9a-fA-F]{1,8}" : "[0-9]{1,10}")) {
            throw new XmlSyntaxException("found an entity that XML does not define, expected text");
        }
        long code = Long.parseLong(digits, hexadecimal ? 16 : 10);
        if (code > Character.MAX_CODE_POINT) {
            throw new XmlSyntaxException("found a character beyond Unicode, expected text");
        }
        boolean none = code == 0 || (code >= Character.MIN_SURROGATE && code <= Character.MAX_SURROGATE);
        replaced |= none;
        return none ? '\uFFFD' : (int) code;
    }

    boolean isTooLong() {
        return length > PageBounds.LONGEST_VALUE;
    }

    int length() {
        return length;
    }

    boolean isBlank() {
        return text.toString().isBlank();
    }

    /** Returns whether it holds U+FFFD in place of what no text can hold. */
    boolean isReplaced() {
        return replaced;
    }

    /** Returns the text as it came. */
    String raw() {
        return bytes.raw(from, to);
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
