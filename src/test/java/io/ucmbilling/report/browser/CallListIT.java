package io.ucmbilling.report.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static io.ucmbilling.report.browser.BrowsedReport.button;
import static io.ucmbilling.report.browser.BrowsedReport.link;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.ColorScheme;
import io.ucmbilling.report.ReportGateway;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** R2: the pages of the list, views for all, and <i>Delete All</i>, as a user meets them. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CallListIT {
    /** An hour of uplands that no other test looks at. */
    private static final String AN_HOUR = "/calls?site=uplands&from=2026-05-11T09:00&to=2026-05-11T12:00";

    @RegisterExtension
    static final BrowsedReport REPORT = new BrowsedReport();

    private Page page;

    @BeforeAll
    void start() {
        page = REPORT.window(BrowsedReport.WIDEST, ColorScheme.LIGHT, true, ReportGateway.ADMIN);
    }

    private Locator rows() {
        return page.locator("table.report tbody tr");
    }

    private int count() {
        return Integer.parseInt(page.locator("caption small").innerText().replaceAll("[^0-9]", ""));
    }

    @ParameterizedTest
    @ValueSource(ints = {25, 50, 100, 200})
    void hasAsManyRowsAsAreChosen(int size) {
        REPORT.open(page, "/calls?period=all");
        link(page, size + " rows").click();
        page.waitForURL(url -> url.contains("size=" + size));

        assertThat(rows()).hasCount(Math.min(size, count()));
        assertThat(link(page, size + " rows")).hasAttribute("aria-current", "true");
    }

    /** R2, R6: nothing of a row lies beside the frame of the table in the window of a small laptop. */
    @Test
    void showsEachColumnOnASmallLaptop() {
        page.setViewportSize(1280, 800);
        REPORT.open(page, "/calls?period=all&size=200");

        assertThat(page.locator("#report .table-frame").evaluate("frame => frame.scrollWidth - frame.clientWidth"))
                .isEqualTo(0);
        page.setViewportSize(BrowsedReport.WIDEST, 900);
    }

    @Test
    void leadsOnAndBack() {
        REPORT.open(page, "/calls?period=all&size=25");
        link(page, "Next").click();
        assertThat(rows().first().locator("td").first()).hasText("26");
        link(page, "Prev").click();
        assertThat(rows().first().locator("td").first()).hasText("1");
        assertThat(link(page, "Prev")).hasCount(0);
    }

    /** Others see a view for all; administrators have everybody forget it. */
    @Test
    void savesAViewForAll() {
        REPORT.open(page, "/calls?status=NO_ANSWER");
        page.getByText("Save view", new Page.GetByTextOptions().setExact(true)).click();
        page.getByLabel("Name of the view").fill("Nobody was there");
        page.getByLabel("For all users").check();
        button(page, "Save").click();
        Page viewer = REPORT.window(BrowsedReport.WIDEST, ColorScheme.LIGHT, true, ReportGateway.VIEWER);
        openViews(viewer);

        assertThat(button(viewer, "Forget the view Nobody was there")).hasCount(0);
        link(viewer, "Nobody was there").click();
        assertThat(viewer.getByLabel("No answer", new Page.GetByLabelOptions().setExact(true)))
                .isChecked();
        openViews(page);
        button(page, "Forget the view Nobody was there").click();
        viewer.reload();
        assertThat(link(viewer, "Nobody was there")).hasCount(0);
    }

    private static void openViews(Page window) {
        window.getByText("Saved views", new Page.GetByTextOptions().setExact(true))
                .click();
    }

    @Test
    void deletesAllCallsOfTheFilterOnceTheirNumberIsTyped() {
        REPORT.open(page, "/calls?site=uplands&period=all");
        int all = count();
        REPORT.open(page, AN_HOUR);
        int some = count();
        assertThat(some).isBetween(1, all - 1);
        button(page, "Delete All").click();
        page.getByLabel("Type how many calls there are").fill(Integer.toString(some));
        button(page, "Delete for good").click();

        assertThat(page.locator("h1"))
                .hasText("The calls are deleted", new LocatorAssertions.HasTextOptions().setTimeout(60_000));
        assertThat(page.locator("[role=status]")).containsText(some + " of " + some + " calls");
        REPORT.open(page, AN_HOUR);
        assertThat(page.locator("#report")).containsText("No calls match");
        REPORT.open(page, "/calls?site=uplands&period=all");
        assertThat(count()).isEqualTo(all - some);
    }
}
