package io.ucmbilling.report.page;

import io.ucmbilling.report.user.ReportUser;
import io.ucmbilling.report.user.Role;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A place in the navigation.
 *
 * @param text key in the text bundle
 * @param role least role that may go there
 * @param current whether the page is below it
 */
record NavigationItem(String path, String text, Role role, boolean current) {
    private static final List<NavigationItem> ALL = List.of(
            new NavigationItem("/calls", "navigation.calls", Role.VIEWER, false),
            new NavigationItem("/overview", "navigation.overview", Role.VIEWER, false),
            new NavigationItem("/sites", "navigation.sites", Role.VIEWER, false),
            new NavigationItem("/downloads", "navigation.downloads", Role.ADMINISTRATOR, false),
            new NavigationItem("/audit", "navigation.audit", Role.ADMINISTRATOR, false));

    /** Returns where somebody may go from a page. @param user null: nobody, who may go nowhere */
    static List<NavigationItem> of(@Nullable ReportUser user, String page) {
        return user == null
                ? List.of()
                : ALL.stream()
                        .filter(item -> user.may(item.role()))
                        .map(item -> item.at(page))
                        .toList();
    }

    private NavigationItem at(String page) {
        return new NavigationItem(path, text, role, page.equals(path) || page.startsWith(path + "/"));
    }
}
