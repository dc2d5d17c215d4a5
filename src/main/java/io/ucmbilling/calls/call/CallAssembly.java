package io.ucmbilling.calls.call;

import io.ucmbilling.call.Direction;
import io.ucmbilling.call.Kind;
import io.ucmbilling.contract.Field;
import io.ucmbilling.store.row.BilledLeg;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Assembly of a call from its legs (rules C1 to C8): a pure function. The order in which the legs are given does not count, and a
 * leg that was corrected gives what it would have given at once.
 */
public final class CallAssembly {
    private final LegsOfCall legs;
    private final PbxSettings settings;

    private CallAssembly(LegsOfCall legs, PbxSettings settings) {
        this.legs = legs;
        this.settings = settings;
    }

    /**
     * Makes the call.
     *
     * @param legs all of one call, at least one, in any order
     * @param numbered names of all recordings of the call that ever had a number, number 1 first; empty: the name was erased
     */
    public static Call of(Collection<BilledLeg> legs, PbxSettings settings, List<String> numbered) {
        return new CallAssembly(LegsOfCall.of(legs), settings).call(numbered);
    }

    /** Returns the legs in their order (rule C1). */
    public static List<BilledLeg> inOrder(Collection<BilledLeg> legs) {
        return LegsOfCall.of(legs).inOrder();
    }

    private Call call(List<String> numbered) {
        List<BilledLeg> inOrder = legs.inOrder();
        Direction direction = legs.direction();
        List<LegSide> sides = LegSide.of(inOrder);
        Set<CallTrunk> trunks = new LinkedHashSet<>();
        Set<String> extensions = new LinkedHashSet<>();
        Set<Kind> kinds = new LinkedHashSet<>();
        for (LegSide side : sides) {
            kinds.add(side.leg().kind());
            if (side.trunk() != null) {
                trunks.add(side.trunk());
            }
            if (side.extension() != null) {
                extensions.add(side.extension());
            }
        }
        int billable = BillableTime.of(direction, sides);
        CallParties parties = new CallParties(legs, direction, settings);
        return new Call(
                session(legs.first()),
                CallTimes.of(legs, settings),
                billable,
                direction,
                legs.status(),
                List.copyOf(kinds),
                parties.caller(),
                parties.callee(),
                parties.dialled(),
                parties.answeredBy(),
                List.copyOf(trunks),
                List.copyOf(extensions),
                accountCode(inOrder),
                inOrder.size(),
                OutsideNumbers.of(inOrder, extensions),
                NumberedRecordings.of(inOrder, numbered),
                new BillableShares(
                        BillableTime.byTrunk(sides, trunks),
                        share(direction, sides, extensions, LegSide::extension, billable),
                        share(direction, sides, kinds, side -> side.leg().kind(), billable)));
    }

    /** Returns the session as given; without one the uniqueid. */
    private static String session(BilledLeg leg) {
        String given = leg.raw().text(Field.SESSION);
        return given.isEmpty() ? leg.raw().text(Field.UNIQUEID) : given;
    }

    private static @Nullable String accountCode(List<BilledLeg> inOrder) {
        for (BilledLeg leg : inOrder) {
            String code = leg.raw().text(Field.ACCOUNTCODE);
            if (!code.isEmpty()) {
                return code;
            }
        }
        return null;
    }

    /**
     * Returns the billable seconds over the legs that have each of the keys on a side.
     *
     * @param billable those over all legs
     */
    private static <K> Map<K, Integer> share(
            Direction direction, List<LegSide> sides, Set<K> keys, Function<LegSide, @Nullable K> key, int billable) {
        Map<K, Integer> share = new LinkedHashMap<>();
        for (K wanted : keys) {
            List<LegSide> having = new ArrayList<>();
            for (int i = 0; i < sides.size(); i += 2) {
                LegSide source = sides.get(i);
                LegSide destination = sides.get(i + 1);
                if (wanted.equals(key.apply(source)) || wanted.equals(key.apply(destination))) {
                    having.add(source);
                    having.add(destination);
                }
            }
            share.put(wanted, having.size() == sides.size() ? billable : BillableTime.of(direction, having));
        }
        return share;
    }
}
