package io.ucmbilling.report.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static io.ucmbilling.report.browser.BrowsedReport.button;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.Cookie;
import com.microsoft.playwright.options.SameSiteAttribute;
import io.ucmbilling.report.ReportGateway;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** R1: signing in and out by the form. */
class SignInBrowserIT {
    private static final String ASKED_FOR = "/calls?direction=INBOUND&callerNumber=" + BrowsedFleet.CALLER;

    @RegisterExtension
    static final BrowsedReport REPORT = new BrowsedReport();

    private static List<Cookie> session(Page page) {
        return page.context().cookies().stream()
                .filter(cookie -> cookie.name.equals("SESSION"))
                .toList();
    }

    @Test
    void leadsToThePageThatWasAskedForAndOut() {
        Page page = REPORT.chromium().window(1024, ColorScheme.LIGHT, true);
        REPORT.open(page, ASKED_FOR);
        assertThat(page).hasURL(Pattern.compile(".*/login$"));
        assertThat(page.getByLabel("User name")).isFocused();
        BrowsedReport.signIn(page, ReportGateway.LISTENER, "wrong");
        assertThat(page.getByRole(AriaRole.ALERT)).containsText("The name or the password is wrong.");
        Chromium.inspect(page, "login-wrong");
        BrowsedReport.signIn(page, ReportGateway.LISTENER, ReportGateway.password(ReportGateway.LISTENER));

        assertThat(page).hasURL(REPORT.fleet().url() + ASKED_FOR);
        assertThat(session(page)).singleElement().satisfies(cookie -> {
            assertThat(cookie.httpOnly).isTrue();
            assertThat(cookie.sameSite).isEqualTo(SameSiteAttribute.LAX);
        });
        button(page, "Sign out").click();
        assertThat(page.getByRole(AriaRole.STATUS)).containsText("signed out");
        page.goBack();
        page.reload();
        assertThat(page).hasURL(Pattern.compile(".*/login$"));
    }

    /** Whoever is signed out while a page refreshes itself is led to sign in, and nothing else is put into the page. */
    @Test
    void isAskedForOnceASessionHasEnded() {
        Page page = REPORT.window(1024, ColorScheme.LIGHT, true, ReportGateway.VIEWER);
        page.clock().install();
        REPORT.open(page, "/sites");
        page.context().clearCookies();
        page.clock().runFor(10_000);

        assertThat(page).hasURL(Pattern.compile(".*/login$"));
        assertThat(REPORT.chromium().complaints()).allMatch(complaint -> complaint.contains("401"));
    }
}
