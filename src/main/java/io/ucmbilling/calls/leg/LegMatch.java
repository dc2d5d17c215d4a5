package io.ucmbilling.calls.leg;

import io.ucmbilling.calls.call.Call;
import io.ucmbilling.calls.call.CallTrunk;
import io.ucmbilling.calls.call.Party;
import io.ucmbilling.calls.view.CallFilter;
import io.ucmbilling.calls.view.NumberMatch;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Tells whether a leg matches a filter by what it shows itself, as far as {@link LegConditions} cannot tell. */
record LegMatch(CallFilter filter) {
    private static final int MOST_SHORT = 6;

    boolean matches(KeptLeg kept) {
        Call alone = kept.reading().alone();
        Party caller = alone.caller();
        Party callee = alone.callee();
        Party answeredBy = kept.reading().answeredBy();
        return any(kept, filter.callers(), caller)
                && any(kept, filter.callees(), callee)
                && any(kept, filter.dialled(), callee)
                && any(kept, filter.answeredBy(), answeredBy)
                && any(kept, filter.parties(), caller, callee, answeredBy)
                && (filter.trunks().isEmpty() || alone.trunks().stream().anyMatch(this::isWantedTrunk))
                && (filter.extensions().isEmpty()
                        || alone.extensions().stream()
                                .anyMatch(extension ->
                                        filter.extensions().stream().anyMatch(wanted -> wanted.matches(extension))))
                && (filter.recorded() == null
                        || filter.recorded() != alone.recordings().isEmpty());
    }

    private boolean isWantedTrunk(CallTrunk trunk) {
        return (trunk.token() != null && filter.trunks().contains(trunk.token()))
                || (trunk.name() != null && filter.trunks().contains(trunk.name()));
    }

    private static boolean any(KeptLeg leg, Set<NumberMatch> numbers, @Nullable Party... parties) {
        if (numbers.isEmpty()) {
            return true;
        }
        for (Party party : parties) {
            if (party != null && (matches(leg, numbers, party.number()) || matches(leg, numbers, party.e164()))) {
                return true;
            }
        }
        return false;
    }

    /** Tells whether a number is looked for. One that is hidden from the client never is. */
    private static boolean matches(KeptLeg leg, Set<NumberMatch> numbers, @Nullable String number) {
        return number != null
                && numbers.stream().anyMatch(wanted -> wanted.matches(number))
                && (leg.whole() == null || !isOutside(number, leg));
    }

    private static boolean isOutside(String number, KeptLeg leg) {
        return !leg.extensions().contains(number)
                && (leg.outside().contains(number)
                        || number.chars().filter(Character::isDigit).count() > MOST_SHORT);
    }
}
