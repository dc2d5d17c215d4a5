package io.ucmbilling.calls.call;

import io.ucmbilling.call.Direction;
import io.ucmbilling.call.Kind;
import io.ucmbilling.contract.Field;
import io.ucmbilling.store.row.BilledLeg;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Stream;
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
     * @param numbered names of all recordings of the call that ever had a number, number 1 first
     */
    public static Call of(Collection<BilledLeg> legs, PbxSettings settings, List<String> numbered) {
        return new CallAssembly(new LegsOfCall(List.copyOf(legs)), settings).call(numbered);
    }

    /** Returns the legs in their order (rule C1). */
    public static List<BilledLeg> inOrder(Collection<BilledLeg> legs) {
        return new LegsOfCall(List.copyOf(legs)).inOrder();
    }

    private Call call(List<String> numbered) {
        List<BilledLeg> inOrder = legs.inOrder();
        Direction direction = legs.direction();
        List<LegSide> sides = LegSide.of(inOrder);
        List<CallTrunk> trunks = distinct(sides.stream(), LegSide::trunk);
        List<String> extensions = distinct(sides.stream(), LegSide::extension);
        List<Kind> kinds = distinct(inOrder.stream(), BilledLeg::kind);
        CallParties parties = new CallParties(legs, direction, settings);
        return new Call(
                session(legs.first()),
                CallTimes.of(legs, settings),
                BillableTime.of(direction, inOrder),
                direction,
                legs.status(),
                kinds,
                parties.caller(),
                parties.callee(),
                parties.dialled(),
                parties.answeredBy(),
                trunks,
                extensions,
                accountCode(inOrder),
                inOrder.size(),
                OutsideNumbers.of(inOrder, extensions),
                Recordings.of(inOrder, numbered),
                shares(direction, trunks, extensions, kinds));
    }

    /** Returns the session as given; without one the uniqueid. */
    private static String session(BilledLeg leg) {
        String given = leg.raw().text(Field.SESSION);
        return given.isEmpty() ? leg.raw().text(Field.UNIQUEID) : given;
    }

    private static @Nullable String accountCode(List<BilledLeg> inOrder) {
        return inOrder.stream()
                .map(leg -> leg.raw().text(Field.ACCOUNTCODE))
                .filter(code -> !code.isEmpty())
                .findFirst()
                .orElse(null);
    }

    private BillableShares shares(
            Direction direction, List<CallTrunk> trunks, List<String> extensions, List<Kind> kinds) {
        Map<String, Integer> byExtension = share(direction, extensions, LegSide::extension);
        Map<Kind, Integer> byKind = share(direction, kinds, side -> side.leg().kind());
        return new BillableShares(BillableTime.byTrunk(legs.inOrder(), trunks), byExtension, byKind);
    }

    /** Returns the billable seconds over the legs that have each of the keys on a side. */
    private <K> Map<K, Integer> share(Direction direction, List<K> keys, Function<LegSide, @Nullable K> key) {
        Map<K, Integer> share = new LinkedHashMap<>();
        for (K wanted : keys) {
            List<BilledLeg> having = legs.inOrder().stream()
                    .filter(leg -> LegSide.of(List.of(leg)).stream().anyMatch(side -> wanted.equals(key.apply(side))))
                    .toList();
            share.put(wanted, BillableTime.of(direction, having));
        }
        return share;
    }

    private static <T, R> List<R> distinct(Stream<T> all, Function<T, @Nullable R> part) {
        return all.map(part)
                .filter(Objects::nonNull)
                .map(found -> Objects.<R>requireNonNull(found))
                .distinct()
                .toList();
    }
}
