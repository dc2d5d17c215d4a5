package io.ucmbilling.report.call;

import io.ucmbilling.calls.report.ShownPage;
import io.ucmbilling.calls.report.SortedCalls;
import io.ucmbilling.calls.view.StoredCall;
import io.ucmbilling.recording.standing.RecordingStanding;
import io.ucmbilling.recording.standing.RecordingStandings.NamedRecording;
import io.ucmbilling.report.filter.FilterChoicesReader;
import io.ucmbilling.report.filter.ReportQuery;
import io.ucmbilling.report.filter.ReportSites;
import io.ucmbilling.report.filter.UnreadHistoryReader;
import io.ucmbilling.report.filter.VisibleSites;
import io.ucmbilling.report.page.GuideFormat;
import io.ucmbilling.report.page.ReadingPermits;
import io.ucmbilling.report.user.ReportUser;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** {@code /calls}: the form <i>CDR Filter</i> and the table <i>CDR Report</i>. */
@Controller
final class CallsPageController {
    private final SortedCalls calls;
    private final RecordingOptionsReader recordings;
    private final FilterChoicesReader choices;
    private final UnreadHistoryReader unread;
    private final ReportSites sites;
    private final ReadingPermits permits;
    private final Clock clock;

    CallsPageController(
            SortedCalls calls,
            RecordingOptionsReader recordings,
            FilterChoicesReader choices,
            UnreadHistoryReader unread,
            ReportSites sites,
            ReadingPermits permits,
            Clock clock) {
        this.calls = calls;
        this.recordings = recordings;
        this.choices = choices;
        this.unread = unread;
        this.sites = sites;
        this.permits = permits;
        this.clock = clock;
    }

    @GetMapping("/calls")
    String calls(ReportUser user, HttpServletRequest request, Model model) {
        VisibleSites visible = sites.of(user);
        ReportQuery query = ReportQuery.of(request.getParameterMap(), visible, clock);
        ZoneId named = query.zone().named();
        model.addAttribute("zoneName", named == null ? "" : GuideFormat.zone(named, clock.instant()));
        choices.addTo(model, query, visible, user);
        if (query.errors().isEmpty()) {
            addReport(query, visible, user, request, model);
        }
        return "report/calls";
    }

    private void addReport(
            ReportQuery query, VisibleSites visible, ReportUser user, HttpServletRequest request, Model model) {
        ShownPage page = permits.with(user, () -> {
            unread.addTo(model, query, visible);
            return calls.page(query.filter(), query.page(), ReadingPermits.client(request));
        });
        model.addAttribute("items", items(query, visible, user, page));
        model.addAttribute("links", new ReportLinks(query, page));
    }

    private List<CallItem> items(ReportQuery query, VisibleSites visible, ReportUser user, ShownPage page) {
        Map<NamedRecording, RecordingStanding> standings = recordings.standings(page.calls());
        List<CallItem> items = new ArrayList<>();
        long number = (page.number() - 1L) * query.page().size();
        for (StoredCall call : page.calls()) {
            ZoneId zone = query.zone().of(call, visible.zone(call.site()));
            number++;
            items.add(CallItem.of(number, call, zone, RecordingOptionsReader.of(call, user, standings)));
        }
        return items;
    }
}
