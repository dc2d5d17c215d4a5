package io.ucmbilling.calls.sums;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.SortedSet;
import java.util.TreeSet;

/** Months under which calls are kept, see {@code call.month}. */
public final class CallMonths {
    /** The month of calls that no collected month holds. */
    public static final LocalDate MISDATED = LocalDate.of(1, 1, 1);

    private static final int LAST_YEAR = 9999;

    private CallMonths() {}

    /**
     * Returns the months under which calls may be kept that started in a period.
     *
     * @param from inclusive
     * @param to exclusive, at most a few months later
     */
    static SortedSet<LocalDate> of(Instant from, Instant to) {
        SortedSet<LocalDate> months = new TreeSet<>();
        LocalDate last = LocalDate.ofInstant(to.minusNanos(1), ZoneOffset.UTC);
        LocalDate month = LocalDate.ofInstant(from, ZoneOffset.UTC).withDayOfMonth(1);
        while (!month.isAfter(last)) {
            if (month.getYear() > 0 && month.getYear() <= LAST_YEAR) {
                months.add(month);
            }
            month = month.plusMonths(1);
        }
        months.add(MISDATED);
        return months;
    }
}
