package io.ucmbilling.calls.query;

import io.ucmbilling.store.database.Sql;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Text that is looked for anywhere in a column, whether its letters are upper or lower case there.
 *
 * <p>What PostgreSQL takes for upper case depends on its version, its build and the database's locale. So it is told: as a regular
 * expression, in which each letter stands for all letters that differ from it by case alone, with and without the dot on an i. That is
 * slow. So texts in ASCII, which most are, are compared in lower case, and only others by the expression.
 *
 * @param text not empty
 */
record CaselessText(String text) {
    private static final int ASCII_END = 0x80;

    /** All letters of the same folded form, by that form, if they are several. */
    private static final Map<Integer, String> LETTERS = letters();

    /** Adds the condition, in parentheses. The column may be another expression of type text, with collation C. */
    void add(Sql sql, String column) {
        String others = "octet_length(" + column + ") > length(" + column + ") AND " + column + " ~ ?";
        String folded = folded(text);
        if (folded.codePoints().anyMatch(letter -> letter >= ASCII_END)) {
            sql.add("(" + others + ")", pattern());
        } else if (folded.codePoints().noneMatch(LETTERS::containsKey)) {
            sql.add("(strpos(" + column + ", ?) > 0)", folded);
        } else {
            sql.add("(strpos(lower(" + column + "), ?) > 0 OR " + others + ")", folded, pattern());
        }
    }

    private static String folded(String text) {
        return text.codePoints()
                .map(CaselessText::fold)
                .mapToObj(Character::toString)
                .collect(Collectors.joining());
    }

    private static int fold(int letter) {
        return Character.toLowerCase(Character.toUpperCase(letter));
    }

    private String pattern() {
        return text.codePoints().mapToObj(CaselessText::pattern).collect(Collectors.joining());
    }

    /** In PostgreSQL's expressions, a backslash takes any meaning from what is neither a letter nor a digit. */
    private static String pattern(int character) {
        String letters = LETTERS.get(fold(character));
        if (letters != null) {
            return "[" + letters + "]";
        }
        String literal = Character.toString(character);
        return character < ASCII_END && !Character.isLetterOrDigit(character) ? "\\" + literal : literal;
    }

    private static Map<Integer, String> letters() {
        Map<Integer, StringBuilder> forms = new HashMap<>();
        for (int letter = 0; letter <= Character.MAX_CODE_POINT; letter++) {
            int form = fold(letter);
            if (form != letter) {
                forms.computeIfAbsent(form, first -> new StringBuilder(Character.toString(first)))
                        .appendCodePoint(letter);
            }
        }
        Map<Integer, String> letters = new HashMap<>();
        forms.forEach((form, all) -> letters.put(form, all.toString()));
        return Map.copyOf(letters);
    }
}
