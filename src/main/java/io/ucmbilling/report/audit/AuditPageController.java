package io.ucmbilling.report.audit;

import io.ucmbilling.report.page.ReadingPermits;
import io.ucmbilling.report.user.ReportUser;
import io.ucmbilling.store.audit.AuditTrail;
import io.ucmbilling.store.audit.AuditTrail.PlacedEntry;
import io.ucmbilling.ucm.site.Fleet;
import io.ucmbilling.ucm.site.Site;
import jakarta.servlet.http.HttpServletRequest;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** {@code /audit}, for administrators. One who may see some sites alone sees the entries of those, and none of several sites. */
@Controller
class AuditPageController {
    private static final ZoneId UTC = ZoneId.of("UTC");

    private final AuditTrail trail;
    private final Fleet fleet;
    private final ReadingPermits permits;

    AuditPageController(AuditTrail trail, Fleet fleet, ReadingPermits permits) {
        this.trail = trail;
        this.fleet = fleet;
        this.permits = permits;
    }

    @GetMapping("/audit")
    String audit(ReportUser user, HttpServletRequest request, Model model) {
        List<ZoneId> zones = zones(user);
        AuditForm form = AuditForm.of(request::getParameter, zones, user.sites());
        List<PlacedEntry> found =
                form.errors().isEmpty() ? permits.with(user, () -> trail.entries(form.query())) : List.of();
        List<PlacedEntry> page = found.subList(0, Math.min(AuditForm.PAGE, found.size()));
        Map<String, Object> shown = new LinkedHashMap<>();
        shown.put("form", form);
        shown.put("zones", zones);
        shown.put(
                "rows",
                page.stream()
                        .map(placed -> AuditRow.of(placed.entry(), form.zone()))
                        .toList());
        if (found.size() > page.size()) {
            shown.put("older", form.behind(page.getLast().position()));
        }
        model.addAllAttributes(shown);
        return "report/audit";
    }

    /** Returns those in which times may be shown, first the one that all sites have, or UTC if they have several. */
    private List<ZoneId> zones(ReportUser user) {
        List<ZoneId> ofSites = fleet.sites().stream()
                .filter(site -> user.sees(site.id()))
                .map(Site::timeZone)
                .distinct()
                .sorted(Comparator.comparing(ZoneId::getId))
                .toList();
        return ofSites.size() == 1
                ? List.of(ofSites.getFirst(), UTC)
                : Stream.concat(Stream.of(UTC), ofSites.stream()).distinct().toList();
    }
}
