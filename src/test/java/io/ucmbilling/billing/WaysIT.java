package io.ucmbilling.billing;

import static org.assertj.core.api.Assertions.assertThat;

import io.ucmbilling.billing.admission.ApiOperation;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Billing contract B1, A1, A6 and A8 over HTTP: who is let on, and how everything else is refused. */
class WaysIT {
    private static RestGateway gateway;

    @BeforeAll
    static void start() {
        gateway = new RestGateway(
                Map.of(
                        "erp", Map.of(),
                        "follower", Map.of("scopes", "feed"),
                        "elsewhere", Map.of("permitted-ips", "192.0.2.1", "scopes", "feed"),
                        "slow", Map.of("requests-per-minute", "2")),
                List.of("branch-a", "harbour"),
                Map.of());
    }

    @AfterAll
    static void stop() {
        gateway.close();
    }

    private static void assertProblem(HttpResponse<String> answer, int status, String kind) {
        JsonNode problem = RestGateway.json(answer);
        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
        assertThat(answer.headers().firstValue("Cache-Control")).contains("no-store");
        assertThat(problem.get("type").asString()).isEqualTo("/problems/" + kind);
        assertThat(problem.get("status").asInt()).isEqualTo(status);
        assertThat(problem.get("title").asString()).isNotEmpty();
        assertThat(problem.get("detail").asString()).isNotEmpty();
    }

    /** A1, A3: nothing is open. */
    @ParameterizedTest
    @ValueSource(strings = {"/api/v1/sites", "/api/v1/sites/branch-a", "/api/v1", "/api/v1/", "/api/v1/nothing?x=1"})
    void answersNobodyWithoutKey(String target) {
        HttpResponse<String> answer = gateway.send("GET", "", target);

        assertProblem(answer, 401, "unauthorized");
        assertThat(answer.headers().firstValue("WWW-Authenticate")).contains("Bearer");
    }

    /** A1: Bearer alone, and the key never in the URL. */
    @Test
    void takesTheKeyOnlyAsBearer() {
        String key = gateway.key("erp");

        assertThat(gateway.send("GET", "bearer " + key, "/api/v1/sites").statusCode())
                .isEqualTo(200);
        assertProblem(gateway.send("GET", "Basic " + key, "/api/v1/sites"), 401, "unauthorized");
        assertProblem(gateway.send("GET", "", "/api/v1/sites?access_token=" + key), 401, "unauthorized");
        assertProblem(gateway.send("GET", "Bearer " + key + "x", "/api/v1/sites"), 401, "unauthorized");
    }

    /** A1: two credentials in one request are none, also if both are right. */
    @Test
    void takesNoRequestWithTwoCredentials() {
        String right = "Bearer " + gateway.key("erp");

        for (String other : List.of(right, "Bearer x")) {
            assertProblem(gateway.send("GET", right, "/api/v1/sites", "Authorization", other), 401, "unauthorized");
        }
    }

    /** A1: the address of the connection counts, not what a header says. */
    @Test
    void believesNoHeaderAboutTheAddress() {
        assertProblem(
                gateway.get("elsewhere", "/api/v1/sites", "X-Forwarded-For", "192.0.2.1", "Forwarded", "for=192.0.2.1"),
                403,
                "forbidden");
    }

    /** B1: each fault is told before the ones that stand behind it in the row. */
    @Test
    void checksInTheOrderOfTheContract() {
        String bad = "/api/v1/sites?nothing=1&limit=0";

        assertProblem(gateway.send("PUT", "", bad, "Accept", "text/html"), 401, "unauthorized");
        HttpResponse<String> address = gateway.send("PUT", "Bearer " + gateway.key("elsewhere"), bad);
        assertProblem(address, 403, "forbidden");
        assertThat(address.body()).contains("address");
        HttpResponse<String> scope = gateway.send("PUT", "Bearer " + gateway.key("follower"), bad);
        assertProblem(scope, 403, "forbidden");
        assertThat(scope.body()).contains("scope calls");
        HttpResponse<String> method = gateway.send("PUT", "Bearer " + gateway.key("erp"), bad, "Accept", "text/html");
        assertProblem(method, 405, "method-not-allowed");
        assertThat(method.headers().firstValue("Allow")).contains("GET, HEAD");
        HttpResponse<String> accept = gateway.get("erp", bad, "Accept", "text/html");
        assertProblem(accept, 406, "not-acceptable");
        assertThat(RestGateway.json(accept).get("detail").asString())
                .isEqualTo("Accept: found \"text/html\", expected one that includes application/json");
        assertProblem(gateway.get("erp", bad), 400, "unknown-parameter");
        assertProblem(gateway.get("erp", "/api/v1/sites?limit=0"), 400, "wrong-value");
        assertProblem(gateway.get("erp", "/api/v1/sites/nowhere?limit=1"), 400, "unknown-parameter");
        assertProblem(gateway.get("erp", "/api/v1/sites/nowhere"), 404, "not-found");
    }

