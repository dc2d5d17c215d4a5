package io.ucmbilling.report.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import io.ucmbilling.report.PageAnswer;
import io.ucmbilling.report.PageClient;
import io.ucmbilling.report.ReportGateway;
import io.ucmbilling.store.audit.AuditQuery;
import io.ucmbilling.store.audit.AuditTrail;
import io.ucmbilling.store.ledger.Ledger;
import io.ucmbilling.store.site.Sites;
import io.ucmbilling.store.watch.SiteFaults;
import io.ucmbilling.testing.pbx.Pbx;
import io.ucmbilling.testing.ucm.SimulatedUcm;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Report contract R5: the page of a site. Branch-a was collected from a simulated UCM, whose first record is of 3 March, from 2 March on;
 * branch-b cannot be reached. It is the afternoon of 5 March.
 */
class SitePageIT {
    private static ReportGateway gateway;
    private static SimulatedUcm ucm;

    @BeforeAll
    static void start() {
        Pbx pbx = Pbx.seeded(7)
                .begin(Instant.parse("2026-03-03T15:00:00Z"))
                .callsPerHour(1)
                .build();
        pbx.advanceTo(ReportGateway.NOW);
        ucm = SimulatedUcm.over(pbx).start();
        Map<String, String> more = new HashMap<>(Map.of(
                "gateway.sites.branch-a.url", ucm.url().toString(),
                "gateway.sites.branch-a.tls.trust", "any",
                "gateway.sites.branch-a.since", "2026-03-02",
                "gateway.sites.branch-b.connect-timeout", "500ms"));
        gateway = new ReportGateway(more);
        gateway.collect();
        gateway.clock().advance(Duration.ofHours(7));
        pbx.advanceTo(gateway.clock().instant());
        gateway.collect();
    }

    @AfterAll
    static void stop() {
        gateway.close();
        ucm.close();
    }

    private static Document page(String target) {
        return gateway.as(ReportGateway.ADMIN).open(target);
    }

    private static List<String> cells(Document page) {
        return page.select("a.day").eachAttr("aria-label");
    }

    @Test
    void showsHowEachDayStands() {
        assertThat(cells(page("/sites/branch-a"))).hasSize(4).satisfies(cells -> {
            assertThat(cells.get(0)).isEqualTo("2026-03-02: Never held, no legs");
            assertThat(cells.get(1)).matches("2026-03-03: Certified, [0-9]+ legs");
            assertThat(cells.get(3)).matches("2026-03-05: Open, [0-9]+ legs");
        });
    }

    /** R5: of a site that never answered, no day is one without calls, today neither. */
    @Test
    void showsThatNoDayIsReadOfASiteThatNeverAnswered() {
        Document page = page("/sites/branch-b");

        assertThat(cells(page)).isNotEmpty().allSatisfy(cell -> assertThat(cell).endsWith("not read yet"));
        assertThat(page.select("a.day small").eachText()).containsOnly("–");
    }

    /** R5: the UCM's cleaner took it before it was proven. */
    @Test
    void showsADayThatIsLost() {
        gateway.bean(Ledger.class)
                .notHeld(gateway.bean(Sites.class).take("branch-b").hold(), List.of(LocalDate.of(2026, 2, 27)), false);
        Document page = page("/sites/branch-b?day=2026-02-27");

        assertThat(page.select("a.day[aria-current]").attr("aria-label")).startsWith("2026-02-27: Lost");
        assertThat(page.expectFirst("#day").text()).contains("The UCM deleted it before it could be proven.");
    }

    @Test
    void opensADay() {
        String link =
                page("/sites/branch-a").select("a.day[aria-label^=2026-03-03]").attr("href");
        Document page = page(link.replaceFirst("#.*", ""));
        Element day = Objects.requireNonNull(page.getElementById("day"));

        assertThat(day.text())
                .contains("Tuesday, 3 March 2026", "Certified", "Certificate, version 1", "none: all are stored")
                .containsPattern("[0-9a-f]{64}");
        assertThat(page.select("a.day[aria-current=date]").attr("href")).isEqualTo(link);
        Element calls = Objects.requireNonNull(day.select("dd a").first());
        String caption = page(calls.attr("href")).select("#report caption").text();
        assertThat(caption).contains(" " + calls.text() + " call");
    }

    @ParameterizedTest
    @CsvSource({
        "?month=2026-02, 0",
        "?month=1999-01, 0",
        "?month=2030-01, 0",
        "?day=2026-03-02, 1",
        "?month=nonsense&day=2026-02-30, 0",
        "?day=2031-01-01, 0",
    })
    void showsTheNearestMonthThatThereIs(String query, int opened) {
        Document page = page("/sites/branch-a" + query);

        assertThat(cells(page)).hasSize(4);
        assertThat(page.select("#day")).hasSize(opened);
    }

