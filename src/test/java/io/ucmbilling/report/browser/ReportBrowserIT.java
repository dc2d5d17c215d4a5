package io.ucmbilling.report.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static io.ucmbilling.report.browser.BrowsedReport.WIDEST;
import static io.ucmbilling.report.browser.BrowsedReport.button;
import static io.ucmbilling.report.browser.BrowsedReport.link;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import io.ucmbilling.report.ReportGateway;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** R1, R2, R4, R6 as a user meets them. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ReportBrowserIT {
    @RegisterExtension
    static final BrowsedReport REPORT = new BrowsedReport();

    private Page page;

    @BeforeAll
    void start() {
        page = REPORT.window(WIDEST, ColorScheme.LIGHT, true, ReportGateway.ADMIN);
    }

    private void open(String path) {
        REPORT.open(page, path);
    }

    private Locator report() {
        return page.getByRole(AriaRole.TABLE, new Page.GetByRoleOptions().setName("CDR Report"));
    }

    private Locator rows() {
        return report().locator("tbody tr");
    }

    private Locator filter() {
        return page.getByRole(AriaRole.FORM, new Page.GetByRoleOptions().setName("CDR Filter"));
    }

    private List<String> column(int number) {
        return report().locator("tbody td:nth-child(" + number + ")").allInnerTexts();
    }

    @Test
    void leadsFromTheBeginningToTheCalls() {
        open("/");

        assertThat(page).hasURL(Pattern.compile(".*/calls$"));
        assertThat(report().locator("thead th").allInnerTexts().stream().map(String::strip))
                .containsExactly(
                        "No.",
                        "Start Time",
                        "Site",
                        "Call From",
                        "Call To",
                        "Answered By",
                        "Call Time",
                        "Talk Time",
                        "Status",
                        "Options");
        assertThat(column(2)).allMatch(time -> time.matches("2026-05-\\d\\d \\d\\d:\\d\\d:\\d\\d\\s+CDT"));
        assertThat(column(7)).allMatch(time -> time.matches("\\d+:\\d\\d:\\d\\d|"));
        assertThat(column(9).stream().map(String::strip))
                .isSubsetOf("No answer", "Busy", "Answered", "Failed", "Voicemail", "Unknown");
    }

    @Test
    void filtersByWhatTheGuideNames() {
        open("/calls");
        filter().getByLabel("Inbound calls").check();
        filter().getByLabel("Caller Number").fill(BrowsedFleet.CALLER);
        filter().getByLabel("From Date").fill("2026-05-14T00:00");
        filter().getByLabel("To Date").fill("2026-05-15T00:00");
        button(page, "View Report").click();

        assertThat(rows()).hasCount(1);
        assertThat(rows().first()).containsText(BrowsedFleet.CALLER);
        assertThat(rows().first()).containsText("[Trunk: ");
        assertThat(page.url()).contains("direction=INBOUND", "callerNumber=" + BrowsedFleet.CALLER);
        assertThat(filter().getByLabel("Inbound calls")).isChecked();
        assertThat(filter().getByLabel("Caller Number")).hasValue(BrowsedFleet.CALLER);
        assertThat(page.getByText("1 call", new Page.GetByTextOptions().setExact(true)))
                .isVisible();
    }

    /** R2, quick ranges: who views the report of one once more has typed no dates. */
    @Test
    void keepsAQuickRangeUntilDatesAreTyped() {
        open("/calls?period=last7days");
        filter().getByLabel("Inbound calls").check();
        button(page, "View Report").click();
        page.waitForURL(url -> url.contains("direction=INBOUND"));

        assertThat(link(page, "Last 7 days")).hasAttribute("aria-current", "true");
        filter().getByLabel("From Date").fill("2026-05-14T00:00");
        button(page, "View Report").click();
        page.waitForURL(url -> url.contains("from=2026-05-14T00"));
        assertThat(page.locator("#ranges [aria-current]")).hasCount(0);
        assertThat(filter().getByLabel("From Date")).hasValue(Pattern.compile("2026-05-14T00:00.*"));
    }

    @Test
    void offersAllCriteriaByName() {
        open("/calls?missed=true");
        for (String name : List.of(
                "Inbound calls",
                "Outbound calls",
                "Internal calls",
                "External calls",
                "Caller Number",
                "Caller Name",
                "From Date",
                "To Date",
                "Callee Number",
                "Dialled Number",
                "Answered By",
                "Trunk",
                "Recorded",
                "Free Text",
                "Time Zone",
                "Mon",
                "Sun",
                "Hours from",
                "Hours to",
                "Outside these hours",
                "Missed and not called back",
                "Extension",
                "Waited at least (seconds)",
                "Waited at most (seconds)",
                "harbour",
                "uplands",
                "Voicemail")) {
            assertThat(filter().getByLabel(name, new Locator.GetByLabelOptions().setExact(true)))
                    .isVisible();
        }
        for (String range : List.of("Today", "Yesterday", "Last 7 days", "This month", "Last month")) {
            assertThat(link(page, range)).isVisible();
        }
    }

    @Test
    void tellsWhatIsWrongBesideTheFieldAndKeepsWhatWasTyped() {
        open("/calls?from=soon&zone=Mars&callerNumber=*");

        assertThat(filter().getByLabel("From Date")).hasValue("soon");
        assertThat(filter().getByLabel("From Date")).hasAttribute("aria-invalid", "true");
        assertThat(filter()).containsText("soon is no date and time");
        assertThat(filter()).containsText("Mars is no time zone");
        assertThat(filter()).containsText("* is no number");
        Chromium.inspect(page, "calls-wrong");
    }

    @Test
    void sortsByEachHeaderAndReverses() {
        open("/calls");
        for (String header : List.of(
                "Site", "Call From", "Call To", "Answered By", "Call Time", "Talk Time", "Status", "Start Time")) {
            Locator column = report().getByRole(AriaRole.COLUMNHEADER, new Locator.GetByRoleOptions().setName(header));
            column.getByRole(AriaRole.LINK).click();
            String first = header.equals("Start Time") ? "descending" : "ascending";
            assertThat(column).hasAttribute("aria-sort", first);
            List<String> order = column(1 + headers().indexOf(header));
            column.getByRole(AriaRole.LINK).click();
            assertThat(column).hasAttribute("aria-sort", first.equals("ascending") ? "descending" : "ascending");
            List<String> reverse = column(1 + headers().indexOf(header));
            if (header.equals("Call Time")) {
                assertThat(order.stream().filter(text -> !text.isEmpty())).isSorted();
                assertThat(reverse).isNotEqualTo(order);
            }
        }
    }

    private List<String> headers() {
        return report().locator("thead th").allInnerTexts().stream()
                .map(String::strip)
                .toList();
    }

    @Test
    void walksTheWholeTableWithoutGapOrRepetition() {
        open("/calls?period=all");
        List<String> seen = new ArrayList<>(column(2));
        String count = page.locator("caption small").innerText().replaceAll("[^0-9]", "");
        while (link(page, "Next").count() > 0) {
            String shown = page.url();
            link(page, "Next").click();
            page.waitForURL(url -> !url.equals(shown));
            seen.addAll(column(2));
        }
        assertThat(seen).hasSize(Integer.parseInt(count));
        link(page, "First").click();
        assertThat(rows().first().locator("td").first()).hasText("1");
        link(page, "Last").click();
        assertThat(rows().last().locator("td").first()).hasText(count);
    }

    /** A table that cannot be had in place is not silently the old one: the whole page is asked for. */
    @Test
    void asksForTheWholePageIfTheTableAloneIsNotAnswered() {
        open("/calls?period=all");
        page.route(url -> url.contains("sort=site"), route -> {
            if (route.request().headers().containsKey("hx-request")) {
                route.abort();
            } else {
                route.resume();
            }
        });
        link(page, "Site").click();
        page.waitForURL(url -> url.contains("sort=site"));
        page.unrouteAll();
        assertThat(REPORT.chromium().complaints()).anyMatch(told -> told.contains("sendError"));
    }

    /** Whoever sorts by keyboard stays at the header, and the form keeps the order, with an address of what is filled in alone. */
    @Test
    void keepsFocusAndOrderWhileTheTableIsSorted() {
        open("/calls?period=all");
        link(page, "Talk Time").focus();
        page.keyboard().press("Enter");
        page.waitForURL(url -> url.contains("sort=talk_time"));

        assertThat(link(page, "Talk Time")).isFocused();
        filter().getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("View Report"))
                .click();
        page.waitForURL(url -> url.endsWith("/calls?sort=talk_time&order=asc&from=&to="));
    }

    @Test
    void opensACallWithItsLegsPartiesAndRecords() {
        open("/calls?text=" + BrowsedFleet.CALLER);
        rows().first().getByRole(AriaRole.LINK).first().click();

        assertThat(page.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setLevel(1)))
                .containsText(BrowsedFleet.CALLER);
        assertThat(page.getByRole(AriaRole.REGION, new Page.GetByRoleOptions().setName("Legs")))
                .containsText("0:02:08");
        page.getByText(Pattern.compile("^Leg 1, ")).click();
        assertThat(page.getByText("dstchannel", new Page.GetByTextOptions().setExact(true)))
                .isVisible();
        Chromium.inspect(page, "call");
    }

    @Test
    void playsARecordingInThePage() {
        open("/calls?text=" + BrowsedFleet.CALLER);
        rows().first()
                .getByRole(
                        AriaRole.BUTTON,
                        new Locator.GetByRoleOptions().setName("Play").setExact(true))
                .click();
        Locator player = page.getByRole(AriaRole.REGION, new Page.GetByRoleOptions().setName("Player"));
        assertThat(player.locator("output")).hasText(Pattern.compile(".* / [1-9]:\\d\\d"));
        assertThat(player.locator("output")).hasText(Pattern.compile("0:0[1-9] / .*"));
        assertThat(button(page, "Pause")).isFocused();
        page.keyboard().press("k");
        assertThat(player.getByRole(
                        AriaRole.BUTTON,
                        new Locator.GetByRoleOptions().setName("Play").setExact(true)))
                .isVisible();
        page.keyboard().press("l");
        assertThat(player.locator("output")).hasText(Pattern.compile("0:1\\d / .*"));
        button(page, "−10 s").click();
        assertThat(player.locator("output")).hasText(Pattern.compile("0:0\\d / .*"));
        player.getByLabel("Speed").selectOption("2");
        assertThat(page.locator("audio").evaluate("audio => audio.playbackRate").toString())
                .isEqualTo("2");
        player.getByLabel("Place in the recording").fill("60");
        assertThat(player.locator("output")).hasText(Pattern.compile("1:0\\d / .*"));
        Chromium.inspect(page, "calls-playing");
        button(page, "Close").click();
        assertThat(player).isHidden();
    }

    @Test
    void downloadsARecording() throws Exception {
        open("/calls?text=" + BrowsedFleet.CALLER);
        Download download = page.waitForDownload(() -> rows().first()
                .getByRole(
                        AriaRole.BUTTON,
                        new Locator.GetByRoleOptions().setName("Download").setExact(true))
                .click());

        assertThat(download.suggestedFilename()).endsWith(".wav");
        assertThat(Files.size(download.path())).isGreaterThan(1_000_000);
    }

    @Test
    void deletesARecordingAndSaysThatTheUcmKeepsIts() {
        open("/calls?recorded=yes&status=ANSWERED&site=uplands&period=all");
        rows().first()
                .getByRole(
                        AriaRole.BUTTON,
                        new Locator.GetByRoleOptions().setName("Delete").setExact(true))
                .click();
        assertThat(page.getByText("The UCM's own copy stays where it is.", new Page.GetByTextOptions()))
                .isVisible();
        Chromium.inspect(page, "delete-recording");
        button(page, "Delete the recording").click();

        Locator recordings = page.getByRole(AriaRole.REGION, new Page.GetByRoleOptions().setName("Recordings"));
        assertThat(recordings).containsText("deleted here");
        assertThat(recordings.getByRole(
                        AriaRole.BUTTON,
                        new Locator.GetByRoleOptions().setName("Play").setExact(true)))
                .isDisabled();
    }

    @Test
    void downloadsTheReportAsTheGuideHasItAndAsExcel() throws Exception {
        open("/calls?text=" + BrowsedFleet.CALLER);
        Download csv =
                page.waitForDownload(() -> button(page, "Download Records").click());
        assertThat(Files.readString(csv.path()))
                .startsWith("call from,call to,context,start time,answer time,end time,call time,talk time,source"
                        + " channel,dest channel,status")
                .contains(BrowsedFleet.CALLER + ",");
        assertThat(page.getByText("The file is whole.")).isVisible();
        Download excel =
                page.waitForDownload(() -> button(page, "Download as Excel").click());
        assertThat(excel.suggestedFilename()).endsWith(".xlsx");
        assertThat(Files.size(excel.path())).isGreaterThan(1_000);
    }

    @Test
    void savesAViewByName() {
        open("/calls?direction=INBOUND&period=yesterday");
        page.getByText("Save view", new Page.GetByTextOptions().setExact(true)).click();
        page.getByLabel("Name of the view").fill("Inbound \"><script>alert(1)</script>");
        button(page, "Save").click();

        assertThat(page.getByRole(AriaRole.STATUS).first()).containsText("is saved");
        page.getByText("Saved views", new Page.GetByTextOptions().setExact(true))
                .click();
        page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName(Pattern.compile("^Inbound \"><script>")))
                .click();
        assertThat(page).hasURL(Pattern.compile(".*period=yesterday.*"));
        assertThat(filter().getByLabel("Inbound calls")).isChecked();
        page.getByText("Saved views", new Page.GetByTextOptions().setExact(true))
                .click();
        button(page, "Forget the view Inbound \"><script>alert(1)</script>").click();
        assertThat(page.getByText("Saved views", new Page.GetByTextOptions().setExact(true)))
                .hasCount(0);
    }

    @Test
    void asksForTheNumberBeforeItDeletesAll() {
        open("/calls?text=12025550142999");
        assertThat(button(page, "Delete All")).hasCount(0);
        open("/calls?text=" + BrowsedFleet.CALLER);
        button(page, "Delete All").click();
        assertThat(page.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setLevel(1)))
                .hasText("Delete 1 call?");
        page.getByLabel("Type how many calls there are").fill("7");
        button(page, "Delete for good").click();
        assertThat(page.getByRole(AriaRole.ALERT)).containsText("Nothing was deleted");
        Chromium.inspect(page, "delete-all");
        link(page, "Cancel").click();
        assertThat(rows()).hasCount(1);
    }

    /** Its lines are told apart by their dashes, too (R4). */
    @Test
    void drawsTheOverviewAndShowsTheCallsBehindIt() {
        open("/overview?period=last7days");
        assertThat(page.locator(".plot canvas")).hasCount(3);
        for (String dashed : List.of("Inbound ——", "Outbound – –", "Internal ····", "External –·–")) {
            assertThat(page.locator(".plot .u-legend").first()).containsText(dashed);
        }
        Chromium.inspect(page, "overview");
        page.getByText("Table", new Page.GetByTextOptions().setExact(true)).click();
        Locator point = page.getByRole(AriaRole.REGION, new Page.GetByRoleOptions().setName("Calls over time"))
                .locator("tr[data-time]:has(td[data-series=rate]:not(:empty))")
                .last();
        String calls = point.locator("td").first().innerText();
        point.getByRole(AriaRole.LINK).click();
        assertThat(page.locator("caption small")).hasText(Pattern.compile("^" + calls + " calls?$"));
    }

    @Test
    void leadsFromAnHourOfTheWeekToItsCalls() {
        open("/overview?period=last7days");
        Locator cell = page.locator(".heat td:not(.heat-0)").first();
        String calls = cell.innerText();
        cell.getByRole(AriaRole.LINK).click();
        assertThat(page.locator("caption small")).hasText(Pattern.compile("^" + calls + " calls?$"));
    }

    /** R2 by keyboard alone: from the address to a call that is played. */
    @Test
    void isUsedByKeyboardAlone() {
        open("/calls");
        page.keyboard().press("Tab");
        assertThat(link(page, "Skip to the content")).isFocused();
        filter().getByLabel("Caller Number").focus();
        page.keyboard().type(BrowsedFleet.CALLER);
        page.keyboard().press("Enter");
        assertThat(rows()).hasCount(1);
        tabTo("Play");
        page.keyboard().press("Enter");
        assertThat(button(page, "Pause")).isFocused();
        page.keyboard().press("Escape");
        assertThat(rows().first()
                        .getByRole(
                                AriaRole.BUTTON,
                                new Locator.GetByRoleOptions().setName("Play").setExact(true)))
                .isFocused();
    }

    private void tabTo(String name) {
        for (int i = 0; i < 80; i++) {
            page.keyboard().press("Tab");
            Object label = page.evaluate("document.activeElement.getAttribute('aria-label') ?? ''");
            if (label.toString().startsWith(name)) {
                return;
            }
        }
        throw new AssertionError("no control whose name begins with " + name + " is reached by Tab");
    }

    @Test
    void giveAViewerNoAudioAndNoDeletion() {
        Page viewer = REPORT.window(1024, ColorScheme.LIGHT, true, ReportGateway.VIEWER);
        viewer.navigate(REPORT.fleet().url() + "/calls?text=" + BrowsedFleet.CALLER);

        Locator row = viewer.locator("table.report tbody tr").first();
        assertThat(row).containsText("not permitted");
        assertThat(row.getByRole(
                        AriaRole.BUTTON,
                        new Locator.GetByRoleOptions().setName("Play").setExact(true)))
                .isDisabled();
        assertThat(button(viewer, "Delete All")).hasCount(0);
        assertThat(link(viewer, "Audit")).hasCount(0);
    }

    @Test
    void worksWithoutScripts() {
        Page plain = REPORT.window(1024, ColorScheme.LIGHT, false, ReportGateway.LISTENER);
        plain.navigate(REPORT.fleet().url() + "/calls?size=25&period=all");
        link(plain, "Next").click();
        assertThat(plain.locator("table.report tbody tr td").first()).hasText("26");
        link(plain, "Call Time").click();
        assertThat(plain.locator("th[aria-sort=ascending]")).containsText("Call Time");
    }

    /** R6: 200 % zoom of a window of 720, and 360 px, without loss; in light and dark. */
    @ParameterizedTest
    @ValueSource(ints = {WIDEST, 1024, 360})
    void fitsEachWindowInLightAndDark(int width) {
        for (ColorScheme scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
            page.setViewportSize(width, 900);
            page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(scheme));
            for (String path : List.of("/calls", "/overview", "/calls?text=nobody-has-this")) {
                open(path);
                Chromium.fits(page);
                String name = path.replaceAll("[^a-z]+", "-").replaceAll("^-|-$", "") + "-" + width + "-"
                        + scheme.name().toLowerCase(Locale.ROOT);
                if (width == WIDEST) {
                    Chromium.inspect(page, name);
                } else {
                    Chromium.keepPicture(page, name);
                }
            }
        }
        page.setViewportSize(WIDEST, 900);
        page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.LIGHT));
    }

    /** R3, R5, R6: nobody is kept out of the other pages, and a narrow window shows all of them. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "/sites",
                "/sites/harbour",
                "/sites/harbour?day=2026-05-12",
                "/downloads",
                "/downloads/new",
                "/audit",
                "/calls/download/columns"
            })
    void areForEverybody(String path) {
        open(path);
        String name = path.replaceAll("[^a-z0-9]+", "-").substring(1);
        Chromium.inspect(page, name);
        page.setViewportSize(360, 900);
        Chromium.fits(page);
        Chromium.keepPicture(page, name + "-360");
        page.setViewportSize(WIDEST, 900);
    }
}
