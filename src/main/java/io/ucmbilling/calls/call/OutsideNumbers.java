package io.ucmbilling.calls.call;

import io.ucmbilling.call.Direction;
import io.ucmbilling.contract.Field;
import io.ucmbilling.normalisation.CallerId;
import io.ucmbilling.normalisation.LegReader;
import io.ucmbilling.store.row.BilledLeg;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Numbers of outside parties of a call (rule A5): callers, also as presented, of legs whose source is a trunk by name or channel;
 * callees and who answered, of legs whose destination is one or that go out. An extension of the call is none, however it is dialled.
 */
final class OutsideNumbers {
    private final Set<String> numbers = new LinkedHashSet<>();

    private OutsideNumbers() {}

    /** Returns the distinct ones, in the order of the legs. */
    static List<String> of(List<BilledLeg> legs, Collection<String> extensions) {
        OutsideNumbers outside = new OutsideNumbers();
        legs.forEach(outside::add);
        outside.numbers.removeAll(extensions);
        return List.copyOf(outside.numbers);
    }

    private void add(BilledLeg leg) {
        if (LegSide.isTrunk(leg.source())) {
            add(leg.raw().text(Field.SRC));
            add(CallerId.of(leg.raw().text(Field.CLID)).number());
        }
        if (LegSide.isTrunk(leg.destination()) || leg.direction() == Direction.OUTBOUND) {
            add(leg.raw().text(Field.DST));
            String answeredBy = LegReader.answeredBy(leg.raw());
            add(answeredBy == null || CallParties.isTrunk(answeredBy, leg.destination()) ? null : answeredBy);
        }
    }

    private void add(@Nullable String number) {
        if (number != null && !number.isEmpty()) {
            numbers.add(number);
        }
    }
}
