package io.ucmbilling.report.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.Contrast;
import com.microsoft.playwright.options.ForcedColors;
import com.microsoft.playwright.options.Media;
import io.ucmbilling.report.ReportGateway;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.RegisterExtension;

/** R4 (printable) and R6 (contrast): the pages on paper, and in colours that the reader asks for. The screen is dark. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ReaderColoursIT {
    @RegisterExtension
    static final BrowsedReport REPORT = new BrowsedReport();

    private Page page;

    @BeforeAll
    void start() {
        page = REPORT.window(1100, ColorScheme.DARK, true, ReportGateway.ADMIN);
    }

    private void show(String path, Page.EmulateMediaOptions media) {
        page.emulateMedia(new Page.EmulateMediaOptions()
                .setMedia(Media.SCREEN)
                .setColorScheme(ColorScheme.DARK)
                .setContrast(Contrast.NO_PREFERENCE)
                .setForcedColors(ForcedColors.NONE));
        REPORT.open(page, path);
        page.emulateMedia(media);
    }

    private static String style(Locator element, String property) {
        return (String) element.evaluate("(element, name) => getComputedStyle(element)[name]", property);
    }

    private void hasNoControls() {
        for (Locator control : page.locator("header, nav, form, button, audio, input, .player, .ranges")
                .all()) {
            assertThat(control).isHidden();
        }
        assertThat(style(page.locator("body"), "backgroundColor")).isEqualTo("rgb(255, 255, 255)");
    }

    /** A box that scrolls is not broken over pages, and a header that sticks is not repeated. */
    private static void repeatsItsHeaders(Locator table) {
        assertThat(style(table.locator("thead"), "display")).isEqualTo("table-header-group");
        assertThat(style(table.locator("thead th").first(), "position")).isEqualTo("static");
        assertThat(style(table.locator("xpath=.."), "overflow")).isEqualTo("visible");
        assertThat(style(table.locator("xpath=.."), "maxHeight")).isEqualTo("none");
    }

    @Test
    void printCallsAsATableAlone() {
        show("/calls", new Page.EmulateMediaOptions().setMedia(Media.PRINT));

        hasNoControls();
        assertThat(page.locator("table.report caption")).isVisible();
        repeatsItsHeaders(page.locator("table.report"));
        Chromium.inspect(page, "calls-print");
    }

    @Test
    void printTheOverviewWithItsPicturesAndTables() {
        show("/overview?period=last7days", new Page.EmulateMediaOptions().setMedia(Media.PRINT));

        hasNoControls();
        assertThat(page.locator(".plot canvas")).hasCount(3);
        assertThat(page.locator(".behind table")).isVisible();
        repeatsItsHeaders(page.locator(".behind table"));
        assertThat(page.locator("td.bar svg").first()).isVisible();
        Chromium.inspect(page, "overview-print");
    }

    @Test
    void haveMoreContrastIfThatIsAskedFor() {
        for (ColorScheme scheme : new ColorScheme[] {ColorScheme.LIGHT, ColorScheme.DARK}) {
            for (String path : new String[] {"/calls", "/overview"}) {
                show(
                        path,
                        new Page.EmulateMediaOptions()
                                .setContrast(Contrast.MORE)
                                .setColorScheme(scheme));
                String name = path.substring(1) + "-contrast-" + (scheme == ColorScheme.DARK ? "dark" : "light");
                Chromium.keepPicture(page, name);
                Chromium.isRichInContrast(page, name);
            }
        }
    }

    /** Which page, range and day is shown is told by a line, as the reader's colours tell no shades apart. */
    @Test
    void takeTheReadersColours() {
        show("/overview?period=last7days", new Page.EmulateMediaOptions().setForcedColors(ForcedColors.ACTIVE));

        assertThat(style(page.locator(".places a[aria-current]"), "outlineStyle"))
                .isEqualTo("solid");
        assertThat(style(page.locator(".chip[aria-current]"), "outlineStyle")).isEqualTo("solid");
        assertThat(style(page.locator("td.bar rect").first(), "fill"))
                .isEqualTo(style(page.locator(".places a[aria-current]"), "outlineColor"));
        Chromium.inspect(page, "overview-forced");
        show("/calls", new Page.EmulateMediaOptions().setForcedColors(ForcedColors.ACTIVE));
        Chromium.keepPicture(page, "calls-forced");
    }
}
