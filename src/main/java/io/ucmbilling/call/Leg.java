package io.ucmbilling.call;

import java.time.Instant;
import java.time.LocalDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Leg of a call, as it is to be billed (contract N). The natural key is (site, session, acctId, start).
 *
 * @param session the call's session, or its uniqueid if the generation has none; never empty
 * @param acctId the UCM's own number; restarts, so it is no key by itself
 * @param start the PBX's wall clock at the start, without zone
 * @param uniqueid as given, may be empty; shared by legs of a call
 * @param epoch the UTC second with which the uniqueid (else the session) begins; null: neither begins with one
 * @param startedAt the start as an instant
 * @param answeredAt null unless the status is ANSWERED
 * @param endedAt null if the record has no end that can be read
 * @param durationSeconds from start to end as given, 0 or more; if what was given is no such number: 0, of an answered leg
 *     the time from start to end
 * @param billableSeconds from answer to end as given, 0 or more; 0 if nobody answered and what was given is no such number
 * @param trunk the token of the trunk that decides the direction: the source's for INBOUND, the destination's for OUTBOUND
 *     and EXTERNAL; null: none
 * @param trunkName its name as of that call; null: unnamed
 * @param callerNumber src; null: empty
 * @param presentedNumber the number inside clid, which may differ; null: empty
 * @param callerName null: empty
 * @param callee dst, may be empty
 * @param answeredBy who answered; null: nobody did, or the record does not say
 * @param recordingPaths the recordings' names as given, with their month folder, in their order
 */
public record Leg(
        String session,
        long acctId,
        LocalDateTime start,
        String uniqueid,
        @Nullable Long epoch,
        Instant startedAt,
        @Nullable Instant answeredAt,
        @Nullable Instant endedAt,
        int durationSeconds,
        int billableSeconds,
        Status status,
        Direction direction,
        Kind kind,
        Side source,
        Side destination,
        @Nullable String trunk,
        @Nullable String trunkName,
        @Nullable String callerNumber,
        @Nullable String presentedNumber,
        @Nullable String callerName,
        String callee,
        @Nullable String answeredBy,
        List<String> recordingPaths) {

    public Leg {
        recordingPaths = List.copyOf(recordingPaths);
        if (session.isEmpty()) {
            throw new IllegalArgumentException("session: found it empty, expected the session or the uniqueid");
        }
        if (durationSeconds < 0 || billableSeconds < 0) {
            throw new IllegalArgumentException(
                    "duration " + durationSeconds + ", billsec " + billableSeconds + ": expected 0 or more seconds");
        }
    }

    /** Returns the recordings' base names, without their month folder, in their order. */
    public List<String> recordings() {
        return recordingPaths.stream()
                .map(path -> path.substring(path.lastIndexOf('/') + 1))
                .toList();
    }
}
