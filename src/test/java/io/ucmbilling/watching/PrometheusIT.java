package io.ucmbilling.watching;

import static org.assertj.core.api.Assertions.assertThat;

import io.ucmbilling.testing.Documents;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.core.env.Environment;
import tools.jackson.databind.json.JsonMapper;

/** What the management port tells Prometheus and whoever starts the gateway. */
class PrometheusIT {
    private static final String GATEWAY = "127.0.0.1:8081";
    private static WatchedFleet fleet;

    @BeforeAll
    static void start() {
        fleet = new WatchedFleet(List.of("branch-a", "branch-b"), Map.of("gateway.metrics.detailed-sites", "1"));
        fleet.live(Duration.ofHours(2));
    }

    @AfterAll
    static void stop() {
        fleet.close();
    }

    @Test
    void tellsOfEachSite() {
        fleet.clock.advance(Duration.ofSeconds(42));
        Scrape scrape = fleet.scrape(GATEWAY);

        assertThat(scrape.value("gateway_site_lag_seconds{", "site=\"branch-a\""))
                .isEqualTo(42);
        assertThat(scrape.value("gateway_site_failures{", "site=\"branch-b\"")).isZero();
        assertThat(scrape.value("gateway_site_clock_error_seconds{", "site=\"branch-a\""))
                .isZero();
        assertThat(scrape.value("gateway_site_poll_interval_seconds{", "site=\"branch-a\""))
                .isEqualTo(60);
        assertThat(scrape.value("gateway_feed_place{")).isPositive();
        assertThat(scrape.value("gateway_collection_differed_total{", "site=\"branch-a\""))
                .isZero();
    }

    @Test
    void hasNoOtherNamesThanTheDocumented() {
        assertThat(fleet.scrape(GATEWAY).names().stream()
                        .filter(name -> name.startsWith("gateway_"))
                        .flatMap(name -> AlertRulesTest.asked(name).stream())
                        .collect(Collectors.toSet()))
                .isSubsetOf(AlertRulesTest.documented())
                .contains("gateway_collection_received", "gateway_site_lag_seconds");
    }

    /** The second site has no counters of its own but those of the equation. */
    @Test
    void boundsTheSeriesOfSites() {
        Set<String> ofTheSecond = fleet.scrape(GATEWAY).values().keySet().stream()
                .filter(series -> series.contains("site=\"branch-b\"") && !series.startsWith("gateway_site_"))
                .map(series -> series.substring(0, series.indexOf('{')))
                .collect(Collectors.toSet());

        assertThat(ofTheSecond)
                .containsExactlyInAnyOrder(
                        "gateway_collection_received_total",
                        "gateway_collection_stored_total",
                        "gateway_collection_unchanged_total",
                        "gateway_collection_quarantined_total",
                        "gateway_collection_differed_total");
        assertThat(fleet.scrape(GATEWAY).value("gateway_collection_requests_total{", "site=\"(others)\""))
                .isPositive();
    }

    /** Whatever a client sends, it makes no series beyond the one of all that is not known. */
    @Test
    void isNotFloodedByItsClients() {
        sendNonsense(0);
        Set<String> before = requestSeries();

        for (int i = 1; i <= 20; i++) {
            sendNonsense(i);
        }

        assertThat(requestSeries()).isNotEmpty().isEqualTo(before);
    }

    private static void sendNonsense(int number) {
        WatchedFleet.send(HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + fleet.port("server") + "/no/such/path/" + number))
                .method("MADE" + number, HttpRequest.BodyPublishers.noBody())
                .build());
    }

    private static Set<String> requestSeries() {
        return fleet.scrape(GATEWAY).values().keySet().stream()
                .filter(series -> series.startsWith("http_server_requests") && !series.contains("/actuator"))
                .collect(Collectors.toSet());
    }

    @Test
    void isAskedOnThisMachineAlone() {
        assertThat(fleet.bean(Environment.class).getProperty("management.server.address"))
                .isEqualTo("127.0.0.1");
    }

    @Test
    void tellsOfItsThreadsInLiveness() {
        assertThat(fleet.get("/actuator/health/liveness").body())
                .contains(
                        "\"callFollower\":{\"status\":\"UP\"}",
                        "\"locks\":{\"status\":\"UP\"}",
                        "\"poller\":{\"status\":\"UP\"}")
                .doesNotContain("\"db\"");
    }

    @Test
    void tracesNothingUnlessItIsToldWhere() {
        assertThat(Thread.getAllStackTraces().keySet())
                .noneMatch(thread -> thread.getName().contains("SpanProcessor"));
    }

    @Test
    void tellsOfTheDatabaseInReadiness() {
        assertThat(fleet.get("/actuator/health/readiness").body())
                .contains("\"readinessState\":{\"status\":\"UP\"}", "\"db\":{");
    }

    /** A gateway's own metric may come with its first event only, so the documented ones count too. */
    @Test
    void hasWhatDashboardsAndAlertsAskFor() {
        WatchedFleet.send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + fleet.port("server") + "/api/v1/sites"))
                        .build());
        Set<String> known = fleet.scrape(GATEWAY).names().stream()
                .flatMap(name -> AlertRulesTest.asked(name).stream())
                .collect(Collectors.toSet());
        known.addAll(AlertRulesTest.documented());

        assertThat(AlertRulesTest.asked(Documents.text(Promtool.RULES))).isSubsetOf(known);
        assertThat(Documents.below(Promtool.RULES.resolveSibling("dashboards"), ".json"))
                .hasSize(3)
                .allSatisfy(board -> assertThat(expressions(board))
                        .hasSizeGreaterThan(8)
                        .allSatisfy(expression -> assertThat(AlertRulesTest.asked(expression))
                                .isNotEmpty()
                                .isSubsetOf(known)));
    }

    private static List<String> expressions(Path board) {
        return JsonMapper.shared().readTree(Documents.text(board)).findValuesAsString("expr");
    }
}
