package io.ucmbilling.report.call;

import io.ucmbilling.calls.call.Call;
import io.ucmbilling.calls.call.CallRecording;
import io.ucmbilling.calls.call.CallStatus;
import io.ucmbilling.calls.call.Party;
import io.ucmbilling.calls.leg.CallWithLegs;
import io.ucmbilling.calls.view.StoredCall;
import io.ucmbilling.recording.standing.RecordingStanding;
import io.ucmbilling.recording.standing.RecordingStandings.NamedRecording;
import io.ucmbilling.report.page.GuideFormat;
import io.ucmbilling.report.user.ReportUser;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A call opened, as it is printed.
 *
 * @param item its row in the table
 * @param parties those that are known
 * @param facts what else is known, by keys of the text bundle
 * @param legs in their order, on a time line from the call's start to its end
 */
record CallDetail(CallItem item, List<PartyLine> parties, List<Fact> facts, List<LegLine> legs) {

    /**
     * A party.
     *
     * @param role key in the text bundle
     * @param raw the number as the UCM gave it
     * @param e164 empty: it is none, or not known
     */
    record PartyLine(String role, String display, String raw, String e164) {}

    /** Something that is known of the call. */
    record Fact(String text, String value) {}

    /** A recording of the call. */
    record RecordingLine(CallRecording recording, String startedAt, RecordingOptions options) {}

    static CallDetail of(CallWithLegs found, ZoneId zone, boolean raw) {
        StoredCall stored = found.call();
        Call call = Objects.requireNonNull(stored.call());
        TimeLine line = TimeLine.of(call, found.legs());
        return new CallDetail(
                CallItem.of(1, stored, zone, RecordingOptions.NONE),
                parties(call),
                facts(stored, call, zone),
                found.legs().stream()
                        .map(leg -> LegLine.of(leg, line, zone, raw))
                        .toList());
    }

    private static List<PartyLine> parties(Call call) {
        List<PartyLine> lines = new ArrayList<>();
        add(lines, "party.caller", call.caller());
        add(lines, "party.callee", call.callee());
        add(lines, "party.dialled", call.dialled());
        add(lines, "party.answered-by", call.answeredBy());
        return lines;
    }

    private static void add(List<PartyLine> lines, String role, @Nullable Party party) {
        if (party != null && party.display() != null) {
            lines.add(new PartyLine(
                    role,
                    CallItem.display(party),
                    Objects.requireNonNullElse(party.number(), ""),
                    Objects.requireNonNullElse(party.e164(), "")));
        }
    }

    private static List<Fact> facts(StoredCall stored, Call call, ZoneId zone) {
        List<Fact> facts = new ArrayList<>();
        add(facts, "fact.answered-at", time(call.times().answeredAt(), zone));
        add(facts, "fact.ended-at", time(call.times().endedAt(), zone));
        Integer wait = call.times().waitSeconds();
        add(facts, "fact.wait", wait == null ? "" : GuideFormat.duration(Duration.ofSeconds(wait)));
        add(facts, "fact.direction", call.direction().name().toLowerCase(Locale.ROOT));
        add(
                facts,
                "fact.trunks",
                String.join(
                        ", ",
                        call.trunks().stream()
                                .map(trunk -> trunk.label())
                                .distinct()
                                .toList()));
        add(facts, "fact.extensions", String.join(", ", call.extensions()));
        add(facts, "fact.account-code", call.accountCode());
        add(facts, "fact.session", call.session());
        add(facts, "fact.version", Integer.toString(stored.version()));
        add(facts, "fact.changed-at", time(stored.changedAt(), zone));
        return facts;
    }

    private static void add(List<Fact> facts, String text, @Nullable String value) {
        if (value != null && !value.isEmpty()) {
            facts.add(new Fact(text, value));
        }
    }

    static String time(@Nullable Instant instant, ZoneId zone) {
        return instant == null ? "" : GuideFormat.time(instant, zone);
    }

    static List<RecordingLine> recordings(
            StoredCall call, ZoneId zone, ReportUser user, Map<NamedRecording, RecordingStanding> standings) {
        return RecordingOptionsReader.recordings(call).stream()
                .map(recording -> new RecordingLine(
                        recording,
                        GuideFormat.time(recording.startedAt(), zone),
                        RecordingOptionsReader.of(call, recording, user, standings)))
                .toList();
    }

    public CallStatus status() {
        return item.status();
    }
}
