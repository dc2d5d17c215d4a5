package io.ucmbilling.report.mailing;

import io.ucmbilling.report.filter.ReportSites;
import io.ucmbilling.report.filter.VisibleSites;
import io.ucmbilling.report.mail.MailPost;
import io.ucmbilling.report.user.ReportUser;
import io.ucmbilling.store.mailing.MailedFiles;
import io.ucmbilling.store.mailing.MailedRecordings;
import io.ucmbilling.store.mailing.MailingPeriod;
import io.ucmbilling.store.report.SavedViews;
import java.time.DayOfWeek;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import org.springframework.stereotype.Component;
import org.springframework.ui.Model;

/** What the pages of settings show beside the settings themselves. */
@Component
final class MailingPage {
    private static final Set<String> DONE = Set.of("saved", "deleted", "sending");

    private final ReportSites sites;
    private final SavedViews views;
    private final MailPost post;

    MailingPage(ReportSites sites, SavedViews views, MailPost post) {
        this.sites = sites;
        this.views = views;
        this.post = post;
    }

    void addList(List<MailingItem> items, String done, Model model) {
        model.addAttribute("items", items);
        model.addAttribute("done", DONE.contains(done) ? done : null);
        model.addAttribute("hasServer", post.hasServer());
    }

    /** Returns the form of a new setting, in the zone of the first site that has one. */
    MailingForm fresh(ReportUser user, String filter) {
        VisibleSites visible = sites.of(user);
        String zone = visible.ids().stream()
                .flatMap(site -> visible.zone(site).stream())
                .map(ZoneId::getId)
                .findFirst()
                .orElse("UTC");
        return MailingForm.fresh(zone, filter);
    }

    void addForm(MailingForm form, ReportUser user, Model model) {
        model.addAttribute("form", form);
        model.addAttribute("periods", MailingPeriod.values());
        model.addAttribute("weekdays", DayOfWeek.values());
        model.addAttribute("formats", MailedFiles.values());
        model.addAttribute("recordings", MailedRecordings.values());
        model.addAttribute(
                "zones", ZoneId.getAvailableZoneIds().stream().sorted().toList());
        model.addAttribute("views", views.of(user.name()));
        model.addAttribute("hasServer", post.hasServer());
    }
}
