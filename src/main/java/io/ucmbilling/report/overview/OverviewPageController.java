package io.ucmbilling.report.overview;

import io.ucmbilling.report.filter.FilterChoicesReader;
import io.ucmbilling.report.filter.ReportQuery;
import io.ucmbilling.report.filter.ReportSites;
import io.ucmbilling.report.filter.UnreadHistoryReader;
import io.ucmbilling.report.filter.VisibleSites;
import io.ucmbilling.report.page.ReadingPermits;
import io.ucmbilling.report.user.ReportUser;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** {@code /overview}. */
@Controller
final class OverviewPageController {
    private final OverviewReader overviews;
    private final FilterChoicesReader choices;
    private final UnreadHistoryReader unread;
    private final ReportSites sites;
    private final ReadingPermits permits;
    private final Clock clock;

    OverviewPageController(
            OverviewReader overviews,
            FilterChoicesReader choices,
            UnreadHistoryReader unread,
            ReportSites sites,
            ReadingPermits permits,
            Clock clock) {
        this.overviews = overviews;
        this.choices = choices;
        this.unread = unread;
        this.sites = sites;
        this.permits = permits;
        this.clock = clock;
    }

    @GetMapping("/overview")
    String overview(ReportUser user, HttpServletRequest request, Model model) {
        VisibleSites visible = sites.of(user);
        ReportQuery query = ReportQuery.of(request.getParameterMap(), visible, clock);
        choices.addTo(model, query, visible, user);
        if (query.errors().isEmpty()) {
            ReportQuery counted = ReportQuery.of(query.viewByOneClock(), visible, clock);
            model.addAttribute("counted", counted);
            model.addAttribute("overview", permits.with(user, () -> {
                unread.addTo(model, query, visible);
                return overviews.of(counted, ReadingPermits.client(request));
            }));
        }
        return "report/overview";
    }
}
