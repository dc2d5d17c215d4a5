package io.ucmbilling.report.fleet;

import static io.ucmbilling.testing.LegBuilder.leg;
import static org.assertj.core.api.Assertions.assertThat;

import io.ucmbilling.collection.Replica;
import io.ucmbilling.report.ReportGateway;
import io.ucmbilling.store.site.FirstDays;
import io.ucmbilling.store.site.FirstDays.Day;
import io.ucmbilling.store.site.Hold;
import io.ucmbilling.store.site.SiteProgress;
import io.ucmbilling.store.site.SiteProgress.Part;
import io.ucmbilling.store.site.SiteProgress.PassFault;
import io.ucmbilling.store.site.Sites;
import io.ucmbilling.testing.calls.StoredLegs;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Report contract R5: the board of the fleet. */
class SitesPageIT {
    private static final Instant NOW = ReportGateway.NOW;
    private static final String HOSTILE = "\"><script>alert(1)</script>\u202e\0";
    private static ReportGateway gateway;

    @BeforeAll
    static void start() {
        Map<String, String> more = new HashMap<>();
        List.of("branch-c", "branch-d", "branch-e").forEach(site -> more.putAll(Replica.unpolledSite(site)));
        gateway = new ReportGateway(more);
        change("branch-a", known -> known.succeeded(Part.TAIL, NOW.minusSeconds(20)));
        change(
                "branch-b",
                known -> known.succeeded(Part.TAIL, NOW.minusSeconds(7200))
                        .failed(new PassFault("LOGIN_REFUSED", HOSTILE, NOW.minusSeconds(30), NOW))
                        .failed(new PassFault("LOGIN_REFUSED", HOSTILE, NOW.minusSeconds(30), NOW)));
        change("branch-c", known -> known.succeeded(Part.TAIL, NOW.minusSeconds(7200)));
        firstCollection(change(
                "branch-d",
                known -> known.succeeded(Part.TAIL, NOW.minusSeconds(5))
                        .clockAhead(Optional.of(Duration.ofSeconds(-240)))));
        StoredLegs legs = gateway.legs().of("branch-a").of("old-branch");
        legs.keep("branch-a", leg(1).start("2026-03-05T05:00:00").build());
        legs.keep("old-branch", leg(2).start("2025-11-30T12:00:00").build());
        legs.follow();
    }

    private static Hold change(String site, UnaryOperator<SiteProgress> change) {
        Sites sites = gateway.bean(Sites.class);
        sites.register(site, LocalDate.of(2026, 2, 3));
        Hold hold = sites.take(site).hold();
        sites.change(hold, change);
        return hold;
    }

    /** Of ten days three were read, one each minute. */
    private static void firstCollection(Hold hold) {
        FirstDays days = gateway.bean(FirstDays.class);
        LocalDate first = LocalDate.of(2026, 2, 23);
        days.add(hold, first.datesUntil(first.plusDays(10)).toList());
        for (int i = 0; i < 3; i++) {
            days.write(hold, new Day(first.plusDays(9 - i), 1, false, NOW.minusSeconds(120 - 60L * i), 0, null));
        }
    }

    @AfterAll
    static void stop() {
        gateway.close();
    }

    private static Document board(String user, String query) {
        return gateway.as(user).open("/sites" + query);
    }

    private static List<String> names(Document board) {
        return board.select("#board-rows th a").eachText();
    }

    private static Element row(Document board, String site) {
        return Objects.requireNonNull(
                Objects.requireNonNull(board.getElementById("site-" + site)).closest("tr"));
    }

    @Test
    void showsTheGreatestTroubleFirst() {
        Document board = board(ReportGateway.VIEWER, "");

        assertThat(names(board)).containsExactly("branch-b", "branch-c", "branch-e", "branch-d", "branch-a");
        assertThat(board.select("#board-rows .state").eachText())
                .containsExactly("Failing", "Late", "Not read yet", "Collecting for the first time", "OK");
        assertThat(board.select("#board-states a").eachText())
                .containsExactly(
                        "All 5", "Failing 1", "Late 1", "Not read yet 1", "Collecting for the first time 1", "OK 1");
    }

    @Test
    void saysWhatIsWrongAndWhatToDo() {
        Element failing = row(board(ReportGateway.VIEWER, ""), "branch-b");

        assertThat(failing.text())
                .contains(
                        "2 failed passes in a row",
                        "2 h",
                        "The UCM refuses the login. Put username and password right.",
                        "2026-03-05 05:59:30",
                        "\"><script>alert(1)</script>");
        assertThat(failing.select("script")).isEmpty();
        assertThat(row(board(ReportGateway.VIEWER, ""), "branch-e").text())
                .contains("Its first answer has not come yet.");
    }

    @Test
    void showsHowFarAFirstCollectionIs() {
        Element collecting = row(board(ReportGateway.VIEWER, ""), "branch-d");

        assertThat(collecting.text()).contains("3 of 10 days read", "about 7 min left", "4 min slow", "Set it by NTP");
        assertThat(collecting.select("progress").attr("value")).isEqualTo("3");
        assertThat(collecting.select("progress").attr("max")).isEqualTo("10");
    }

    /** By the wall clock of the site. */
    @Test
    void showsTheNewestCall() {
        assertThat(row(board(ReportGateway.VIEWER, ""), "branch-a").text())
                .contains("20 s", "2026-03-05 05:00:00", "done", "nothing", "not measured");
    }

    @Test
    void showsSitesThatAreNoLongerConfiguredApart() {
        Document board = board(ReportGateway.VIEWER, "");

        assertThat(board.select(".former tbody tr").eachText())
                .containsExactly("old-branch 2025-11-30 18:00:00 Calls of old-branch");
        assertThat(gateway.as(ReportGateway.VIEWER).open("/sites/old-branch").text())
                .contains("no longer configured");
        assertThat(gateway.as(ReportGateway.VIEWER)
                        .open(board.select(".former td a").attr("href"))
                        .select("#report tbody tr"))
                .hasSize(1);
    }

    @Test
    void showsNoSiteOfOthers() {
        Document board = board(ReportGateway.NORTH, "?q=branch");

        assertThat(names(board)).containsExactly("branch-a");
        assertThat(board.text()).doesNotContain("branch-b", "old-branch");
        assertThat(gateway.nobody().get("/sites").location()).isEqualTo("/login");
    }

    @Test
    void findsSites() {
        assertThat(names(board(ReportGateway.VIEWER, "?state=FAILING"))).containsExactly("branch-b");
        assertThat(names(board(ReportGateway.VIEWER, "?q=CH-C"))).containsExactly("branch-c");
        assertThat(board(ReportGateway.VIEWER, "?q=%22%3E%3Cscript%3E&state=%3Cb%3E&page=x")
                        .text())
                .contains("No site matches");
    }

    /** The part that asks for itself again is found in the answer, by the address that was asked for. */
    @Test
    void refreshesWhatIsShown() {
        Element live = board(ReportGateway.VIEWER, "?state=OK&q=a")
                .select("[data-refresh]")
                .first();

        assertThat(Objects.requireNonNull(live).attr("hx-get")).isEqualTo("/sites?state=OK&q=a");
        Document again = gateway.as(ReportGateway.VIEWER).open(live.attr("hx-get"));
        assertThat(again.select(live.attr("hx-select"))).hasSize(1);
        for (String other : live.attr("hx-select-oob").split(",")) {
            assertThat(again.select(other)).as(other).hasSize(1);
        }
    }
}
