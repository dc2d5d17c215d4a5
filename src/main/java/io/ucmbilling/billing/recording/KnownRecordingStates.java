package io.ucmbilling.billing.recording;

import io.ucmbilling.billing.call.RecordingState;
import io.ucmbilling.billing.call.RecordingStates;
import io.ucmbilling.recording.standing.RecordingStanding;
import io.ucmbilling.recording.standing.RecordingStandings;
import io.ucmbilling.recording.standing.RecordingStandings.NamedRecording;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** States of recordings, as the cache, the archive and what was asked for of late know them. */
@Component
record KnownRecordingStates(RecordingStandings standings) implements RecordingStates {

    @Override
    public Map<SiteRecording, RecordingState> of(Set<SiteRecording> recordings) {
        Set<NamedRecording> named = recordings.stream()
                .map(recording -> new NamedRecording(recording.site(), recording.name()))
                .collect(Collectors.toSet());
        Map<SiteRecording, RecordingState> states = new HashMap<>();
        standings
                .of(named)
                .forEach((recording, standing) ->
                        states.put(new SiteRecording(recording.site(), recording.baseName()), state(standing)));
        return states;
    }

    private static RecordingState state(RecordingStanding standing) {
        return switch (standing) {
            case UNKNOWN -> RecordingState.UNKNOWN;
            case AVAILABLE -> RecordingState.AVAILABLE;
            case CACHED -> RecordingState.CACHED;
            case MISSING, DELETED -> RecordingState.MISSING;
            case UNREACHABLE -> RecordingState.UNREACHABLE;
        };
    }
}
