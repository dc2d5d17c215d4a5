package io.ucmbilling.report.filter;

import io.ucmbilling.calls.report.SortedPage;
import io.ucmbilling.calls.view.CallFilter;
import java.time.Clock;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What is asked of a page of calls, as its address says (report contract R2).
 *
 * @param form as it was filled in
 * @param filter which calls match. If anything is wrong with the form, it is that of the rest
 * @param zone in which times are read and shown
 * @param dates the zone by which dates are told: the one that was named, or the sites' own, if these have several, the most frequent one
 * @param severalClocks whether the sites have several clocks, and none was named: each call counts by the clock of its own PBX
 * @param period by the wall clock of the zone; of the sites' own, by the clock of each call's PBX
 * @param range the quick range that the period comes from; null: it was typed
 * @param page which calls are shown, in which order
 * @param errors what is wrong with the form; none: it is right
 */
public record ReportQuery(
        FilterForm form,
        CallFilter filter,
        ReportZone zone,
        ZoneId dates,
        boolean severalClocks,
        ReportPeriod period,
        @Nullable QuickRange range,
        SortedPage page,
        List<FieldError> errors) {
    /** Sizes of a page that are offered. */
    public static final List<Integer> SIZES = List.of(25, 50, 100, 200);

    public ReportQuery {
        errors = List.copyOf(errors);
    }

    /** Reads the parameters of an address. Without any period in it, the last seven days are shown. */
    public static ReportQuery of(Map<String, String[]> parameters, VisibleSites sites, Clock clock) {
        return new FormReader(FilterForm.of(parameters), namesPeriod(parameters), sites, clock).query();
    }

    private static boolean namesPeriod(Map<String, String[]> parameters) {
        return Stream.of(FilterField.FROM, FilterField.TO, FilterField.PERIOD)
                .anyMatch(field -> parameters.containsKey(field.parameter()));
    }

    /** Reads the form of a view, which names its period, as {@link #view} gives it. */
    public static ReportQuery of(FilterForm view, VisibleSites sites, Clock clock) {
        return new FormReader(view, true, sites, clock).query();
    }

    /** Returns the query of an address that shows the same view from its first page on; the period is as relative as it was. */
    public String address() {
        return view().address();
    }

    /** Returns the form of the same view from its first page on, with its period, whether that was typed or not. */
    public FilterForm view() {
        FilterForm first = form.with(FilterField.PAGE);
        if (range != null) {
            return first.with(FilterField.PERIOD, range.parameter())
                    .with(FilterField.FROM)
                    .with(FilterField.TO);
        }
        boolean typed = !form.isEmpty(FilterField.FROM) || !form.isEmpty(FilterField.TO);
        return typed ? first.with(FilterField.PERIOD) : first.with(FilterField.PERIOD, FilterForm.ALL);
    }

    /** Returns the form of the same view from its first page on, with one field filled in otherwise. */
    public FilterForm with(FilterField field, String... filled) {
        return view().with(field, filled);
    }

    /**
     * Returns the form of the same view by one clock for all sites, {@link #dates}, so that what is added up has one axis of time. It
     * names that clock if the sites have several, so that it means the same calls wherever it is shown.
     */
    public FilterForm viewByOneClock() {
        return severalClocks ? with(FilterField.ZONE, dates.getId()) : view();
    }

    /** Returns what is wrong with a field; empty: nothing. */
    public Optional<FieldError> error(FilterField field) {
        return errors.stream().filter(error -> error.field() == field).findFirst();
    }
}
