package io.ucmbilling.report.call;

import io.ucmbilling.calls.call.Call;
import io.ucmbilling.calls.call.CallId;
import io.ucmbilling.calls.call.CallStatus;
import io.ucmbilling.calls.call.Party;
import io.ucmbilling.calls.view.StoredCall;
import io.ucmbilling.report.page.GuideFormat;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Row of the table <i>CDR Report</i>, as it is printed.
 *
 * @param number of the row, from 1 on, over all pages
 * @param id as addresses have it
 * @param zone the short name of the zone of the start
 * @param recording what its buttons may do
 */
record CallItem(
        long number,
        String id,
        String start,
        String zone,
        String site,
        String from,
        String to,
        String answeredBy,
        String callTime,
        String talkTime,
        CallStatus status,
        RecordingOptions recording) {

    static CallItem of(long number, StoredCall stored, ZoneId zone, RecordingOptions recording) {
        Call call = Objects.requireNonNull(stored.call());
        return new CallItem(
                number,
                CallId.text(stored.id()),
                GuideFormat.time(call.times().startedAt(), zone),
                GuideFormat.zone(call.times().startedAt(), zone),
                stored.site(),
                display(call.caller()),
                display(call.callee()),
                display(call.answeredBy()),
                GuideFormat.duration(seconds(call.times().durationSeconds())),
                GuideFormat.duration(seconds(call.billableSeconds())),
                call.status(),
                recording);
    }

    private static @Nullable Duration seconds(@Nullable Integer seconds) {
        return seconds == null ? null : Duration.ofSeconds(seconds);
    }

    static String display(@Nullable Party party) {
        return party == null ? "" : Objects.requireNonNullElse(party.display(), "");
    }
}
