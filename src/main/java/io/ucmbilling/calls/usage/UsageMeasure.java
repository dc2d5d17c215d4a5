package io.ucmbilling.calls.usage;

import java.util.Comparator;
import java.util.List;

/** Sums that the greatest items are chosen by. */
public enum UsageMeasure {
    CALLS,
    BILLABLE_SECONDS;

    private long of(UsageItem item) {
        return this == CALLS ? item.calls() : item.billableSeconds();
    }

    /** Returns the greatest items in the order of their keys; of equal ones those whose keys come first. */
    public List<UsageItem> greatest(List<UsageItem> items, int most) {
        return items.stream()
                .sorted(Comparator.comparingLong(this::of).reversed().thenComparing(UsageItem::byKeys))
                .limit(most)
                .sorted(UsageItem::byKeys)
                .toList();
    }
}