    /** B1: the members of a wrong value and of an unknown parameter. */
    @Test
    void namesTheParameterAtFault() {
        JsonNode wrong = RestGateway.json(gateway.get("erp", "/api/v1/sites?limit=0"));
        assertThat(wrong.get("parameter").asString()).isEqualTo("limit");
        assertThat(wrong.get("value").asString()).isEqualTo("0");
        assertThat(wrong.get("expected").asString()).isEqualTo("a whole number from 1 to 1000");

        JsonNode unknown = RestGateway.json(gateway.get("erp", "/api/v1/sites?Limit=1"));
        assertThat(unknown.get("parameter").asString()).isEqualTo("Limit");
        assertThat(unknown.get("known").toString()).isEqualTo("[\"cursor\",\"limit\"]");
    }

    /** B1: also what the server finds before any code of ours. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /api/v1/%zz HTTP/1.1",
                "GET /api/v1/sites[1] HTTP/1.1",
                "GET /api/v1/sites?a=[ HTTP/1.1",
                "GET /api/v1/sites%00 HTTP/1.1",
                "GET /api/v1/sites%2Fbranch-a HTTP/1.1",
                "GET /api/v1/../../x HTTP/1.1",
                "GET /api/v1/sites;a=b HTTP/1.1",
                "GET nonsense HTTP/1.1",
                "GET /api/v1/sites HTTP/9.9",
                "G@T /api/v1/sites HTTP/1.1",
                "TRACE /api/v1/sites HTTP/1.1",
                "CONNECT /api/v1/sites HTTP/1.1",
            })
    void answersWhatIsNoProperHttpWithAProblem(String line) {
        String answer = gateway.raw(line + "\r\nHost: gateway\r\nAccept: text/html\r\nConnection: close\r\n\r\n");

        assertThat(answer)
                .containsIgnoringCase("Content-Type: application/problem+json")
                .contains("\"type\":\"/problems/");
        assertThat(answer).doesNotContainIgnoringCase("<html").doesNotContain("org.apache");
    }

    /** B1: too long. */
    @Test
    void answersWhatIsTooLongWithAProblem() {
        String answer = gateway.raw("GET /api/v1/sites?a=" + "x".repeat(20_000)
                + " HTTP/1.1\r\nHost: gateway\r\nConnection: close\r\n\r\n");

        assertThat(answer).startsWith("HTTP/1.1 400").contains("/problems/wrong-value");
    }

    /** B1: no error is HTML, also beside the REST view, but for the pages of the report. */
    @ParameterizedTest
    @ValueSource(strings = {"/nowhere", "/error", "/problems/nothing", "/api", "/api/v2/sites"})
    void answersWhatIsNotThereWithAProblem(String target) {
        assertProblem(gateway.send("GET", "", target, "Accept", "text/html"), 404, "not-found");
    }

    /** B1: 405 tells what is allowed, and GET means HEAD too. */
    @ParameterizedTest
    @ValueSource(strings = {"/openapi.json", "/docs", "/problems/gone"})
    void allowsGetAndHeadOfWhatIsOpen(String target) {
        HttpResponse<String> answer = gateway.send("PUT", "", target);

        assertProblem(answer, 405, "method-not-allowed");
        assertThat(answer.headers().firstValue("Allow")).contains("GET, HEAD");
    }

    /** B1: malformed escapes in the query. */
    @Test
    void refusesMalformedEscapesByTheirParameter() {
        String answer = gateway.raw("GET /api/v1/sites?cursor=%zz HTTP/1.1\r\nHost: gateway\r\nAuthorization: Bearer "
                + gateway.key("erp") + "\r\nConnection: close\r\n\r\n");

        assertThat(answer).startsWith("HTTP/1.1 400").contains("\"parameter\":\"cursor\"");
    }

