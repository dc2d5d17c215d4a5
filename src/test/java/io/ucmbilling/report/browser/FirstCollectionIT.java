package io.ucmbilling.report.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static io.ucmbilling.report.browser.BrowsedReport.link;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import io.ucmbilling.report.ReportGateway;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** R2, R4 and R5 while a long history is collected for the first time: before it begins, half way, and once all of it is read. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class FirstCollectionIT {
    private static final Duration REFRESH = Duration.ofSeconds(10);

    /** A week that is not read half way. */
    private static final String UNREAD_WEEK = "/calls?from=2026-04-13&to=2026-04-19";

    private static final List<String> PAGES =
            List.of("/sites", "/sites/harbour?day=2026-04-15", "/sites/quarry", UNREAD_WEEK, "/overview?period=all");

    @RegisterExtension
    static final BrowsedReport REPORT = new BrowsedReport();

    private BegunFleet fleet;
    private Page page;
    private Page board;

    @BeforeAll
    void start() {
        fleet = new BegunFleet();
        page = window();
        board = window();
    }

    private Page window() {
        Page window = REPORT.chromium().window(BrowsedReport.WIDEST, ColorScheme.LIGHT, true);
        window.navigate(fleet.url());
        BrowsedReport.signIn(window, ReportGateway.ADMIN, ReportGateway.password(ReportGateway.ADMIN));
        window.clock().install();
        return window;
    }

    @AfterAll
    void stop() {
        page.context().close();
        board.context().close();
        fleet.close();
    }

    private void open(Page window, String path) {
        window.navigate(fleet.url() + path);
    }

    private static Locator row(Page window, String site) {
        return window.getByRole(AriaRole.ROW, new Page.GetByRoleOptions().setName(Pattern.compile("^" + site)));
    }

    private static Locator note(Page window) {
        return window.locator("#unread .message");
    }

    /** Lets so much time pass in the browser that the page asks for its parts again, and has them in place. */
    private static void refresh(Page window) {
        window.waitForResponse(
                answer -> answer.url().contains("/sites"), () -> window.clock().runFor(REFRESH.toMillis()));
        window.clock().runFor(1_000);
    }

    /** R5: nobody failed yet. */
    @Test
    @Order(1)
    void saysThatNothingIsReadYet() {
        open(board, "/sites");

        assertThat(row(board, "harbour")).containsText("Not read yet");
        assertThat(row(board, "harbour")).containsText("not begun");
        assertThat(row(board, "harbour")).containsText("It is asked within a minute");
        Chromium.inspect(board, "begun-sites");
        open(page, "/sites/harbour?day=2026-05-01");
        assertThat(page.locator("#calendar-days")).containsText("The site has no days yet");
        Chromium.keepPicture(page, "begun-site");
        open(page, "/calls");
        assertThat(page.locator("#report")).containsText("No calls match");
        Chromium.keepPicture(page, "begun-calls");
    }

    /** R5: progress bar of the first collection with the time left, refreshed by itself. */
    @Test
    @Order(2)
    void showsHowFarItIs() {
        fleet.collectHalf();
        refresh(board);

        assertThat(row(board, "harbour")).containsText("Collecting for the first time");
        assertThat(row(board, "harbour").getByRole(AriaRole.PROGRESSBAR))
                .hasAttribute("value", Integer.toString(BegunFleet.READ));
        assertThat(row(board, "harbour"))
                .containsText(Pattern.compile(
                        BegunFleet.READ + " of " + BegunFleet.DAYS + " days read\\s*about \\d+ min left"));
        assertThat(row(board, "quarry")).containsText("goes on once the UCM answers");
    }

    /** R5: a day that was not read is no day without calls. */
    @Test
    @Order(3)
    void showsWhichDaysAreNotReadYet() {
        open(page, "/sites/harbour");

        assertThat(link(page, "2026-04-23: Settled, not read yet")).hasText(Pattern.compile("23\\s*–"));
        assertThat(link(page, Pattern.compile("^2026-04-25: Settled, [1-9]\\d* legs$")))
                .isVisible();
        assertThat(page.locator("#calendar-legend")).containsText(Pattern.compile("not read yet\\s*21"));
        link(page, "2026-04-23: Settled, not read yet").click();
        assertThat(page.locator("#day")).containsText("This day was not read yet");
    }

    /** R2, R4: counts and sums that are not final say so, unless all of their period was read. */
    @ParameterizedTest
    @ValueSource(strings = {"/calls?period=all", "/overview?period=all", UNREAD_WEEK})
    @Order(4)
    void saysThatCountsAreNotFinal(String path) {
        open(page, path + "&site=harbour");

        assertThat(note(page))
                .containsText("The history of harbour is not collected whole yet: 19 of 40 days are read");
        assertThat(note(page)).containsText("Calls from before 2026-04-25 may be missing");
        note(page).getByRole(AriaRole.LINK).click();
        assertThat(page.locator("h1")).hasText("Site harbour");
        open(page, "/calls?site=harbour&period=last7days");
        assertThat(page.locator("table.report")).isVisible();
        assertThat(note(page)).hasCount(0);
    }

    @ParameterizedTest
    @ValueSource(ints = {BrowsedReport.WIDEST, 390})
    @Order(5)
    void fitsEachWindowInLightAndDark(int width) {
        page.setViewportSize(width, 900);
        for (ColorScheme scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
            page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(scheme));
            for (String path : PAGES) {
                open(page, path);
                Chromium.fits(page);
                String name = "half" + path.replaceAll("[^a-z]+", "-") + "-" + width + "-"
                        + scheme.name().toLowerCase(Locale.ROOT);
                if (width == BrowsedReport.WIDEST && scheme == ColorScheme.LIGHT) {
                    Chromium.inspect(page, name);
                } else {
                    Chromium.keepPicture(page, name);
                }
            }
        }
        page.setViewportSize(BrowsedReport.WIDEST, 900);
    }

    /** R1: the live update. What was empty fills, and what was not read is read, without another click. */
    @Test
    @Order(6)
    void fillsByItself() {
        open(page, UNREAD_WEEK + "&site=harbour");
        assertThat(page.locator("#report")).containsText("The page looks again every few seconds");
        open(board, "/sites/harbour?month=2026-04");
        link(board, "2026-04-15: Settled, not read yet").focus();
        fleet.collectRest();
        page.clock().runFor(REFRESH.toMillis());
        refresh(board);

        assertThat(page.locator("table.report tbody tr").first()).isVisible();
        assertThat(note(page)).hasCount(0);
        assertThat(board.locator("#site-state")).containsText(Pattern.compile("First Collection\\s*done"));
        assertThat(link(board, Pattern.compile("^2026-04-15: (Settled|Certified), [1-9]\\d* legs$")))
                .isFocused();
        assertThat(board.locator("#calendar-legend")).not().containsText("not read yet");
    }
}