    /** Written where a pass fails. */
    @Test
    void showsTheFaultsOfAMonth() {
        Document page = page("/sites/branch-b");

        assertThat(page.select("#site-state").text()).contains("Never reached", "The UCM cannot be reached.");
        assertThat(page.select(".strip tbody th").eachText()).containsExactly("not reachable");
        assertThat(page.select(".strip tbody td")).hasSize(31);
        assertThat(page.select(".strip tbody td").eachText().getLast()).matches("[1-9][0-9]*");
        assertThat(page.text()).contains("Check its url, the network");
    }

    @Test
    void aHostileMessageIsHarmless() {
        gateway.bean(SiteFaults.class)
                .note(
                        "branch-a",
                        "<b>x",
                        "\"><script>alert(1)</script>\u202e",
                        gateway.clock().instant());

        Document page = page("/sites/branch-a");
        assertThat(page.select("main script, main b")).isEmpty();
        assertThat(page.select(".fault-list").text())
                .contains("\"><script>alert(1)</script>", "A fault that this version of the gateway does not know");
    }

    @Test
    void doesNotExistForThoseWhoMayNotSeeIt() {
        assertThat(gateway.as(ReportGateway.NORTH).get("/sites/branch-b").status())
                .isEqualTo(404);
        assertThat(gateway.as(ReportGateway.NORTH).get("/sites/nowhere").text())
                .isEqualTo(
                        gateway.as(ReportGateway.NORTH).get("/sites/branch-b").text());
        assertThat(gateway.as(ReportGateway.NORTH).get("/sites/branch-a").status())
                .isEqualTo(200);
        assertThat(gateway.as(ReportGateway.NORTH)
                        .post("/sites/branch-b/collections", "from", "2026-03-01", "to", "2026-03-02")
                        .status())
                .isEqualTo(404);
    }

    /** Asked for, read from the UCM, listed and noted. */
    @Test
    void collectsAgain() {
        PageClient admin = gateway.as(ReportGateway.ADMIN);
        Element form = Objects.requireNonNull(
                admin.open("/sites/branch-a").select("form.collect").first());
        PageAnswer answer = admin.submit(form, "from", "2026-03-03", "to", "2026-03-04");
        PageAnswer twice = admin.submit(form, "from", "2026-03-03", "to", "2026-03-04");

        assertThat(answer.status()).as(answer.text()).isEqualTo(302);
        assertThat(answer.location()).isEqualTo("/sites/branch-a?asked#collections");
        assertThat(twice.status()).isEqualTo(302);
        assertThat(list()).contains("2026-03-03 – 2026-03-04 Waiting 0 of 2 days 0 user:admin");
        gateway.clock().advance(Duration.ofMinutes(2));
        gateway.collect();
        assertThat(list()).contains("2026-03-03 – 2026-03-04 Done 2 of 2 days 0 user:admin");
        assertThat(gateway.as(ReportGateway.ADMIN).open("/sites/branch-a").select("#collection-list tbody tr"))
                .as("the form that was sent twice is one collection")
                .hasSize(1);
        assertThat(gateway.bean(AuditTrail.class).entries(new AuditQuery(null, null, null, null, 100)))
                .extracting(placed -> placed.entry().actor() + " "
                        + placed.entry().action() + " " + placed.entry().outcome())
                .contains("user:admin COLLECTION DONE");
    }

    private static String list() {
        return page("/sites/branch-a?asked").select("#collection-list").text();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "2026-03-03|2026-03-02|2026-03-02 lies before the first day",
                "x\"><b>|2026-03-02|is no date. Expected such as",
                "|2026-03-02|is no date",
                "2026-03-01|2026-03-02|Expected a day from 2026-03-02 to 2026-03-05",
                "2026-03-02|2026-03-06|lies in the future. Expected 2026-03-05",
            })
    void saysWhatIsWrongBesideItsField(String from, String to, String error) {
        PageAnswer answer = gateway.as(ReportGateway.ADMIN)
                .post("/sites/branch-a/collections", "from", from == null ? "" : from, "to", to);

        Document page = answer.document();
        assertThat(page.select(".field-error").text()).contains(error);
        assertThat(page.select("input[name=to]").attr("value")).isEqualTo(to);
        assertThat(page.select("main b")).isEmpty();
    }

    @Test
    void isForAdministratorsAlone() {
        for (String user : List.of(ReportGateway.VIEWER, ReportGateway.LISTENER)) {
            PageClient client = gateway.as(user);
            assertThat(client.open("/sites/branch-a").select("form.collect")).isEmpty();
            assertThat(client.post("/sites/branch-a/collections", "from", "2026-03-02", "to", "2026-03-03")
                            .status())
                    .isIn(403, 404);
        }
        assertThat(gateway.as(ReportGateway.ADMIN)
                        .postWithoutToken("/sites/branch-a/collections", "from", "2026-03-02", "to", "2026-03-03")
                        .status())
                .isEqualTo(403);
    }
}
