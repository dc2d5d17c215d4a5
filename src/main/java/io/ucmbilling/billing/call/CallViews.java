package io.ucmbilling.billing.call;

import io.ucmbilling.access.client.ApiClient;
import io.ucmbilling.billing.call.CallView.CallerView;
import io.ucmbilling.billing.call.CallView.PartyView;
import io.ucmbilling.billing.call.CallView.RecordingView;
import io.ucmbilling.billing.call.CallView.TrunkView;
import io.ucmbilling.billing.call.RecordingStates.SiteRecording;
import io.ucmbilling.billing.problem.Problem;
import io.ucmbilling.billing.problem.ProblemException;
import io.ucmbilling.calls.call.Call;
import io.ucmbilling.calls.call.CallId;
import io.ucmbilling.calls.call.CallRecording;
import io.ucmbilling.calls.call.Party;
import io.ucmbilling.calls.view.StoredCall;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Makes what the REST view shows of calls that are kept. */
@Component
public final class CallViews {
    private static final String PATH = "/api/v1/calls/";

    private final RecordingStates recordings;

    CallViews(RecordingStates recordings) {
        this.recordings = recordings;
    }

    /**
     * Returns the views of calls for a client, in their order.
     *
     * @param calls none of them is gone
     */
    public List<CallView> of(Collection<StoredCall> calls, ApiClient client) {
        Set<SiteRecording> wanted = new HashSet<>();
        for (StoredCall stored : calls) {
            call(stored).recordings().forEach(one -> wanted.add(new SiteRecording(stored.site(), one.name())));
        }
        Map<SiteRecording, RecordingState> states = wanted.isEmpty() ? Map.of() : recordings.of(wanted);
        return calls.stream().map(stored -> of(stored, states, client)).toList();
    }

    private static CallView of(StoredCall stored, Map<SiteRecording, RecordingState> states, ApiClient client) {
        if (client.mask()) {
            throw new ProblemException(Problem.forbidden("calls are not shown to a client with mask"));
        }
        return plain(stored, states);
    }

    private static Call call(StoredCall stored) {
        return Objects.requireNonNull(stored.call());
    }

    private static CallView plain(StoredCall stored, Map<SiteRecording, RecordingState> states) {
        Call call = call(stored);
        String id = CallId.text(stored.id());
        return new CallView(
                id,
                stored.version(),
                stored.site(),
                call.session(),
                call.times().startedAt(),
                LocalTimes.of(call.times().startedAt(), call.times().offset()),
                call.times().answeredAt(),
                call.times().endedAt(),
                call.times().durationSeconds(),
                call.times().waitSeconds(),
                call.billableSeconds(),
                call.direction(),
                call.status(),
                call.kinds(),
                caller(call.caller()),
                party(call.callee()),
                party(call.dialled()),
                call.answeredBy() == null ? null : party(call.answeredBy()),
                call.trunks().stream()
                        .map(trunk -> new TrunkView(trunk.end(), trunk.token(), trunk.name()))
                        .toList(),
                call.extensions(),
                call.accountCode(),
                call.legs(),
                call.recordings().stream()
                        .map(recording -> recording(
                                id, recording, states.get(new SiteRecording(stored.site(), recording.name()))))
                        .toList());
    }

    static CallerView caller(Party party) {
        return new CallerView(party.number(), party.presented(), party.name(), party.e164(), party.display());
    }

    static PartyView party(Party party) {
        return new PartyView(party.number(), party.name(), party.e164(), party.display());
    }

    private static RecordingView recording(String call, CallRecording recording, @Nullable RecordingState state) {
        return new RecordingView(
                recording.number(),
                recording.name(),
                recording.startedAt(),
                state == null ? RecordingState.UNKNOWN : state,
                PATH + call + "/recordings/" + recording.number());
    }
}
