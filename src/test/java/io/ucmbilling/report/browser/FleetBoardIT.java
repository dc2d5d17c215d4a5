package io.ucmbilling.report.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static io.ucmbilling.report.browser.BrowsedReport.button;
import static io.ucmbilling.report.browser.BrowsedReport.link;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import io.ucmbilling.report.ReportGateway;
import java.time.Duration;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.RegisterExtension;

/** R5 as a user meets it. Time in the browser is in the test's hand, so that nobody waits until a part asks for itself again. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FleetBoardIT {
    private static final Duration REFRESH = Duration.ofSeconds(10);

    @RegisterExtension
    static final BrowsedReport REPORT = new BrowsedReport();

    private Page page;

    @BeforeAll
    void start() {
        page = REPORT.window(BrowsedReport.WIDEST, ColorScheme.LIGHT, true, ReportGateway.ADMIN);
        page.clock().install();
    }

    private Locator row(String site) {
        return page.getByRole(AriaRole.ROW, new Page.GetByRoleOptions().setName(Pattern.compile("^" + site)));
    }

    /** Lets so much time pass in the browser that the page asks for its parts again, and has them in place. */
    private void refresh() {
        page.waitForResponse(
                answer -> answer.url().contains("/sites"), () -> page.clock().runFor(REFRESH.toMillis()));
        page.clock().runFor(1_000);
    }

    /** R5: state in words and sign, lag, newest call, last fault in plain words with what to do; sorted by trouble; refreshed by itself. */
    @Test
    void showsBySelfWhatHasChanged() {
        REPORT.open(page, "/sites");
        assertThat(row("uplands").getByText("OK")).isVisible();
        page.evaluate("window.loadedOnce = true");
        REPORT.fleet().ucm("uplands").unplug();
        REPORT.fleet().pass(Duration.ofMinutes(2));
        refresh();

        assertThat(row("uplands").getByText("Failing")).isVisible();
        assertThat(row("uplands")).containsText("The UCM cannot be reached. Check its url, the network and firewalls.");
        assertThat(page.locator("#board-rows th").first()).containsText("uplands");
        assertThat(page.getByRole(AriaRole.NAVIGATION, new Page.GetByRoleOptions().setName("How the sites stand")))
                .containsText("Failing 1");
        Chromium.inspect(page, "sites-failing");
        REPORT.fleet().ucm("uplands").plugIn();
        REPORT.fleet().pass(Duration.ofHours(1));
        refresh();
        assertThat(row("uplands").getByText("OK")).isVisible();
        assertThat(page.evaluate("window.loadedOnce")).isEqualTo(true);
    }

    /** R5: a board that cannot be refreshed says so. */
    @Test
    void saysIfItIsNotRefreshed() {
        REPORT.open(page, "/sites");
        page.context().setOffline(true);
        page.clock().runFor(REFRESH.toMillis());

        assertThat(page.locator("#refresh-failed")).isVisible();
        page.context().setOffline(false);
        REPORT.chromium().complaints();
        refresh();
        assertThat(page.locator("#refresh-failed")).isHidden();
    }

    /** R5: the calendar of its days (legs, difference and certificate on a click). */
    @Test
    void opensADayInTheCalendar() {
        REPORT.fleet().pass(Duration.ofHours(7));
        REPORT.open(page, "/sites");
        link(page, "harbour").click();
        link(page, Pattern.compile("^2026-05-12: ")).click();

        Locator day = page.getByRole(AriaRole.REGION, new Page.GetByRoleOptions().setName("Tuesday, 12 May 2026"));
        assertThat(day).isVisible();
        assertThat(day.locator("dt").allInnerTexts()).startsWith("Calls", "Legs", "Legs erased here");
        assertThat(day).containsText("Certificate, version 1");
        assertThat(day.locator("dt").allInnerTexts()).contains("Difference", "SHA-256");
        assertThat(link(page, Pattern.compile("^2026-05-12: Certified, \\d+ legs")))
                .hasAttribute("aria-current", "date");
        String calls = day.locator("dd a").innerText();
        day.locator("dd a").click();
        assertThat(page.locator("caption small")).hasText(Pattern.compile("^" + calls + " calls?$"));
    }

    /** R1: all but the live update works without scripts. */
    @Test
    void isUsedWithoutScripts() {
        Page plain = REPORT.window(1024, ColorScheme.LIGHT, false, ReportGateway.ADMIN);
        link(plain, "Sites").click();
        plain.getByLabel("Find a site").fill("UPL");
        button(plain, "Find").click();
        assertThat(plain.locator("#board-rows tr")).hasCount(1);
        link(plain, "uplands").click();
        link(plain, Pattern.compile("^2026-05-12: ")).click();
        assertThat(plain.locator("#day")).containsText("Tuesday, 12 May 2026");
        plain.getByLabel("From day").fill("2026-05-12");
        plain.getByLabel("To day").fill("2026-05-12");
        button(plain, "Collect again").click();
        assertThat(plain.getByRole(AriaRole.STATUS)).containsText("The days are collected again");
        assertThat(plain.locator("#collection-list tbody tr").first()).containsText("2026-05-12");
        link(plain, "Overview").first().click();
        plain.getByText("Table", new Page.GetByTextOptions().setExact(true)).click();
        assertThat(plain.locator("tr[data-time]").first()).isVisible();
    }

    /** R5: Collect again from a day to a day (progress shown). */
    @Test
    void collectsDaysAgainAndShowsHowFarItIs() {
        REPORT.open(page, "/sites/harbour");
        Locator form = page.getByRole(AriaRole.FORM, new Page.GetByRoleOptions().setName("Collect again"));
        form.getByLabel("From day").fill("2026-05-13");
        form.getByLabel("To day").fill("2026-05-11");
        form.getByRole(AriaRole.BUTTON).click();
        assertThat(form.getByLabel("To day")).hasAccessibleDescription(Pattern.compile("lies before the first day"));
        form.getByLabel("From day").fill("2026-05-11");
        form.getByLabel("To day").fill("2026-05-12");
        button(page, "Collect again").click();

        Locator asked = page.locator("#collection-list tbody tr").first();
        assertThat(asked).containsText("2026-05-11 – 2026-05-12");
        assertThat(asked).containsText("Waiting");
        assertThat(asked.getByRole(AriaRole.PROGRESSBAR)).hasAttribute("value", "0");
        REPORT.fleet().pass(Duration.ofMinutes(2));
        refresh();
        assertThat(asked).containsText("Done");
        assertThat(asked).containsText("2 of 2 days");
        assertThat(asked.getByRole(AriaRole.PROGRESSBAR)).hasAttribute("value", "2");
        Chromium.inspect(page, "site-collected-again");
    }
}
