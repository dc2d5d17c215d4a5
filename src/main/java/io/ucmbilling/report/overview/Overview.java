package io.ucmbilling.report.overview;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the page shows of the calls that match.
 *
 * @param total of all of them
 * @param step key in the text bundle of how long a point of time is: hour, day or month
 * @param points in the order of time
 * @param waits how long callers waited
 * @param week hours of the week, Monday first
 * @param extensions the busiest ones, the busiest first
 * @param trunks the busiest ones, the busiest first
 * @param statuses in the order of the form
 * @param tooMany whether there are too many points of time to show
 */
record Overview(
        Totals total,
        String step,
        List<TimePoint> points,
        List<Bar> waits,
        List<WeekDay> week,
        List<Bar> extensions,
        List<Bar> trunks,
        List<Bar> statuses,
        boolean tooMany) {

    /**
     * Sums.
     *
     * @param answeredShare in percent; of no calls, 0
     */
    record Totals(long calls, long answered, long billableMinutes, int answeredShare, String averageWait) {}

    /**
     * Point of time.
     *
     * @param link the query of an address of the calls in it
     * @param epoch seconds, for the axis
     * @param directions inbound, outbound, internal, external
     * @param answeredShare in percent; null: there were no calls
     */
    record TimePoint(
            String label,
            String link,
            long epoch,
            List<Sum> directions,
            long calls,
            @Nullable Integer answeredShare) {}

    /** Sums of one direction. */
    record Sum(long calls, long billableMinutes) {}

    /**
     * Bar of a chart.
     *
     * @param label text, or a key in the text bundle if it is translated
     * @param link the query of an address of its calls; empty: no filter says that
     * @param detail another sum, which its chart names
     * @param width of the bar, in thousandths of the longest one
     * @param share in percent of all
     */
    record Bar(String label, boolean translated, String link, long calls, long detail, int width, int share) {}

    /** Day of the week, by its hours. */
    record WeekDay(String day, List<HourCell> hours) {}

    /**
     * Hour of a day of the week.
     *
     * @param heat from 0, no calls, to 9
     * @param link the query of an address of its calls; empty: no filter says that
     */
    record HourCell(int hour, long calls, int heat, String link) {}

    public boolean isEmpty() {
        return total.calls() == 0;
    }
}
