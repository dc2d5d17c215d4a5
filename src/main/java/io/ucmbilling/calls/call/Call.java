package io.ucmbilling.calls.call;

import io.ucmbilling.call.Direction;
import io.ucmbilling.call.Kind;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Call: all legs of one session of one site, as it is to be billed (rules C1 to C8).
 *
 * @param session as the first leg has it; its uniqueid where it has none
 * @param billableSeconds how long the carrier's channels were answered (contract N5)
 * @param kinds the distinct ones, in the order of the legs
 * @param answeredBy null: no person answered, or the record does not say who
 * @param trunks the distinct ones, in the order of the legs
 * @param extensions the distinct ones, in the order of the legs
 * @param accountCode the first that is not empty; null: there is none
 * @param legs how many there are, 1 or more
 * @param outside numbers that are an outside party's on some leg, and no extension of the call (rule A5)
 * @param recordings by their numbers
 * @param shares what falls to each trunk, extension and kind
 */
public record Call(
        String session,
        CallTimes times,
        int billableSeconds,
        Direction direction,
        CallStatus status,
        List<Kind> kinds,
        Party caller,
        Party callee,
        Party dialled,
        @Nullable Party answeredBy,
        List<CallTrunk> trunks,
        List<String> extensions,
        @Nullable String accountCode,
        int legs,
        List<String> outside,
        List<CallRecording> recordings,
        BillableShares shares) {

    public Call {
        kinds = List.copyOf(kinds);
        trunks = List.copyOf(trunks);
        extensions = List.copyOf(extensions);
        outside = List.copyOf(outside);
        recordings = List.copyOf(recordings);
    }
}
