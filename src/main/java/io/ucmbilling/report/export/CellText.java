package io.ucmbilling.report.export;

import java.util.regex.Pattern;

/**
 * Text as a cell of a workbook can hold it.
 *
 * <ol>
 *   <li>Characters that XML forbids become U+FFFD: control characters but tab, LF and CR, unpaired surrogates, U+FFFE and U+FFFF.
 *   <li>{@code _x0041_} would be read as the character of that code, so its underscore is written by its own.
 *   <li>A text longer than a cell may be is cut, and ends with {@value #CUT}.
 * </ol>
 */
final class CellText {
    static final int LONGEST = 32_767;
    static final String CUT = "… [cut]";

    private static final char REPLACEMENT = '\uFFFD';
    private static final Pattern ESCAPE = Pattern.compile("_(?=x[0-9A-Fa-f]{4}_)");

    private CellText() {}

    static String of(String text) {
        String known = text.codePoints().allMatch(CellText::isAllowed) ? text : replaced(text);
        return escaped(known.length() > LONGEST ? cut(known) : known);
    }

    private static String escaped(String text) {
        return text.contains("_x") ? ESCAPE.matcher(text).replaceAll("_x005F_") : text;
    }

    private static String cut(String text) {
        int end = LONGEST - CUT.length();
        return text.substring(0, Character.isHighSurrogate(text.charAt(end - 1)) ? end - 1 : end) + CUT;
    }

    private static String replaced(String text) {
        StringBuilder replaced = new StringBuilder(text.length());
        text.codePoints().forEach(point -> replaced.appendCodePoint(isAllowed(point) ? point : REPLACEMENT));
        return replaced.toString();
    }

    private static boolean isAllowed(int point) {
        return point == '\t'
                || point == '\n'
                || point == '\r'
                || (point >= ' ' && point < Character.MIN_SURROGATE)
                || (point > Character.MAX_SURROGATE && point < 0xFFFE)
                || point >= Character.MIN_SUPPLEMENTARY_CODE_POINT;
    }
}
