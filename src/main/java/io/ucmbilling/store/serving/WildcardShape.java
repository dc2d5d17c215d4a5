package io.ucmbilling.store.serving;

import io.ucmbilling.store.database.Sql;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The places of a wildcard's literal characters, counted from the value's beginning or end. Wildcards of one shape differ only in these
 * characters, so that one look into a set tells whether a value matches any of them, however many they are.
 *
 * @param length of the matching values in characters; the least one if {@code open}
 * @param open whether there is an {@code @}
 * @param runs of literals, from left to right
 */
record WildcardShape(int length, boolean open, List<Run> runs) {

    /** @param at the place of the first character from the value's beginning, or if negative from its end (-1: the last one) */
    record Run(int at, int length) {}

    /** Returns the shape; null if literals stand between two {@code @}, at no certain place */
    static @Nullable WildcardShape of(String wildcard) {
        int any = wildcard.indexOf('@');
        if (any != wildcard.lastIndexOf('@')) {
            return null;
        }
        int[] head =
                (any < 0 ? wildcard : wildcard.substring(0, any)).codePoints().toArray();
        int[] tail = (any < 0 ? "" : wildcard.substring(any + 1)).codePoints().toArray();
        List<Run> runs = new ArrayList<>();
        addRuns(head, 0, runs);
        addRuns(tail, -tail.length, runs);
        return new WildcardShape(head.length + tail.length, any >= 0, List.copyOf(runs));
    }

    private static void addRuns(int[] text, int first, List<Run> runs) {
        int begin = 0;
        for (int i = 0; i <= text.length; i++) {
            if (i == text.length || text[i] == '_') {
                if (i > begin) {
                    runs.add(new Run(first + begin, i - begin));
                }
                begin = i + 1;
            }
        }
    }

    /** Returns the literals of a wildcard of this shape, one behind the other. */
    static String literals(String wildcard) {
        return wildcard.replace("@", "").replace("_", "");
    }

    /** Adds the condition that the value matches any wildcard of this shape that has one of these literals. */
    void on(String value, List<String> literals, Sql sql) {
        sql.add("char_length(" + value + ")" + (open ? " >= " : " = ") + length);
        if (!runs.isEmpty()) {
            String found = runs.stream().map(run -> characters(value, run)).collect(Collectors.joining(" || "));
            sql.addArray(" AND " + found + " = ANY (?)", "text", literals.toArray());
        }
    }

    private static String characters(String value, Run run) {
        if (run.at() == 0) {
            return "left(" + value + ", " + run.length() + ")";
        }
        if (run.at() == -run.length()) {
            return "right(" + value + ", " + run.length() + ")";
        }
        String from = run.at() > 0 ? "" + (run.at() + 1) : "char_length(" + value + ") - " + (-run.at() - 1);
        return "substr(" + value + ", " + from + ", " + run.length() + ")";
    }
}
