package io.ucmbilling.store.row;

import java.time.LocalDateTime;
import java.time.YearMonth;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * A page's legs, ready to be kept. Opaque outside the store.
 *
 * @param asOf number of the storing transaction as of which they were asked for: what was kept by a later one is newer
 */
public record PreparedLegs(List<EncodedLeg> legs, long asOf) {
    public PreparedLegs {
        legs = List.copyOf(legs);
    }

    /** Legs that were asked for now: they are newer than all that is kept. */
    public PreparedLegs(List<EncodedLeg> legs) {
        this(legs, Long.MAX_VALUE);
    }

    /** Returns the same legs as of an earlier storing transaction. */
    public PreparedLegs asOf(long commit) {
        return new PreparedLegs(legs, commit);
    }

    /** Returns the months in which they start, by the PBX's wall clock. */
    public Set<YearMonth> months() {
        Set<YearMonth> months = new HashSet<>();
        YearMonth last = null;
        for (EncodedLeg leg : legs) {
            LocalDateTime start = leg.key().start();
            if (last == null || start.getMonth() != last.getMonth() || start.getYear() != last.getYear()) {
                last = YearMonth.from(start);
                months.add(last);
            }
        }
        return months;
    }

    /** How many there are, repeats included. */
    public int size() {
        return legs.size();
    }
}
