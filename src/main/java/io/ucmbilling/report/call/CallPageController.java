package io.ucmbilling.report.call;

import io.ucmbilling.calls.call.CallId;
import io.ucmbilling.calls.leg.CallWithLegs;
import io.ucmbilling.calls.leg.SingleCalls;
import io.ucmbilling.report.filter.FilterForm;
import io.ucmbilling.report.filter.ReportSites;
import io.ucmbilling.report.filter.ReportZone;
import io.ucmbilling.report.filter.VisibleSites;
import io.ucmbilling.report.page.NotFoundException;
import io.ucmbilling.report.page.ReadingPermits;
import io.ucmbilling.report.user.ReportUser;
import io.ucmbilling.report.user.Role;
import io.ucmbilling.store.audit.AuditAction;
import io.ucmbilling.store.audit.AuditOutcome;
import io.ucmbilling.store.audit.AuditTrail;
import jakarta.servlet.http.HttpServletRequest;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/** {@code /calls/{id}}: a call opened, with its legs on one time line. Raw records are for administrators, and noted in the audit. */
@Controller
final class CallPageController {
    private static final Pattern VIEW = Pattern.compile("https?://[^/?#]+/calls\\?([^#]*)");

    private final SingleCalls calls;
    private final RecordingOptionsReader recordings;
    private final ReportSites sites;
    private final ReadingPermits permits;
    private final AuditTrail trail;
    private final ReportAudit audit;

    CallPageController(
            SingleCalls calls,
            RecordingOptionsReader recordings,
            ReportSites sites,
            ReadingPermits permits,
            AuditTrail trail,
            ReportAudit audit) {
        this.calls = calls;
        this.recordings = recordings;
        this.sites = sites;
        this.permits = permits;
        this.trail = trail;
        this.audit = audit;
    }

    @GetMapping("/calls/{id:[0-9a-f]{32}}")
    String call(@PathVariable String id, ReportUser user, HttpServletRequest request, Model model) {
        VisibleSites visible = sites.of(user);
        CallWithLegs found = CallId.parse(id)
                .flatMap(known -> permits.with(user, () -> calls.find(known, visible.ids(), ReadingPermits.LIMIT)))
                .orElseThrow(NotFoundException::new);
        boolean raw = user.may(Role.ADMINISTRATOR);
        if (raw) {
            note(found, user, request);
        }
        Optional<ZoneId> own = visible.zone(found.call().site());
        ZoneId zone = ReportZone.OF_SITES.of(found.call(), own);
        model.addAttribute("departed", own.isEmpty());
        model.addAttribute("back", view(request.getHeader("Referer")));
        model.addAttribute("call", CallDetail.of(found, zone, raw));
        model.addAttribute(
                "recordings",
                CallDetail.recordings(found.call(), zone, user, recordings.standings(List.of(found.call()))));
        return "report/call";
    }

    /** Returns the query of the view that somebody comes from; empty: they come from elsewhere. Browsers tell it to the same site alone. */
    static String view(@Nullable String referer) {
        Matcher view = VIEW.matcher(referer == null ? "" : referer);
        return view.matches() ? FilterForm.ofAddress(view.group(1)).address() : "";
    }

    private void note(CallWithLegs found, ReportUser user, HttpServletRequest request) {
        trail.add(found.legs().stream()
                .map(leg -> audit.entry(
                        user,
                        request,
                        new ReportAudit.Deed(AuditAction.RAW_RECORD, leg.site(), "legs/" + CallId.text(leg.id())),
                        AuditOutcome.DONE,
                        "call " + CallId.text(leg.call())))
                .toList());
    }
}
