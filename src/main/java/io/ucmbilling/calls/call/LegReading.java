package io.ucmbilling.calls.call;

import io.ucmbilling.call.Status;
import io.ucmbilling.store.row.BilledLeg;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one leg shows by itself, by the rules for calls.
 *
 * @param alone the call that it would be without the other legs
 * @param answeredBy who or what answered (contract N7), also if it is no person, unlike in the call; null: nobody did, a trunk did, or
 *     the record does not say
 * @param sourceExtension the extension that the source is; null: none
 * @param destinationExtension the extension that the destination is; null: none
 */
public record LegReading(
        Call alone,
        @Nullable Party answeredBy,
        @Nullable String sourceExtension,
        @Nullable String destinationExtension) {

    public static LegReading of(BilledLeg leg, PbxSettings settings) {
        List<LegSide> sides = LegSide.of(List.of(leg));
        return new LegReading(
                CallAssembly.of(List.of(leg), settings, List.of()),
                leg.status() == Status.ANSWERED ? CallParties.answeredBy(leg) : null,
                sides.getFirst().extension(),
                sides.getLast().extension());
    }
}
