package io.ucmbilling.report.filter;

import io.ucmbilling.calls.view.ViewLag;
import io.ucmbilling.report.page.GuideFormat;
import io.ucmbilling.report.page.ReadingPermits;
import io.ucmbilling.store.watch.SiteCollections;
import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;
import org.springframework.stereotype.Component;
import org.springframework.ui.Model;

/** Reader of what pages with counts and sums do not show yet, although the UCMs hold it. */
@Component
public record UnreadHistoryReader(SiteCollections collections, ViewLag lag) {
    /** In ordinary work calls are made of their legs within two seconds (billing contract C9). */
    private static final Duration ORDINARY = Duration.ofSeconds(5);

    /** Adds to a page what was not read of the sites and the period that it shows, and how far calls lag, if there is anything. */
    public void addTo(Model model, ReportQuery query, VisibleSites visible) {
        Set<String> sites = new TreeSet<>(query.filter().sites());
        sites.retainAll(visible.zones().keySet());
        UnreadHistory.of(query, visible.zones(), collections.open(sites, ReadingPermits.LIMIT))
                .ifPresent(unread -> model.addAttribute("unread", unread));
        Duration behind = lag.now();
        if (behind.compareTo(ORDINARY) > 0) {
            model.addAttribute("behind", GuideFormat.duration(behind));
        }
    }
}
