package io.ucmbilling.report.filter;

import io.ucmbilling.report.filter.FilterChoices.RangeLink;
import io.ucmbilling.report.user.ReportUser;
import io.ucmbilling.store.report.SavedViews;
import java.time.ZoneId;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import org.springframework.ui.Model;

/** Reads what the form offers to choose from. */
@Component
public final class FilterChoicesReader {
    private static final List<String> ZONES = ZoneId.getAvailableZoneIds().stream()
            .filter(zone -> zone.equals("UTC")
                    || zone.matches("(Africa|America|Asia|Atlantic|Australia|Europe|Indian|Pacific)/.+"))
            .sorted()
            .toList();

    private final SavedViews views;

    FilterChoicesReader(SavedViews views) {
        this.views = views;
    }

    /** Adds to a page what its form shows: what was asked, what stands in the fields, and what is offered to choose from. */
    public void addTo(Model model, ReportQuery query, VisibleSites sites, ReportUser user) {
        model.addAttribute("query", query);
        model.addAttribute("fields", new FilterFields(query));
        model.addAttribute("choices", of(query, sites, user));
    }

    private FilterChoices of(ReportQuery query, VisibleSites sites, ReportUser user) {
        List<String> seen = List.copyOf(sites.ids());
        List<RangeLink> ranges =
                Stream.of(QuickRange.values()).map(range -> link(query, range)).toList();
        return new FilterChoices(seen, ZONES, ranges, views.of(user.name()));
    }

    private static RangeLink link(ReportQuery query, QuickRange range) {
        String address = query.with(FilterField.FROM)
                .with(FilterField.TO)
                .with(FilterField.PERIOD, range.parameter())
                .address();
        return new RangeLink(RangeLink.text(range), address, query.range() == range);
    }
}
