package io.ucmbilling.cdrapi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ucmbilling.testing.pbx.Pbx;
import io.ucmbilling.testing.ucm.SimulatedUcm;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the management port answers to whoever runs the gateway. */
class ManagementIT {
    private static SimulatedUcm ucm;
    private static RunningGateway gateway;
    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    @BeforeAll
    static void start() {
        ucm = SimulatedUcm.over(Pbx.seeded(0).callsPerHour(0).build()).start();
        gateway = RunningGateway.before(
                Map.of("branch-a", ucm),
                "sites.branch-a.since",
                "2026-11-01",
                "..management.endpoints.web.exposure.include",
                "health,completeness,quarantine");
        await().atMost(Duration.ofMinutes(2))
                .until(() -> send("GET", "/completeness/branch-a").statusCode() == 200);
    }

    @AfterAll
    static void stop() {
        gateway.close();
        ucm.close();
    }

    @Test
    void knowsNoQuarantineOfASiteThatIsNotThere() throws Exception {
        assertThat(send("POST", "/quarantine/nowhere").statusCode()).isEqualTo(404);
        assertThat(send("POST", "/quarantine/branch-a").statusCode()).isEqualTo(200);
    }

    @Test
    void saysThatAnEntryHasANumber() throws Exception {
        HttpResponse<String> answer = send("GET", "/quarantine/branch-a?before=last");

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("before: found last, expected the number of an entry");
        assertThat(send("GET", "/quarantine/branch-a?before=7").statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource({
        "2026-11-02, 'found 2026-11-02, which has no certificate, expected one that has'",
        "2026-10-31, 'found 2026-10-31, expected 2026-11-01 (since) or later'",
        "yesterday, 'found yesterday, expected a day such as 2026-03-02'",
    })
    void saysWhyADayIsNotReadAgain(String day, String reason) throws Exception {
        HttpResponse<String> answer = send("POST", "/completeness/branch-a/" + day);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains(reason);
    }

    @ParameterizedTest
    @CsvSource({
        "from=yesterday, 'from: found yesterday, expected a day such as 2026-03-02'",
        "to=2026-02-30, 'to: found 2026-02-30, expected a day such as 2026-03-02'",
    })
    void saysWhichBoundIsNoDay(String query, String reason) throws Exception {
        HttpResponse<String> answer = send("GET", "/completeness/branch-a?" + query);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains(reason);
        assertThat(send("GET", "/completeness/nowhere").statusCode()).isEqualTo(404);
    }

    @Test
    void readsNoDayOfASiteThatIsNotThere() throws Exception {
        assertThat(send("POST", "/completeness/nowhere/2026-11-02").statusCode())
                .isEqualTo(404);
    }

    @Test
    void asksTheExportsForLiveness() throws Exception {
        HttpResponse<String> answer = send("GET", "/health/liveness");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).contains("\"exports\":{\"status\":\"UP\"}").doesNotContain("\"db\"");
    }

    private static HttpResponse<String> send(String method, String path) throws IOException, InterruptedException {
        URI uri = URI.create("http://127.0.0.1:" + gateway.managementPort() + "/actuator" + path);
        return CLIENT.send(
                HttpRequest.newBuilder(uri)
                        .method(method, method.equals("POST") ? BodyPublishers.ofString("{}") : BodyPublishers.noBody())
                        .header("Content-Type", "application/json")
                        .build(),
                BodyHandlers.ofString());
    }
}
