package io.ucmbilling.store.row;

import io.ucmbilling.contract.Field;
import io.ucmbilling.contract.RecordTimes;
import java.time.LocalDateTime;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The columns of a leg: which fields have a text column of their own, and how the typed ones are written as text again. */
public final class LegColumns {
    /** Fields whose column is typed, or is the key's session. */
    private static final Set<Field> TYPED = EnumSet.of(
            Field.ACCT_ID, Field.START, Field.ANSWER, Field.END, Field.DURATION, Field.BILLSEC, Field.SESSION);

    /** The fields that stand in a text column under their wire name, in the order of the table. */
    static final List<Field> TEXTS =
            Stream.of(Field.values()).filter(field -> !TYPED.contains(field)).toList();

    /** The columns that a leg's digest covers, in the order in which {@link LegEncoder} writes them; a null replaced it leaves out. */
    public static final String CONTENT =
            "site, acct_id, started_at, answered_at, ended_at, start, answer, \"end\", duration, billsec, status,"
                    + " direction, kind, source, destination, source_on_trunk, destination_on_trunk, session,"
                    + " source_trunk, source_trunk_name, destination_trunk,"
                    + " destination_trunk_name, " + texts("") + ", other, replaced";

    public static final int CONTENT_COUNT = 22 + TEXTS.size() + 2;

    private LegColumns() {}

    /** The text columns, each behind that alias. */
    static String texts(String alias) {
        return TEXTS.stream().map(field -> alias + field.wireName()).collect(Collectors.joining(", "));
    }

    /** The wall clock as UCMs write it; null where it is written otherwise, or in year 0, which PostgreSQL does not have. */
    static @Nullable LocalDateTime wallClock(@Nullable String text) {
        LocalDateTime time = text == null ? null : RecordTimes.wallClock(text);
        return time != null && time.getYear() > 0 ? time : null;
    }
}
