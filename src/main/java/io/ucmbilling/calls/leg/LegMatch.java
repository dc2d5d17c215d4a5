package io.ucmbilling.calls.leg;

import io.ucmbilling.calls.call.Call;
import io.ucmbilling.calls.call.CallTrunk;
import io.ucmbilling.calls.call.Party;
import io.ucmbilling.calls.mask.NumberMask;
import io.ucmbilling.calls.view.CallFilter;
import io.ucmbilling.calls.view.NumberMatch;
import io.ucmbilling.contract.Field;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Tells whether a leg matches a filter by what it shows itself, as far as {@link LegConditions} cannot tell. */
record LegMatch(CallFilter filter) {
    boolean matches(KeptLeg kept) {
        NumberMask mask = kept.whole() == null ? null : new NumberMask(kept.extensions(), kept.outside());
        Call alone = kept.reading().alone();
        Party caller = alone.caller();
        Party callee = alone.callee();
        Party answeredBy = kept.reading().answeredBy();
        return any(mask, filter.callers(), caller)
                && any(mask, filter.callees(), callee)
                && any(mask, filter.dialled(), callee)
                && any(mask, filter.answeredBy(), answeredBy)
                && any(mask, filter.parties(), caller, callee, answeredBy)
                && (filter.trunks().isEmpty() || alone.trunks().stream().anyMatch(trunk -> isWanted(trunk, mask)))
                && (filter.accountCodes().isEmpty() || isShown(kept.leg().raw().text(Field.ACCOUNTCODE), mask))
                && (filter.extensions().isEmpty() || alone.extensions().stream().anyMatch(this::isWanted))
                && (filter.recorded() == null
                        || filter.recorded() != alone.recordings().isEmpty());
    }

    private boolean isWanted(String extension) {
        return filter.extensions().stream().anyMatch(wanted -> wanted.matches(extension));
    }

    private boolean isWanted(CallTrunk trunk, @Nullable NumberMask mask) {
        String name = trunk.name();
        return (trunk.token() != null && filter.trunks().contains(trunk.token()))
                || (name != null && filter.trunks().contains(name) && isShown(name, mask));
    }

    /** Tells whether a text that was found is shown as it was asked for. */
    private static boolean isShown(String text, @Nullable NumberMask mask) {
        return mask == null || mask.showsText(text);
    }

    private static boolean any(@Nullable NumberMask mask, Set<NumberMatch> numbers, @Nullable Party... parties) {
        if (numbers.isEmpty()) {
            return true;
        }
        for (Party party : parties) {
            if (party != null && (matches(mask, numbers, party.number()) || matches(mask, numbers, party.e164()))) {
                return true;
            }
        }
        return false;
    }

    /** Tells whether a number is looked for. One that is hidden from the client never is. */
    private static boolean matches(@Nullable NumberMask mask, Set<NumberMatch> numbers, @Nullable String number) {
        return number != null
                && numbers.stream().anyMatch(wanted -> wanted.matches(number))
                && (mask == null || !mask.hides(number));
    }
}
