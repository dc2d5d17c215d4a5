package io.ucmbilling.report.call;

import io.ucmbilling.calls.call.CallRecording;
import io.ucmbilling.calls.view.StoredCall;
import io.ucmbilling.recording.name.RecordingName;
import io.ucmbilling.recording.standing.RecordingStanding;
import io.ucmbilling.recording.standing.RecordingStandings;
import io.ucmbilling.recording.standing.RecordingStandings.NamedRecording;
import io.ucmbilling.report.user.ReportUser;
import io.ucmbilling.report.user.Role;
import io.ucmbilling.ucm.site.Fleet;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Reads what may be done with the recordings of calls, of many at one time. No UCM is asked. A recording of a site that is not configured any
 * more cannot be had, nor can one whose name no UCM is asked for.
 */
@Component
final class RecordingOptionsReader {
    private final RecordingStandings standings;
    private final Fleet fleet;

    RecordingOptionsReader(RecordingStandings standings, Fleet fleet) {
        this.standings = standings;
        this.fleet = fleet;
    }

    /** Returns what is known of the recordings of calls. One of which nothing is known is left out. */
    Map<NamedRecording, RecordingStanding> standings(Collection<StoredCall> calls) {
        Set<NamedRecording> named = new HashSet<>();
        calls.forEach(call ->
                recordings(call).forEach(recording -> named.add(new NamedRecording(call.site(), recording.name()))));
        Map<NamedRecording, RecordingStanding> known = new HashMap<>(standings.of(named));
        named.forEach(recording -> {
            if (RecordingName.of(RecordingPlayback.DIRECTORY, recording.baseName())
                    .isEmpty()) {
                known.put(recording, RecordingStanding.MISSING);
            } else if (fleet.find(recording.site()).isEmpty()) {
                known.put(recording, RecordingStanding.UNREACHABLE);
            }
        });
        return known;
    }

    static List<CallRecording> recordings(StoredCall call) {
        return Objects.requireNonNull(call.call()).recordings();
    }

    /** Returns the options of a call: those of its first recording that can be heard, else of its first one. */
    static RecordingOptions of(StoredCall call, ReportUser user, Map<NamedRecording, RecordingStanding> standings) {
        RecordingOptions first = null;
        for (CallRecording recording : recordings(call)) {
            RecordingOptions options = of(call, recording, user, standings);
            if (options.isPlayable()) {
                return options;
            }
            first = first == null ? options : first;
        }
        return first == null ? RecordingOptions.NONE : first;
    }

    static RecordingOptions of(
            StoredCall call,
            CallRecording recording,
            ReportUser user,
            Map<NamedRecording, RecordingStanding> standings) {
        RecordingStanding standing =
                standings.getOrDefault(new NamedRecording(call.site(), recording.name()), RecordingStanding.UNKNOWN);
        boolean gone = standing == RecordingStanding.MISSING || standing == RecordingStanding.DELETED;
        return new RecordingOptions(
                recordings(call).size(),
                recording.number(),
                user.may(Role.LISTENER) ? reason(standing) : "recording.not-permitted",
                user.may(Role.ADMINISTRATOR) && !gone);
    }

    private static @Nullable String reason(RecordingStanding standing) {
        return switch (standing) {
            case UNKNOWN, AVAILABLE, CACHED -> null;
            case MISSING -> "recording.missing";
            case UNREACHABLE -> "recording.unreachable";
            case DELETED -> "recording.deleted";
        };
    }
}
