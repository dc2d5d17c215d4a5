package io.ucmbilling.store.row;

import io.ucmbilling.call.Direction;
import io.ucmbilling.call.Kind;
import io.ucmbilling.call.Side;
import io.ucmbilling.call.Status;
import io.ucmbilling.contract.CdrRecord;
import java.time.Instant;
import java.time.LocalDateTime;
import org.jspecify.annotations.Nullable;

/**
 * Leg with its record and its reading, as calls are made of it.
 *
 * @param number the gateway's own number: unique and growing over the fleet, kept when the leg's content changes
 * @param digest of the content: equal where record and reading are equal
 * @param commit the storing transaction that wrote it last: those of one site are numbered in the order of their commits; 0: it
 *     was written before they were numbered
 * @param raw the record as the UCM gave it
 * @param session the natural key's session: the record's own, else its uniqueid
 * @param start the PBX's wall clock at the start, without zone
 * @param answeredAt null unless the status is ANSWERED
 * @param endedAt null if the record has no end that can be read
 * @param durationSeconds 0 or more
 * @param billableSeconds 0 or more
 */
public record BilledLeg(
        long number,
        long digest,
        long commit,
        CdrRecord raw,
        String session,
        long acctId,
        LocalDateTime start,
        Instant startedAt,
        @Nullable Instant answeredAt,
        @Nullable Instant endedAt,
        int durationSeconds,
        int billableSeconds,
        Status status,
        Direction direction,
        Kind kind,
        Side source,
        Side destination) {}
