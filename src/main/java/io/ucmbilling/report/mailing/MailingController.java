package io.ucmbilling.report.mailing;

import io.ucmbilling.report.mail.MailWorker;
import io.ucmbilling.report.mailing.MailingChanges.Asker;
import io.ucmbilling.report.mailing.MailingItem.SendingItem;
import io.ucmbilling.report.page.NotFoundException;
import io.ucmbilling.report.user.ReportUser;
import io.ucmbilling.report.user.Role;
import io.ucmbilling.store.mailing.Mailing;
import io.ucmbilling.store.mailing.Mailings;
import io.ucmbilling.store.mailing.Sendings;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/**
 * {@code /downloads}: <i>Automatic Download Settings</i>, for administrators. One who sees only some sites sees only settings that show no
 * others.
 */
@Controller
final class MailingController {
    private static final int HISTORY = 100;
    private static final String LIST = "redirect:/downloads";

    private final Mailings mailings;
    private final Sendings sendings;
    private final MailingFormReader reader;
    private final MailingPage page;
    private final MailingChanges changes;
    private final MailWorker worker;
    private final Clock clock;

    MailingController(
            Mailings mailings,
            Sendings sendings,
            MailingFormReader reader,
            MailingPage page,
            MailingChanges changes,
            MailWorker worker,
            Clock clock) {
        this.mailings = mailings;
        this.sendings = sendings;
        this.reader = reader;
        this.page = page;
        this.changes = changes;
        this.worker = worker;
        this.clock = clock;
    }

    @GetMapping("/downloads")
    String list(ReportUser user, @RequestParam(defaultValue = "") String done, Model model) {
        List<MailingItem> items = mailings.all().stream()
                .filter(mailing -> mayUse(user, mailing))
                .map(mailing -> MailingItem.of(mailing, sendings.history(mailing.id(), 1), clock.instant()))
                .toList();
        page.addList(items, done, model);
        return "report/downloads";
    }

    private static boolean mayUse(ReportUser user, Mailing mailing) {
        List<String> sites = mailing.sites();
        return user.may(Role.ADMINISTRATOR)
                && (user.sites() == null || (sites != null && sites.stream().allMatch(user::sees)));
    }

    private Mailing find(ReportUser user, String id) {
        try {
            return mailings.find(UUID.fromString(id))
                    .filter(mailing -> mayUse(user, mailing))
                    .orElseThrow(NotFoundException::new);
        } catch (IllegalArgumentException e) {
            throw new NotFoundException();
        }
    }

    /** @param filter address of the view that is to be mailed */
    @GetMapping("/downloads/new")
    String fresh(ReportUser user, @RequestParam(defaultValue = "") String filter, Model model) {
        page.addForm(page.fresh(user, filter), user, model);
        return "report/download-setting";
    }

    @PostMapping("/downloads")
    String create(ReportUser user, @RequestParam Map<String, String> sent, HttpServletRequest request, Model model) {
        MailingForm form = MailingForm.of(sent);
        Optional<Mailing> read = reader.read(form, null, user);
        if (read.isEmpty()) {
            changes.refused(null, asker(user, request));
        } else if (changes.save(read.get(), asker(user, request))) {
            return LIST + "?done=saved";
        } else {
            form.wrong(MailingForm.NAME, "many", Integer.toString(Mailings.MOST));
        }
        page.addForm(form, user, model);
        return "report/download-setting";
    }

    private static Asker asker(ReportUser user, HttpServletRequest request) {
        return new Asker(user, request.getRemoteAddr(), request.getRequestURI());
    }

    @GetMapping("/downloads/{id}")
    String open(ReportUser user, @PathVariable String id, Model model) {
        Mailing mailing = find(user, id);
        page.addForm(MailingForm.of(mailing), user, model);
        addKept(mailing, model);
        return "report/download-setting";
    }

    private void addKept(Mailing mailing, Model model) {
        model.addAttribute("mailing", mailing);
        model.addAttribute(
                "history",
                sendings.history(mailing.id(), HISTORY).stream()
                        .map(sending -> SendingItem.of(sending, mailing.zone()))
                        .toList());
    }

    @PostMapping("/downloads/{id}")
    String change(
            ReportUser user,
            @PathVariable String id,
            @RequestParam Map<String, String> sent,
            HttpServletRequest request,
            Model model) {
        Mailing before = find(user, id);
        MailingForm form = MailingForm.of(sent);
        Optional<Mailing> read = reader.read(form, before, user);
        if (read.isPresent()) {
            changes.save(read.get(), asker(user, request));
            return LIST + "?done=saved";
        }
        changes.refused(before, asker(user, request));
        page.addForm(form, user, model);
        addKept(before, model);
        return "report/download-setting";
    }

    @GetMapping("/downloads/{id}/delete")
    String askToDelete(ReportUser user, @PathVariable String id, Model model) {
        model.addAttribute("mailing", find(user, id));
        return "report/delete-download-setting";
    }

    @PostMapping("/downloads/{id}/delete")
    String delete(ReportUser user, @PathVariable String id, HttpServletRequest request) {
        changes.delete(find(user, id), asker(user, request));
        return LIST + "?done=deleted";
    }

    /** Has the last days that are over mailed at once, whatever the setting has sent already. */
    @PostMapping("/downloads/{id}/send")
    String send(ReportUser user, @PathVariable String id, HttpServletRequest request) {
        changes.send(find(user, id), asker(user, request));
        worker.wake();
        return LIST + "?done=sending";
    }
}
