package io.ucmbilling.calls.query;

import io.ucmbilling.calls.call.NumberInText;
import io.ucmbilling.calls.call.NumberMask;
import io.ucmbilling.store.database.Sql;

/**
 * Condition that a text of a call, such as its account code, has no number in it that is hidden from those from whom outside numbers are
 * (billing contract A5): the same as {@link NumberMask#showsText}, of the extensions and the outside numbers in the table of calls. Of
 * outside numbers with other digits than 0 to 9, it knows those alone that are written the same.
 */
record ShownText(String text) {
    private static final String IS_EXTENSION = "coalesce(c.extensions && ?, false)";

    /** Adds it. It is in parentheses. */
    void add(Sql sql) {
        sql.add("(");
        addArray(sql, IS_EXTENSION, text);
        addArray(sql, " OR (NOT coalesce(c.outside && ?, false)", text);
        for (NumberInText number : NumberInText.of(text)) {
            if (number.isOutsideIfKnown()) {
                addArray(sql.add(" AND ("), IS_EXTENSION, number.written(), number.digits());
                if (!number.isLong()) {
                    addUnknown(sql.add(" OR "), number);
                }
                sql.add(")");
            }
        }
        sql.add("))");
    }

    private static void addUnknown(Sql sql, NumberInText number) {
        sql.add(
                "NOT EXISTS (SELECT FROM unnest(c.outside) AS number WHERE number = ?"
                        + " OR regexp_replace(number, '[^0-9]', '', 'g') = ?)",
                number.written(),
                number.digits());
    }

    private static void addArray(Sql sql, String condition, Object... texts) {
        sql.addArray(condition, "text", texts);
    }
}
