package io.ucmbilling.report.call;

import io.ucmbilling.report.filter.FilterField;
import io.ucmbilling.report.filter.FilterForm;
import io.ucmbilling.report.page.NotFoundException;
import io.ucmbilling.report.user.ReportUser;
import io.ucmbilling.report.user.Role;
import io.ucmbilling.store.report.SavedViews;
import java.util.UUID;
import java.util.regex.Pattern;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Views that are saved by name, and forgotten. */
@Controller
final class SavedViewsController {
    private static final int LONGEST_QUERY = 8_000;

    private static final Pattern CONTROL = Pattern.compile("\\p{Cntrl}");

    private final SavedViews views;

    SavedViewsController(SavedViews views) {
        this.views = views;
    }

    /** Saves the view of an address, and shows it again. */
    @PostMapping("/calls/views")
    String save(
            @RequestParam String name,
            @RequestParam String view,
            @RequestParam(defaultValue = "false") boolean shared,
            ReportUser user,
            RedirectAttributes attributes) {
        String stripped = name.strip();
        String query = FilterForm.ofAddress(view).with(FilterField.PAGE).address();
        attributes.addFlashAttribute("saved", told(stripped, query, shared, user));
        attributes.addFlashAttribute("savedName", stripped);
        return "redirect:/calls?" + query;
    }

    /** Returns the end of a key in the text bundle. */
    private String told(String name, String query, boolean shared, ReportUser user) {
        if (name.isEmpty()
                || name.length() > SavedViews.LONGEST_NAME
                || CONTROL.matcher(name).find()) {
            return "name";
        }
        if (query.length() > LONGEST_QUERY) {
            return "long";
        }
        return views.save(name, user.name(), shared, query) ? "done" : "many";
    }

    @PostMapping("/calls/views/{id}/delete")
    String forget(@PathVariable UUID id, ReportUser user) {
        if (!views.forget(id, user.name(), user.may(Role.ADMINISTRATOR))) {
            throw new NotFoundException();
        }
        return "redirect:/calls";
    }
}
