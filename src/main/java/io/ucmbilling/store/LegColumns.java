package io.ucmbilling.store;

import io.ucmbilling.contract.Field;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The columns of a leg: which fields have a text column of their own, and how the typed ones are written as text again. */
final class LegColumns {
    /** Fields whose column is typed, or is the key's session. */
    private static final Set<Field> TYPED = EnumSet.of(
            Field.ACCT_ID, Field.START, Field.ANSWER, Field.END, Field.DURATION, Field.BILLSEC, Field.SESSION);

    /** The fields that stand in a text column under their wire name, in the order of the table. */
    static final List<Field> TEXTS =
            Stream.of(Field.values()).filter(field -> !TYPED.contains(field)).toList();

    /** The columns that a leg's digest covers, in the order in which {@link LegEncoder} writes them. */
    static final String CONTENT =
            "site, acct_id, started_at, answered_at, ended_at, start, answer, \"end\", duration, billsec, status,"
                    + " direction, kind, source, destination, source_on_trunk, destination_on_trunk, session,"
                    + " source_trunk, source_trunk_name, destination_trunk,"
                    + " destination_trunk_name, " + texts("") + ", other";

    static final int CONTENT_COUNT = 22 + TEXTS.size() + 1;

    /** Of a stamp: 0 stands for any digit. Read by hand, as three of them stand in every leg. */
    private static final String SHAPE = "0000-00-00 00:00:00";

    private LegColumns() {}

    /** The text columns, each behind that alias. */
    static String texts(String alias) {
        return TEXTS.stream().map(field -> alias + field.wireName()).collect(Collectors.joining(", "));
    }

    /** The wall clock as UCMs write it, {@code 2026-03-02 09:00:00}, or null where the text is not exactly that. */
    static @Nullable LocalDateTime wallClock(@Nullable String text) {
        if (text == null || !shaped(text)) {
            return null;
        }
        try {
            LocalDate day = LocalDate.of(number(text, 0, 4), number(text, 5, 7), number(text, 8, 10));
            LocalTime time = LocalTime.of(number(text, 11, 13), number(text, 14, 16), number(text, 17, 19));
            return day.getYear() > 0 ? LocalDateTime.of(day, time) : null;
        } catch (DateTimeException e) {
            return null;
        }
    }

    private static boolean shaped(String text) {
        if (text.length() != SHAPE.length()) {
            return false;
        }
        for (int i = 0; i < SHAPE.length(); i++) {
            char found = text.charAt(i);
            char expected = SHAPE.charAt(i);
            if (expected == '0' ? found < '0' || found > '9' : found != expected) {
                return false;
            }
        }
        return true;
    }

    private static int number(String text, int from, int to) {
        return Integer.parseInt(text, from, to, 10);
    }
}
