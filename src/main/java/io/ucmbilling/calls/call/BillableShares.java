package io.ucmbilling.calls.call;

import io.ucmbilling.call.Kind;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Billable seconds of a call by what had a part in it (rules B4 and N5). Each map holds every one that the call has, in the
 * order of the legs.
 *
 * @param byTrunk by name, else by token: those of the trunk's own channels
 * @param byExtension over the legs with that extension alone
 * @param byKind over the legs of that kind alone, so that they may add up to more than the call
 */
public record BillableShares(
        Map<String, Integer> byTrunk, Map<String, Integer> byExtension, Map<Kind, Integer> byKind) {
    public BillableShares {
        byTrunk = Collections.unmodifiableMap(new LinkedHashMap<>(byTrunk));
        byExtension = Collections.unmodifiableMap(new LinkedHashMap<>(byExtension));
        byKind = Collections.unmodifiableMap(new LinkedHashMap<>(byKind));
    }
}
