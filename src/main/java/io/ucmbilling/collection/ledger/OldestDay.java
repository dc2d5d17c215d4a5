package io.ucmbilling.collection.ledger;

import io.ucmbilling.collection.plan.SitePlan;
import io.ucmbilling.collection.plan.Window;
import io.ucmbilling.ucm.site.FaultKind;
import io.ucmbilling.ucm.site.UcmFault;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * The search for the first day of which a UCM still holds anything, by bisection: its cleaner takes whole days from
 * that end. Each request asks for one record, to see if there is anything up to a day.
 */
record OldestDay(DayCounts counts, SitePlan plan) {

    /** Returns the day, not before the first one to collect; null: the UCM holds nothing. */
    @Nullable
    LocalDate find(LocalDate since, LocalDate today) throws UcmFault {
        if (!counts.any(new Window(plan.day(since).from(), null), 0)) {
            return null;
        }
        LocalDate low = since;
        LocalDate high = today;
        while (low.isBefore(high)) {
            LocalDate middle = low.plusDays((high.toEpochDay() - low.toEpochDay()) / 2);
            if (counts.any(plan.days(low, middle), 0)) {
                high = middle;
            } else {
                low = middle.plusDays(1);
            }
        }
        if (low.isAfter(since)) {
            confirm(since, low);
        }
        return low;
    }

    /**
     * A day told lost is lost for ever. So the UCM must answer at this moment, and still with nothing of the days
     * before.
     */
    private void confirm(LocalDate since, LocalDate oldest) throws UcmFault {
        Window before = plan.days(since, oldest.minusDays(1));
        if (!counts.any(new Window(plan.day(oldest).from(), null), 0) || counts.any(before, 0)) {
            String what = "nothing came from before " + oldest + ", then it did, or all was empty";
            throw counts.context().fault(FaultKind.SUSPECT_EMPTY, what);
        }
    }
}
