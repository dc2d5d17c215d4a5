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
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.RegisterExtension;

/** R3 as a user meets it: the settings by their names, and what was sent. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DownloadSettingsIT {
    private static final String RECIPIENT = "billing@example.com";

    @RegisterExtension
    static final BrowsedReport REPORT = new BrowsedReport();

    private Page page;

    @BeforeAll
    void start() {
        page = REPORT.window(BrowsedReport.WIDEST, ColorScheme.LIGHT, true, ReportGateway.ADMIN);
    }

    /** Deletes the settings as a user does. */
    @AfterEach
    void deleteAll() {
        REPORT.open(page, "/downloads");
        while (link(page, Pattern.compile("^Delete ")).count() > 0) {
            link(page, Pattern.compile("^Delete ")).first().click();
            button(page, "Delete this setting").click();
            assertThat(page.getByRole(AriaRole.STATUS)).containsText("The setting is deleted.");
        }
        assertThat(page.getByText("No report is mailed yet")).isVisible();
    }

    private Locator field(String name) {
        return page.getByLabel(name, new Page.GetByLabelOptions().setExact(true));
    }

    private void fill(String name, String recipients) {
        REPORT.open(page, "/downloads");
        link(page, "New setting").click();
        field("Name").fill(name);
        field("Recipients").fill(recipients);
    }

    private Locator row(String name) {
        return page.getByRole(AriaRole.ROW, new Page.GetByRoleOptions().setName(Pattern.compile(name)));
    }

    /** R3: Enabled, Period, Time and Time Zone, Recipients, Filter, Format, Recordings. */
    @Test
    void areMadeByTheirNamesAndChanged() {
        fill("Sales of the week", RECIPIENT + ", sales@example.com");
        assertThat(field("Enabled")).isChecked();
        field("Weekly on a day").check();
        field("Day of the week").selectOption("Friday");
        field("Time").fill("07:30");
        field("Time Zone").fill("America/Chicago");
        field("Filter").fill("/calls?direction=INBOUND");
        field("Format").selectOption("CSV and Excel");
        field("Recordings").selectOption("Attached as a ZIP; links if they are too large");
        button(page, "Save").click();

        assertThat(page.getByRole(AriaRole.STATUS)).hasText("The setting is saved.");
        assertThat(row("Sales of the week")).containsText("Fridays at 07:30");
        assertThat(row("Sales of the week")).containsText("2026-05-15 07:30:00 CDT");
        link(page, "Edit Sales of the week").click();
        assertThat(field("Day of the week")).hasValue("5");
        assertThat(field("Filter")).hasValue("/calls?direction=INBOUND");
        assertThat(field("Format")).hasValue("BOTH");
        assertThat(field("Recordings")).hasValue("ATTACHED");
        field("Enabled").uncheck();
        field("Monthly on a day").check();
        field("Day of the month").fill("31");
        button(page, "Save").click();
        assertThat(row("Sales of the week")).containsText("Monthly on day 31 at 07:30");
        assertThat(row("Sales of the week")).containsText("No");
    }

    /** R3, R6: what is wrong is said beside its field, and nothing that was typed is lost. */
    @Test
    void tellWhatIsWrongBesideEachFieldAndKeepWhatWasTyped() {
        fill("", "nobody");
        field("Monthly on a day").check();
        field("Day of the month").fill("32");
        field("Time Zone").fill("Mars/Olympus");
        field("Filter").fill("/calls?from=soon");
        button(page, "Save").click();

        assertThat(page.getByRole(AriaRole.ALERT)).containsText("The setting is not saved");
        wrong(field("Name"), "", "Give it a name.");
        wrong(field("Recipients"), "nobody", "These are no addresses such as name@example.com: nobody");
        wrong(field("Day of the month"), "32", "A day from 1 to 31; found 32.");
        wrong(field("Time Zone"), "Mars/Olympus", "A time zone such as Europe/Berlin; found Mars/Olympus.");
        wrong(field("Filter"), "/calls?from=soon", "The page of calls finds something wrong with: from");
        assertThat(field("Monthly on a day")).isChecked();
        Chromium.inspect(page, "downloads-wrong");
    }

    private static void wrong(Locator field, String typed, String error) {
        assertThat(field).hasValue(typed);
        assertThat(field).hasAttribute("aria-invalid", "true");
        assertThat(field).hasAccessibleDescription(error);
    }

    /** R3: several settings side by side; Send now; when, to whom, how many calls, Message-ID. */
    @Test
    void sendNowAndShowWhatWasSent() throws Exception {
        fill("Support", "support@example.com");
        button(page, "Save").click();
        fill("Billing", RECIPIENT);
        field("Filter").fill("/calls?direction=INTERNAL&period=today");
        button(page, "Save").click();
        int before = REPORT.fleet().mails().size();
        button(page, "Send Billing now").click();
        assertThat(page.getByRole(AriaRole.STATUS)).containsText("The mail is on its way.");
        REPORT.fleet().awaitMails(before + 1);

        link(page, "Edit Billing").click();
        page.waitForCondition(() -> {
            page.reload();
            return page.getByText("Sent", new Page.GetByTextOptions().setExact(true))
                            .count()
                    > 0;
        });
        String id = REPORT.fleet().mails().getLast().getHeader("Message-ID")[0];
        Locator sent = page.getByRole(AriaRole.REGION, new Page.GetByRoleOptions().setName("What was sent"))
                .locator("tbody tr");
        assertThat(sent).hasCount(1);
        assertThat(sent.locator("td").nth(0)).hasText("2026-05-13");
        assertThat(sent.locator("td").nth(1)).hasText(Pattern.compile("Sent\\s+2026-05-14 \\d\\d:\\d\\d:\\d\\d CDT"));
        assertThat(sent.locator("td").nth(2)).hasText(RECIPIENT);
        assertThat(sent.locator("td").nth(5)).hasText(id);
        Chromium.inspect(page, "downloads-sent");
        String calls = sent.locator("td").nth(3).innerText();
        REPORT.open(page, "/calls?direction=INTERNAL&from=2026-05-13&to=2026-05-13");
        assertThat(page.locator("caption small")).hasText(calls + " calls");
        REPORT.open(page, "/downloads");
        assertThat(row("Support")).containsText("none yet");
        assertThat(REPORT.fleet().mails().getLast().getSubject()).isEqualTo("CDR report Billing: 2026-05-13");
    }

    /** R3: failure in plain words. */
    @Test
    void tellInPlainWordsWhyAMailFailed() {
        fill("Nobody there", RECIPIENT);
        button(page, "Save").click();
        REPORT.fleet().mailServerIsAway(() -> {
            button(page, "Send Nobody there now").click();
            page.waitForCondition(() -> {
                page.reload();
                return page.getByText("Failed, tried again").count() > 0;
            });
        });
        link(page, "Edit Nobody there").click();

        assertThat(page.locator(".history")).containsText("The mail server cannot be reached: ");
        Chromium.inspect(page, "downloads-failed");
    }
}
