package io.ucmbilling.report.overview;

import io.ucmbilling.calls.usage.UsageKey;
import io.ucmbilling.calls.view.CallFilter;
import io.ucmbilling.calls.view.NumberMatch;
import io.ucmbilling.report.filter.FilterField;
import io.ucmbilling.report.filter.FilterForm;
import io.ucmbilling.report.filter.ReportQuery;
import java.util.Set;

/** Address of those calls of a view that one trunk or one extension has. */
final class PartLink {
    private PartLink() {}

    /**
     * Returns the query of the address; empty: no filter says that. Several trunks, or extensions, in one filter are any of them: so one
     * that was not asked for, but is there beside one that was, cannot be asked for with it.
     */
    static String of(ReportQuery query, UsageKey key, String name) {
        FilterField field = key == UsageKey.TRUNK ? FilterField.TRUNK : FilterField.EXTENSION;
        return isAsked(query.filter(), key, name)
                ? query.with(field, FilterForm.item(name)).address()
                : "";
    }

    private static boolean isAsked(CallFilter filter, UsageKey key, String name) {
        if (key == UsageKey.TRUNK) {
            return filter.trunks().isEmpty() || filter.trunks().contains(name);
        }
        Set<NumberMatch> extensions = filter.extensions();
        boolean whole = NumberMatch.parse(name).kind() == NumberMatch.Kind.WHOLE;
        return whole && (extensions.isEmpty() || extensions.stream().anyMatch(asked -> asked.matches(name)));
    }
}