    /** B1: the types of the problems are pages. */
    @ParameterizedTest
    @CsvSource({"wrong-value, Wrong value", "too-many-requests, Too many requests", "gone, Gone"})
    void servesAPageAboutEachKind(String kind, String title) {
        HttpResponse<String> page = gateway.send("GET", "", "/problems/" + kind);

        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.headers().firstValue("Content-Type")).contains("text/html;charset=UTF-8");
        assertThat(page.body()).contains("<h1>" + title + "</h1>");
    }

    /** A8. */
    @Test
    void letsABoundedClientAskSoOftenAMinute() {
        HttpResponse<String> first = gateway.get("slow", "/api/v1/sites");
        assertThat(first.statusCode()).isEqualTo(200);
        assertThat(first.headers().firstValue("RateLimit-Policy")).contains("\"requests\";q=2;w=60");
        assertThat(first.headers().firstValue("RateLimit")).contains("\"requests\";r=1;t=60");
        gateway.get("slow", "/api/v1/sites");

        HttpResponse<String> third = gateway.get("slow", "/api/v1/sites");
        assertProblem(third, 429, "too-many-requests");
        assertThat(third.headers().firstValue("Retry-After")).contains("60");
        assertThat(third.headers().firstValue("RateLimit")).contains("\"requests\";r=0;t=60");
        assertThat(gateway.get("erp", "/api/v1/sites").headers().firstValue("RateLimit"))
                .isEmpty();
    }

    /** Spring Security locks nothing but the REST view. */
    @Test
    void leavesTheManagementPortOpen() {
        HttpResponse<String> health = gateway.manage("/actuator/health/liveness");

        assertThat(health.statusCode()).isEqualTo(200);
        assertThat(gateway.manage("/actuator/metrics").statusCode()).isEqualTo(200);
    }

    /** B8: the document knows the operations and parameters that admission knows, and no other. */
    @Test
    void describesEachOperation() {
        JsonNode paths =
                RestGateway.json(gateway.send("GET", "", "/openapi.json")).get("paths");

        assertThat(paths.propertyNames())
                .containsExactlyInAnyOrderElementsOf(
                        Stream.of(ApiOperation.values()).map(ApiOperation::path).collect(Collectors.toSet()));
        assertThat(ApiOperation.values()).allSatisfy(operation -> {
            JsonNode described =
                    paths.get(operation.path()).get(operation.method().name().toLowerCase(Locale.ROOT));
            assertThat(described
                            .path("parameters")
                            .valueStream()
                            .filter(parameter -> parameter.get("in").asString().equals("query"))
                            .map(parameter -> parameter.get("name").asString()))
                    .containsExactlyInAnyOrderElementsOf(operation.parameterNames());
            assertThat(described.path("parameters").valueStream())
                    .allSatisfy(parameter -> assertThat(
                                    parameter.path("description").asString(""))
                            .isNotEmpty());
        });
    }

    /** B1: no-store, also on what is open; and no page of another site may show it in a frame. */
    @ParameterizedTest
    @ValueSource(strings = {"/openapi.json", "/docs", "/swagger-ui/index.html", "/problems/gone"})
    void guardsWhatIsOpen(String target) {
        HttpResponse<String> answer = gateway.send("GET", "", target);

        assertThat(answer.headers().allValues("Cache-Control")).containsExactly("no-store");
        assertThat(answer.headers().allValues("X-Content-Type-Options")).containsExactly("nosniff");
        assertThat(answer.headers().allValues("X-Frame-Options")).containsExactly("DENY");
        assertThat(answer.headers().firstValue("Content-Security-Policy"))
                .hasValueSatisfying(policy -> assertThat(policy).contains("frame-ancestors 'none'"));
    }

    /** B8: open, and silent about the fleet. */
    @Test
    void describesItselfToAnybody() {
        HttpResponse<String> document = gateway.send("GET", "", "/openapi.json");
        JsonNode json = RestGateway.json(document);

        assertThat(json.get("openapi").asString()).startsWith("3.1");
        assertThat(json.get("servers").toString()).isEqualTo("[{\"url\":\"/\"}]");
        assertThat(document.body()).doesNotContain("127.0.0.1", "harbour", "elsewhere");
        assertThat(gateway.send("GET", "", "/docs").statusCode()).isEqualTo(302);
        assertThat(gateway.send("GET", "", "/swagger-ui/index.html").statusCode())
                .isEqualTo(200);
    }
}
