package io.ucmbilling.report.fleet;

import io.ucmbilling.report.filter.ReportSites;
import io.ucmbilling.report.filter.VisibleSites;
import io.ucmbilling.report.page.NotFoundException;
import io.ucmbilling.report.page.ReadingPermits;
import io.ucmbilling.report.user.ReportUser;
import io.ucmbilling.report.user.Role;
import io.ucmbilling.ucm.site.Fleet;
import io.ucmbilling.ucm.site.Site;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** {@code /sites/{id}}: one site, and <i>Collect again</i>. */
@Controller
final class SitePageController {
    private final SitePageReader pages;
    private final CollectAgain collect;
    private final ReportSites sites;
    private final Fleet fleet;
    private final ReadingPermits permits;

    SitePageController(
            SitePageReader pages, CollectAgain collect, ReportSites sites, Fleet fleet, ReadingPermits permits) {
        this.pages = pages;
        this.collect = collect;
        this.sites = sites;
        this.fleet = fleet;
        this.permits = permits;
    }

    /**
     * Shows a site.
     *
     * @param month the last one of the calendar that is shown; none that can be read: the newest
     * @param day a day that is opened; none that the site has: no day is
     */
    @GetMapping("/sites/{id}")
    String site(
            @PathVariable String id,
            @RequestParam(defaultValue = "") String month,
            @RequestParam(defaultValue = "") String day,
            ReportUser user,
            Model model) {
        VisibleSites only = visible(id, user);
        show(only, SitePageReader.Choice.of(month, day), user, model);
        return page(CollectForm.empty(), id, model);
    }

    private void show(VisibleSites only, SitePageReader.Choice choice, ReportUser user, Model model) {
        String id = only.ids().first();
        model.addAllAttributes(permits.with(
                user,
                () -> fleet.find(id).map(site -> pages.of(site, only, choice)).orElseGet(() -> pages.ofFormer(only))));
    }

    private static String page(CollectForm form, String id, Model model) {
        model.addAttribute("id", id);
        model.addAttribute("form", form);
        return "report/site";
    }

    @PostMapping("/sites/{id}/collections")
    String collect(
            @PathVariable String id,
            @RequestParam Map<String, String> fields,
            ReportUser user,
            HttpServletRequest request,
            Model model) {
        VisibleSites only = visible(id, user);
        if (!user.may(Role.ADMINISTRATOR) || fleet.find(id).isEmpty()) {
            throw new NotFoundException();
        }
        CollectForm typed = CollectForm.of(
                fields.getOrDefault("from", ""), fields.getOrDefault("to", ""), fields.getOrDefault("key", ""));
        CollectForm answer =
                collect.take(typed, new CollectAgain.Asker(user, id, request.getRemoteAddr(), request.getRequestURI()));
        if (answer.isRight()) {
            return "redirect:/sites/" + id + "?asked#collections";
        }
        show(only, SitePageReader.Choice.NONE, user, model);
        return page(answer, id, model);
    }

    /** Returns that site alone, if the user may see it. */
    private VisibleSites visible(String id, ReportUser user) {
        VisibleSites all = sites.of(user);
        if (!all.ids().contains(id)) {
            throw new NotFoundException();
        }
        return new VisibleSites(
                new TreeSet<>(List.of(id)),
                fleet.find(id).map(Site::timeZone).map(zone -> Map.of(id, zone)).orElse(Map.of()));
    }
}
