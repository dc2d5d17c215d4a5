package io.ucmbilling.report.page;

import io.ucmbilling.report.user.ReportUser;
import io.ucmbilling.report.user.ReportUserResolver;
import jakarta.servlet.http.HttpServletRequest;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ModelAttribute;

/** What the frame of every page shows: who is signed in, and where they may go. */
@ControllerAdvice("io.ucmbilling.report")
class PageModel {
    private static final String USER = "user";
    private static final String NAVIGATION = "navigation";

    @ModelAttribute(USER)
    @Nullable
    ReportUser user() {
        return ReportUserResolver.current();
    }

    @ModelAttribute(NAVIGATION)
    List<NavigationItem> navigation(HttpServletRequest request) {
        return NavigationItem.of(ReportUserResolver.current(), request.getRequestURI());
    }

    /** Returns the same beside what a page shows that no controller of the report makes. */
    static Map<String, Object> with(Map<String, ?> shown, HttpServletRequest request) {
        ReportUser user = ReportUserResolver.current();
        Map<String, Object> model = new HashMap<>(shown);
        if (user != null) {
            model.put(USER, user);
        }
        model.put(NAVIGATION, NavigationItem.of(user, request.getRequestURI()));
        return model;
    }
}
