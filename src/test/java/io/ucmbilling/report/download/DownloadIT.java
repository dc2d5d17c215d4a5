package io.ucmbilling.report.download;

import static io.ucmbilling.report.ReportGateway.ADMIN;
import static io.ucmbilling.report.ReportGateway.NORTH;
import static io.ucmbilling.report.ReportGateway.VIEWER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ucmbilling.report.PageAnswer;
import io.ucmbilling.report.ReportGateway;
import io.ucmbilling.report.export.WorkbookText;
import io.ucmbilling.store.database.Transactions;
import io.ucmbilling.store.row.ReadLeg;
import io.ucmbilling.testing.LegBuilder;
import io.ucmbilling.testing.calls.FleetOfCalls;
import io.ucmbilling.testing.calls.StoredLegs;
import java.io.UncheckedIOException;
import java.time.LocalDateTime;
import java.util.List;
import java.util.stream.IntStream;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Report contract R2, Download Records, over HTTP. */
class DownloadIT {
    private static final String ALL = "/calls/download?from=&format=";
    private static ReportGateway gateway;

    @BeforeAll
    static void start() {
        gateway = new ReportGateway();
        StoredLegs stored = gateway.legs().of("branch-a").of("branch-b");
        stored.keep("branch-a", FleetOfCalls.branchA());
        stored.keep("branch-b", FleetOfCalls.branchB());
        stored.follow();
    }

    @AfterAll
    static void stop() {
        gateway.close();
    }

    private static List<String> lines(PageAnswer answer) {
        assertThat(answer.status()).isEqualTo(200);
        return answer.text().lines().toList();
    }

    @Test
    void isAFileWithASafeName() {
        PageAnswer csv = gateway.as(VIEWER).get(ALL + "csv");

        assertThat(csv.header("Content-Type")).isEqualTo("text/csv;charset=UTF-8");
        assertThat(csv.header("Content-Disposition"))
                .isEqualTo("attachment; filename=\"cdr-report-20260305-120000.csv\"");
        assertThat(csv.header("Cache-Control")).contains("no-store");
        assertThat(csv.header("X-Content-Type-Options")).isEqualTo("nosniff");
    }

    @Test
    void hasTheLatestCallFirstUnlessTheViewIsSortedTheOtherWay() {
        assertThat(lines(gateway.as(VIEWER).get(ALL + "csv")).get(1)).contains("2026-03-02 19:00:00");
        assertThat(lines(gateway.as(VIEWER).get(ALL + "csv&sort=start&order=asc"))
                        .get(1))
                .contains("2026-03-02 09:00:01");
    }

    @Test
    void hasTheCallsOfTheFilterAlone() {
        assertThat(lines(gateway.as(VIEWER).get(ALL + "csv&callerNumber=12025550143")))
                .hasSize(2);
        WorkbookText workbook = new WorkbookText(
                gateway.as(VIEWER).get(ALL + "xlsx&site=branch-b").bytes());
        assertThat(workbook.rows("Calls")).hasSize(3);
        assertThat(workbook.rows("Legs")).hasSize(3);
    }

    @Test
    void showsNoOtherSitesCalls() {
        assertThat(lines(gateway.as(NORTH).get(ALL + "csv"))).hasSize(1 + 6);
        assertThat(gateway.as(NORTH).get(ALL + "csv&site=branch-b").location()).startsWith("/calls?");
    }

    @Test
    void tellsWhatIsWrongWithTheFilterOnItsPage() {
        PageAnswer answer = gateway.as(VIEWER).get("/calls/download?format=csv&from=yesterdayish");

        assertThat(answer.location()).isEqualTo("/calls?from=yesterdayish");
    }

    @ParameterizedTest
    @ValueSource(strings = {"pdf", "csv&columns=no-such", "csv&columns="})
    void refusesWhatItDoesNotKnow(String format) {
        assertThat(gateway.as(VIEWER).get(ALL + format).status()).isEqualTo(400);
    }

    @Test
    void hasTheColumnsThatTheAddressNames() {
        assertThat(lines(gateway.as(VIEWER).get(ALL + "csv&columns=status,call-from"))
                        .getFirst())
                .isEqualTo("status,call from");
    }

    @Test
    void remembersTheColumnsOfEachUser() {
        Document form = gateway.as(ADMIN).open("/calls/download/columns?format=csv");
        String[] changes = form.select("label.place input").stream()
                .flatMap(input -> List.of(input.attr("name"), "").stream())
                .toArray(String[]::new);
        IntStream.of(1, 3).forEach(i -> changes[i] = Integer.toString(9 - i));

        PageAnswer answer = gateway.as(ADMIN).submit(form.expectFirst("main form"), changes);

        assertThat(answer.location()).startsWith("/calls/download/columns?saved=true");
        assertThat(lines(gateway.as(ADMIN).get(ALL + "csv")).getFirst()).isEqualTo("call to,call from");
        assertThat(lines(gateway.as(VIEWER).get(ALL + "csv")).getFirst()).startsWith("call from,call to,context");
    }

    @Test
    void tellsHowFarItIsToWhoseItIs() {
        gateway.as(VIEWER).get(ALL + "xlsx&callerNumber=1003&download=0123456789ab");

        Document progress = gateway.as(VIEWER).open("/calls/download/0123456789ab/progress");
        assertThat(progress.expectFirst("[data-state]").attr("data-state")).isEqualTo("DONE");
        assertThat(progress.expectFirst("progress").attr("max")).isEqualTo("4");
        assertThat(gateway.as(ADMIN)
                        .get("/calls/download/0123456789ab/progress")
                        .status())
                .isEqualTo(204);
    }

    /** Whoever sorts or pages replaces the report, and still sees how far the download is. */
    @Test
    void tellsHowFarItIsBesideTheReportThatIsReplaced() {
        Document page = gateway.as(VIEWER).open("/calls?period=all");

        assertThat(page.expectFirst("#report [hx-boost]").attr("hx-target")).isEqualTo("#report");
        assertThat(page.select("#download-progress")).hasSize(1);
        assertThat(page.select("#report #download-progress")).isEmpty();
    }

    /** What cannot be read comes late in a file that is longer than the buffers before it. */
    @Test
    void isBrokenOffIfItFails() {
        StoredLegs stored = gateway.legs().of("branch-a");
        stored.keep(
                "branch-a",
                IntStream.range(1_000, 1_900).mapToObj(DownloadIT::numbered).toList());
        stored.follow();
        sql("UPDATE leg SET other = '[]' WHERE acct_id = 1000");
        try {
            assertThatThrownBy(() -> gateway.as(VIEWER).get(ALL + "csv")).isInstanceOf(UncheckedIOException.class);
        } finally {
            sql("UPDATE leg SET other = NULL WHERE acct_id = 1000");
            sql("DELETE FROM call WHERE started_at < '2026-03-02'");
        }
    }

    private static ReadLeg numbered(int number) {
        return FleetOfCalls.read(LegBuilder.leg(number)
                .start(LocalDateTime.of(2026, 3, 1, 0, 0).plusSeconds(number))
                .session((1_772_323_200L + number) + "-" + number));
    }

    private static void sql(String statement) {
        gateway.bean(Transactions.class).client().sql(statement).update();
    }
}
