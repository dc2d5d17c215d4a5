package io.ucmbilling.report.filter;

import io.ucmbilling.calls.call.CallStatus;
import io.ucmbilling.store.report.SavedView;
import java.time.DayOfWeek;
import java.util.List;

/**
 * What the form offers to choose from.
 *
 * @param sites ids of those that may be seen
 * @param zones names of the tz database that are offered; others may be typed
 * @param ranges the quick ranges
 * @param views saved for the user, or for all, by name
 */
public record FilterChoices(List<String> sites, List<String> zones, List<RangeLink> ranges, List<SavedView> views) {

    /**
     * A quick range.
     *
     * @param text key in the text bundle
     * @param link the query of its address
     * @param current whether it is the one that is shown
     */
    public record RangeLink(String text, String link, boolean current) {
        static String text(QuickRange range) {
            return "range." + range.parameter();
        }
    }

    /** Returns the states in the order of the guide. */
    public List<CallStatus> statuses() {
        return List.of(
                CallStatus.NO_ANSWER,
                CallStatus.BUSY,
                CallStatus.ANSWERED,
                CallStatus.FAILED,
                CallStatus.VOICEMAIL,
                CallStatus.UNKNOWN);
    }

    public List<DayOfWeek> days() {
        return List.of(DayOfWeek.values());
    }
}
