package io.ucmbilling.store.partition;

import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The months that are collected, by the wall clock of the PBXs: from that of the earliest first day of any site to next month.
 * Their legs have a partition a month; a leg that starts in any other month is misdated.
 *
 * @param last inclusive, not before {@code first}
 */
public record CollectedMonths(YearMonth first, YearMonth last) {

    private static final YearMonth EARLIEST = YearMonth.of(2000, 1);

    public CollectedMonths {
        if (last.isBefore(first)) {
            throw new IllegalArgumentException("months: found " + first + " to " + last + ", expected them in order");
        }
    }

    /**
     * Returns the months that are collected at that moment.
     *
     * @param since the earliest first day of any site; null: there is no site
     */
    static CollectedMonths of(@Nullable LocalDate since, Instant now) {
        YearMonth last = YearMonth.from(now.atOffset(ZoneOffset.UTC)).plusMonths(1);
        YearMonth first = since == null ? last.minusMonths(1) : YearMonth.from(since);
        first = first.isBefore(EARLIEST) ? EARLIEST : first;
        return new CollectedMonths(first.isAfter(last) ? last : first, last);
    }

    public boolean contains(YearMonth month) {
        return !month.isBefore(first) && !month.isAfter(last);
    }

    /** Returns all of them, in order. */
    List<YearMonth> all() {
        return between(first, last.plusMonths(1));
    }

    /** @param end exclusive */
    static List<YearMonth> between(YearMonth first, YearMonth end) {
        return Stream.iterate(first, month -> month.isBefore(end), month -> month.plusMonths(1))
                .toList();
    }
}
