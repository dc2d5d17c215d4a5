package io.ucmbilling.calls.query;

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
}
