package io.ucmbilling.calls.usage;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Sums over calls (billing contract B4).
 *
 * @param values of the keys, in their order
 * @param answered calls that a person answered
 * @param billableSeconds by a trunk, an extension or a kind what falls to it alone
 * @param waitSeconds over answered calls
 * @param maxWaitSeconds over answered calls; null: there are none
 */
public record UsageItem(
        List<UsageValue> values,
        long calls,
        long answered,
        long durationSeconds,
        long billableSeconds,
        long waitSeconds,
        @Nullable Integer maxWaitSeconds) {
    public UsageItem {
        values = List.copyOf(values);
    }

    /** Compares by the keys, one after the other. */
    static int byKeys(UsageItem one, UsageItem other) {
        for (int i = 0; i < one.values.size(); i++) {
            int order = one.values.get(i).compareTo(other.values.get(i));
            if (order != 0) {
                return order;
            }
        }
        return 0;
    }
}
