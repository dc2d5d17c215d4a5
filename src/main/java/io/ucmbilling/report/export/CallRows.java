package io.ucmbilling.report.export;

import io.ucmbilling.calls.call.Call;
import io.ucmbilling.calls.call.CallStatus;
import io.ucmbilling.calls.call.Party;
import io.ucmbilling.calls.view.StoredCall;
import io.ucmbilling.report.page.GuideFormat;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Rows of the sheet of calls: what the page's table prints, typed.
 *
 * @param columns in their order
 * @param zones the zone in which a call is shown
 */
record CallRows(List<CallColumn> columns, Function<StoredCall, ZoneId> zones) {

    /** @param number of the call in the file, from 1 on */
    void write(SheetRow row, long number, StoredCall stored) {
        Call call = Objects.requireNonNull(stored.call());
        for (int column = 0; column < columns.size(); column++) {
            switch (columns.get(column)) {
                case NUMBER -> row.number(column, number);
                case START_TIME -> start(row, column, call.times().startedAt(), zones.apply(stored));
                case SITE -> row.text(column, stored.site());
                case CALL_FROM -> row.text(column, display(call.caller()));
                case CALL_TO -> row.text(column, display(call.callee()));
                case ANSWERED_BY -> row.text(column, display(call.answeredBy()));
                case CALL_TIME -> row.duration(column, call.times().durationSeconds());
                case TALK_TIME -> row.duration(column, call.billableSeconds());
                case STATUS -> row.text(column, words(call.status()));
            }
        }
    }

    private static void start(SheetRow row, int column, Instant start, ZoneId zone) {
        row.time(column, LocalDateTime.ofInstant(start, zone), GuideFormat.zone(start, zone));
    }

    private static String display(@Nullable Party party) {
        return party == null ? "" : Objects.requireNonNullElse(party.display(), "");
    }

    /** Returns such as {@code No answer}. */
    private static String words(CallStatus status) {
        String name = status.name().replace('_', ' ');
        return name.charAt(0) + name.substring(1).toLowerCase(Locale.ROOT);
    }
}
