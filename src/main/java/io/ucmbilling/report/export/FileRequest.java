package io.ucmbilling.report.export;

import io.ucmbilling.calls.query.CallOrder;
import io.ucmbilling.calls.report.SortColumn;
import io.ucmbilling.calls.view.CallFilter;
import io.ucmbilling.calls.view.StoredCall;
import io.ucmbilling.report.filter.ReportQuery;
import io.ucmbilling.report.filter.VisibleSites;
import java.time.ZoneId;
import java.util.function.Function;

/**
 * File that is asked for.
 *
 * @param filter of its calls
 * @param order of its calls
 * @param zones the zone in which a call is shown
 * @param columns and so the format
 */
public record FileRequest(
        CallFilter filter, CallOrder order, Function<StoredCall, ZoneId> zones, ChosenColumns columns) {

    /** Returns the file of a view: in the order of time, the latest call first unless the view is sorted the other way. */
    public static FileRequest of(ReportQuery query, VisibleSites sites, ChosenColumns columns) {
        boolean earliestFirst =
                query.page().column() == SortColumn.START && !query.page().descending();
        return new FileRequest(
                query.filter(),
                earliestFirst ? CallOrder.EARLIEST_FIRST : CallOrder.LATEST_FIRST,
                call -> query.zone().of(call, sites.zone(call.site())),
                columns);
    }
}
