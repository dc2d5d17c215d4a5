package io.ucmbilling.billing.call;

import io.ucmbilling.access.client.ApiClient;
import io.ucmbilling.billing.call.CallView.CallerView;
import io.ucmbilling.billing.call.CallView.PartyView;
import io.ucmbilling.billing.call.CallView.RecordingView;
import io.ucmbilling.billing.call.CallView.TrunkView;
import io.ucmbilling.billing.call.RecordingStates.SiteRecording;
import io.ucmbilling.calls.call.Call;
import io.ucmbilling.calls.call.CallId;
import io.ucmbilling.calls.call.CallRecording;
import io.ucmbilling.calls.call.Party;
import io.ucmbilling.calls.view.StoredCall;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
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
        Call call = call(stored);
        return view(stored, client.mask() ? CallMask.masked(call) : call, states);
    }

    private static Call call(StoredCall stored) {
        return Objects.requireNonNull(stored.call());
    }

    /** @param call the stored one, masked or not */
    private static CallView view(StoredCall stored, Call call, Map<SiteRecording, RecordingState> states) {
        return new CallView(
                CallId.text(stored.id()),
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
                recordings(stored, call, states));
    }

    private static List<RecordingView> recordings(
            StoredCall stored, Call shown, Map<SiteRecording, RecordingState> states) {
        String href = PATH + CallId.text(stored.id()) + "/recordings/";
        List<RecordingView> views = new ArrayList<>();
        for (CallRecording recording : call(stored).recordings()) {
            RecordingState state = states.get(new SiteRecording(stored.site(), recording.name()));
            views.add(new RecordingView(
                    recording.number(),
                    shown.recordings().get(views.size()).name(),
                    recording.startedAt(),
                    state == null ? RecordingState.UNKNOWN : state,
                    href + recording.number()));
        }
        return views;
    }

    static CallerView caller(Party party) {
        return new CallerView(party.number(), party.presented(), party.name(), party.e164(), party.display());
    }

    static PartyView party(Party party) {
        return new PartyView(party.number(), party.name(), party.e164(), party.display());
    }
}
