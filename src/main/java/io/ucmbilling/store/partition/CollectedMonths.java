package io.ucmbilling.store.partition;

import java.time.YearMonth;
import java.util.List;
import java.util.stream.Stream;

/**
 * The months that are collected, by the wall clock of the PBXs: from that of the earliest first day of any site to next month.
 * Their legs have a partition a month; a leg that starts in any other month is misdated.
 *
 * @param last inclusive, not before {@code first}
 */
public record CollectedMonths(YearMonth first, YearMonth last) {

    public CollectedMonths {
        if (last.isBefore(first)) {
            throw new IllegalArgumentException("months: found " + first + " to " + last + ", expected them in order");
        }
    }

    public boolean contains(YearMonth month) {
        return !month.isBefore(first) && !month.isAfter(last);
    }

    /** All of them, in order. */
    List<YearMonth> all() {
        return Stream.iterate(first, month -> !month.isAfter(last), month -> month.plusMonths(1))
                .toList();
    }
}
