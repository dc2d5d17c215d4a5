package io.ucmbilling.calls.query;

import io.ucmbilling.calls.view.NumberMatch;
import io.ucmbilling.store.database.Sql;
import java.util.Collection;
import java.util.List;

/**
 * Conditions on a column that holds a number, by the order of code units, so that an index serves all but those on any part of it.
 *
 * @param column its collation is C
 */
public record NumberCondition(String column) {
    private static final int MOST_SHORT = 6;

    /** Adds that the column is one of those numbers, or begins as one or has it somewhere. It is in parentheses. */
    public void add(Sql sql, Collection<NumberMatch> numbers) {
        List<String> exact = exact(numbers);
        sql.add("(");
        String or = "";
        if (!exact.isEmpty()) {
            sql.addArray(column + " = ANY (?)", "text", exact.toArray());
            or = " OR ";
        }
        for (NumberMatch number : numbers) {
            if (number.kind() != NumberMatch.Kind.WHOLE) {
                addPart(sql.add(or), number);
                or = " OR ";
            }
        }
        sql.add(")");
    }

    private void addPart(Sql sql, NumberMatch number) {
        if (number.kind() == NumberMatch.Kind.ANYWHERE) {
            sql.add("strpos(" + column + ", ?) > 0", number.text());
            return;
        }
        String end = endOf(number.text());
        sql.add("(" + column + " >= ?", number.text());
        if (end.isEmpty()) {
            sql.add(")");
        } else {
            sql.add(" AND " + column + " < ?)", end);
        }
    }

    /**
     * Adds the same for a client from whom outside numbers are hidden: they match nothing (billing contract A5). A number of more
     * than six digits is outside, too, unless it is an extension of the call.
     */
    void addMasked(Sql sql, Collection<NumberMatch> numbers) {
        sql.add("(false");
        for (String number : exact(numbers)) {
            sql.add(" OR (" + column + " = ?", number);
            sql.addArray(" AND (c.outside IS NULL OR NOT c.outside && ?)", "text", new Object[] {number});
            if (number.chars().filter(Character::isDigit).count() > MOST_SHORT) {
                sql.addArray(" AND c.extensions && ?", "text", new Object[] {number});
            }
            sql.add(")");
        }
        sql.add(")");
    }

    private static List<String> exact(Collection<NumberMatch> numbers) {
        return numbers.stream()
                .filter(number -> number.kind() == NumberMatch.Kind.WHOLE)
                .map(NumberMatch::text)
                .toList();
    }

    /** Returns the first text behind all that begin so; empty: there is none. */
    static String endOf(String prefix) {
        int last = prefix.length();
        while (last > 0) {
            int codePoint = prefix.codePointBefore(last);
            last -= Character.charCount(codePoint);
            if (codePoint < Character.MAX_CODE_POINT) {
                int next = codePoint + 1 == Character.MIN_SURROGATE ? Character.MAX_SURROGATE + 1 : codePoint + 1;
                return prefix.substring(0, last) + Character.toString(next);
            }
        }
        return "";
    }
}
