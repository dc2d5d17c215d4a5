package io.ucmbilling.report.overview;

import static org.assertj.core.api.Assertions.assertThat;

import io.ucmbilling.report.ReportGateway;
import io.ucmbilling.testing.calls.FleetOfCalls;
import io.ucmbilling.testing.calls.StoredLegs;
import java.util.Map;
import java.util.stream.Stream;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** R4, over HTTP: a click filters the calls. The sites have two zones. */
class OverviewIT {
    private static ReportGateway gateway;

    @BeforeAll
    static void start() {
        gateway = new ReportGateway(Map.of("gateway.sites.branch-b.time-zone", "Asia/Kolkata"));
        StoredLegs stored = gateway.legs().of("branch-a").of("branch-b");
        stored.keep("branch-a", FleetOfCalls.branchA());
        stored.keep("branch-b", FleetOfCalls.branchB());
        stored.follow();
    }

    @AfterAll
    static void stop() {
        gateway.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "?period=thisMonth",
                "?from=2026-03-02&to=2026-03-02",
                "?hoursFrom=09:00&hoursTo=18:00&hours=outside&from=",
                "?zone=Asia/Kathmandu&from=2026-03-02T15:10"
            })
    void leadsToAsManyCallsAsItCounts(String address) {
        Document page = gateway.as(ReportGateway.VIEWER).open("/overview" + address);

        assertThat(page.select("dl.totals dd a, .picture tbody th a, .bars th a, .heat td a"))
                .hasSizeGreaterThan(5);
        assertCounts(page.expectFirst("dl.totals dd a"), page.expectFirst("dl.totals dd"));
        counted(page, ".picture tbody tr").forEach(row -> assertCounts(row, row.child(1)));
        counted(page, ".bars tbody tr").forEach(row -> assertCounts(row, row.expectFirst("td.number span")));
        counted(page, ".heat td").filter(cell -> !cell.text().equals("0")).forEach(cell -> assertCounts(cell, cell));
    }

    private static Stream<Element> counted(Document page, String rows) {
        return page.select(rows).stream().filter(row -> !row.select("a").isEmpty());
    }

    private static void assertCounts(Element linked, Element count) {
        String link = linked.expectFirst("a").attr("href");
        Document calls = gateway.as(ReportGateway.VIEWER).open(link);
        assertThat(calls.select("table.report tbody tr")).as(link).hasSize(Integer.parseInt(count.text()));
    }
}
