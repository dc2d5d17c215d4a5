package io.ucmbilling.calls.query;

import io.ucmbilling.calls.mask.NumberInText;
import io.ucmbilling.calls.mask.NumberMask;
import io.ucmbilling.calls.view.CallFilter;
import io.ucmbilling.calls.view.NumberMatch;
import io.ucmbilling.store.database.Sql;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** Conditions of a filter on trunks, account codes and extensions in the table of calls, which the statement names {@code c}. */
record TextConditions(CallFilter filter) {
    private static final String SOME_EXTENSION =
            " OR strpos('\u0001' || array_to_string(c.extensions, '\u0001'), ?) > 0"
                    + " AND EXISTS (SELECT FROM unnest(c.extensions) AS extension WHERE ";

    /** Adds all of them behind what stands behind WHERE. */
    void add(Sql sql) {
        if (!filter.trunks().isEmpty()) {
            Object[] trunks = filter.trunks().toArray();
            sql.addArray(" AND (c.trunk_tokens && ?", "text", trunks)
                    .addArray(" OR c.trunk_names && ?", "text", trunks);
            addShown(sql, "? = ANY (c.trunk_names)", filter.trunks());
            sql.add(")");
        }
        if (!filter.accountCodes().isEmpty()) {
            sql.addArray(
                    " AND c.account_code = ANY (?)",
                    "text",
                    filter.accountCodes().toArray());
            addShown(sql, "c.account_code = ?", filter.accountCodes());
        }
        if (!filter.extensions().isEmpty()) {
            addExtensions(sql);
        }
    }

    /**
     * Adds, behind a condition that an index serves, that one of the texts that are found is shown as it was asked for (billing contract
     * A5). Without a mask all are.
     *
     * @param found which of them a call has
     */
    private void addShown(Sql sql, String found, Collection<String> texts) {
        if (filter.numbersMasked()) {
            sql.add(" AND (false");
            for (String text : texts) {
                sql.add(" OR (" + found + " AND ", text);
                new ShownText(text).add(sql);
                sql.add(")");
            }
            sql.add(")");
        }
    }

    /** Of a part of an extension, the second condition is exact. The first one is cheaper and leaves little for it. */
    private void addExtensions(Sql sql) {
        List<String> exact = new ArrayList<>();
        sql.add(" AND (false");
        for (NumberMatch extension : filter.extensions()) {
            switch (extension.kind()) {
                case WHOLE -> exact.add(extension.text());
                case BEGINNING ->
                    sql.add(
                            SOME_EXTENSION + "starts_with(extension, ?))",
                            '\u0001' + extension.text(),
                            extension.text());
                case ANYWHERE ->
                    sql.add(SOME_EXTENSION + "strpos(extension, ?) > 0)", extension.text(), extension.text());
            }
        }
        if (!exact.isEmpty()) {
            sql.addArray(" OR c.extensions && ?", "text", exact.toArray());
        }
        sql.add(")");
    }

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
}
