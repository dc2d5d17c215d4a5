package io.ucmbilling.report.filter;

import io.ucmbilling.calls.view.KeptSites;
import io.ucmbilling.report.user.ReportUser;
import io.ucmbilling.ucm.site.Fleet;
import io.ucmbilling.ucm.site.Site;
import java.util.SortedSet;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** Sites whose calls the report shows: those configured, and others that still have calls. */
@Component
public final class ReportSites {
    private final Fleet fleet;
    private final KeptSites kept;

    ReportSites(Fleet fleet, KeptSites kept) {
        this.fleet = fleet;
        this.kept = kept;
    }

    /** Returns those that somebody may see. */
    public VisibleSites of(ReportUser user) {
        SortedSet<String> all = kept.ids();
        fleet.sites().forEach(site -> all.add(site.id()));
        SortedSet<String> seen = user.seen(all);
        return new VisibleSites(
                seen,
                fleet.sites().stream()
                        .filter(site -> seen.contains(site.id()))
                        .collect(Collectors.toMap(Site::id, Site::timeZone)));
    }
}
