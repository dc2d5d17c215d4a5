package io.ucmbilling.billing;

import static org.assertj.core.api.Assertions.assertThat;

import io.ucmbilling.store.database.Transactions;
import io.ucmbilling.store.site.Sites;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** Billing contract B5, A4, A6, A7 and B1: how collections are asked for. Their sites are never polled here. */
class CollectionsIT {
    private static final String PATH = "/api/v1/sites/branch-a/collections";
    private static final String BODY = "{\"from\": \"2026-03-01\", \"to\": \"2026-03-03\"}";

    private static RestGateway gateway;

    @BeforeAll
    static void start() {
        gateway = new RestGateway(Map.of(
                "boss", Map.of("scopes", "admin,calls"),
                "other", Map.of("scopes", "admin,calls"),
                "north", Map.of("scopes", "admin,calls", "sites", "branch-b"),
                "erp", Map.of(),
                "away", Map.of("scopes", "admin", "permitted-ips", "192.0.2.1")));
    }

    @BeforeEach
    void empty() {
        gateway.bean(Transactions.class)
                .client()
                .sql("DELETE FROM requested_collection")
                .update();
        Sites sites = gateway.bean(Sites.class);
        sites.register("branch-a", LocalDate.of(2026, 3, 1));
        sites.register("branch-b", LocalDate.of(2026, 3, 1));
    }

    @AfterAll
    static void stop() {
        gateway.close();
    }

    private static void assertProblem(
            HttpResponse<String> answer, int status, String kind, @Nullable String parameter) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        JsonNode problem = RestGateway.json(answer);
        assertThat(problem.get("type").asString()).isEqualTo("/problems/" + kind);
        assertThat(problem.path("parameter").asString("")).isEqualTo(parameter == null ? "" : parameter);
    }

    private static String id(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
        return RestGateway.json(answer).get("id").asString();
    }

    /** B5: 202, Location, all members in the contract's order. */
    @Test
    void takesARequestAndTellsWhereToLook() {
        HttpResponse<String> answer = gateway.post("boss", PATH, BODY);
        String location = answer.headers().firstValue("Location").orElseThrow();
        HttpResponse<String> found = gateway.get("boss", location);

        assertThat(answer.statusCode()).isEqualTo(202);
        assertThat(answer.headers().firstValue("Cache-Control")).contains("no-store");
        assertThat(location).isEqualTo("/api/v1/collections/" + id(answer)).matches("/api/v1/collections/[0-9a-f]{32}");
        assertThat(answer.body())
                .isEqualTo("{\"id\":\"" + id(answer) + "\",\"site\":\"branch-a\",\"from\":\"2026-03-01\","
                        + "\"to\":\"2026-03-03\",\"state\":\"QUEUED\",\"days\":2,\"done\":0,\"stored\":0,"
                        + "\"fault\":null}");
        assertThat(found.body()).isEqualTo(answer.body());
        assertThat(found.headers().firstValue("ETag")).isPresent();
        assertThat(gateway.get("erp", location).body())
                .as("A6: calls is enough to look")
                .isEqualTo(answer.body());
    }

    /** B5: from and to the same are no day. */
    @Test
    void isDoneAtOnceWithoutAnyDay() {
        JsonNode collection =
                RestGateway.json(gateway.post("boss", PATH, "{\"from\":\"2026-03-02\",\"to\":\"2026-03-02\"}"));

        assertThat(collection.get("state").asString()).isEqualTo("DONE");
        assertThat(collection.get("days").asInt()).isZero();
    }

    /** B5: the same key and body, on two replicas and for two clients; another body. */
    @Test
    void givesTheSameKeyTheSameCollection() {
        try (RestGateway second = gateway.second()) {
            String first = id(gateway.post("boss", PATH, BODY, "Idempotency-Key", "march"));
            String spelled = BODY.replace(" ", "");

            assertThat(id(second.post("boss", PATH, spelled, "Idempotency-Key", "march")))
                    .isEqualTo(first);
            assertThat(id(gateway.post("other", PATH, BODY, "Idempotency-Key", "march")))
                    .isNotEqualTo(first);
            assertThat(id(gateway.post("boss", PATH, BODY))).isNotEqualTo(first);
            String later = BODY.replace("03-03", "03-04");
            assertProblem(second.post("boss", PATH, later, "Idempotency-Key", "march"), 409, "conflict", null);
            String elsewhere = PATH.replace("branch-a", "branch-b");
            assertProblem(gateway.post("boss", elsewhere, BODY, "Idempotency-Key", "march"), 409, "conflict", null);
        }
    }

    /** B5: the same key sent many times at the same moment. */
    @Test
    void makesOneCollectionOfRequestsSentTogether() {
        List<String> ids = IntStream.range(0, 8)
                .parallel()
                .mapToObj(_ -> id(gateway.post("boss", PATH, BODY, "Idempotency-Key", "k")))
                .distinct()
                .toList();

        assertThat(ids).hasSize(1);
    }

    /** B5: what is waiting for one site is bounded. */
    @Test
    void refusesMoreThanTenThatWait() {
        for (int i = 0; i < 10; i++) {
            id(gateway.post("boss", PATH, BODY));
        }
        HttpResponse<String> answer = gateway.post("boss", PATH, BODY);

        assertProblem(answer, 429, "too-many-requests", null);
        assertThat(answer.headers().firstValue("Retry-After")).contains("60");
        id(gateway.post("boss", PATH.replace("branch-a", "branch-b"), BODY));
    }

    /** B1, B5: each wrong body, with the member at fault. NOW is 5 March in America/Chicago. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                "{\"from\":\"2026-03-01\",\"to\":\"2026-03-03\",\"site\":\"x\"}|unknown-parameter|site",
                "{\"from\":5,\"To\":\"2026-03-03\"}|unknown-parameter|To",
                "{\"from\":5,\"to\":null}|wrong-value|from",
                "{\"to\":null,\"from\":5}|wrong-value|to",
                "{\"from\":\"2026-03-01\",\"to\":[\"2026-03-03\"]}|wrong-value|to",
                "{\"from\":\"2026-03-01\",\"from\":\"2026-03-01\",\"to\":\"2026-03-03\"}|wrong-value|from",
                "{\"to\":\"2026-03-03\"}|wrong-value|from",
                "{\"from\":\"2026-03-01\"}|wrong-value|to",
                "{}|wrong-value|from",
                "{\"from\":\"2026-03-03\",\"to\":\"2026-03-01\"}|wrong-value|to",
                "{\"from\":\"2026-02-29\",\"to\":\"2026-03-03\"}|wrong-value|from",
                "{\"from\":\"2026-03-01T00:00:00Z\",\"to\":\"2026-03-03\"}|wrong-value|from",
                "{\"from\":\" 2026-03-01\",\"to\":\"2026-03-03\"}|wrong-value|from",
                "{\"from\":\"2026-02-28\",\"to\":\"2026-03-03\"}|wrong-value|from",
                "{\"from\":\"0000-01-01\",\"to\":\"2026-03-03\"}|wrong-value|from",
                "{\"from\":\"2026-03-01\",\"to\":\"2026-03-07\"}|wrong-value|to",
                "{\"from\":\"2026-03-07\",\"to\":\"2026-03-07\"}|wrong-value|from",
                "[]|wrong-value|-",
                "''|wrong-value|-",
                "{\"from\":\"2026-03-01\",\"to\":\"2026-03-03\"} {}|wrong-value|-",
                "{\"from\":\"2026-03-01\",\"to\":\"2026-03-03\"|wrong-value|-",
                "{'from':'2026-03-01'}|wrong-value|-",
            })
    void refusesAWrongBody(String body, String kind, @Nullable String member) {
        HttpResponse<String> answer = gateway.post("boss", PATH, body);

        assertProblem(answer, 400, kind, member);
        if (member != null) {
            assertThat(RestGateway.json(answer).get("expected").asString()).isNotEmpty();
        }
    }

    /** B1: the first day and tomorrow are the bounds. */
    @Test
    void takesAllDaysThatThereAre() {
        id(gateway.post("boss", PATH, "{\"from\":\"2026-03-01\",\"to\":\"2026-03-06\"}"));
    }

    @Test
    void refusesABodyThatIsTooLargeOrNoText() {
        assertProblem(gateway.post("boss", PATH, " ".repeat(5_000) + BODY), 400, "wrong-value", null);
        assertProblem(gateway.post("boss", PATH, "[".repeat(4_000)), 400, "wrong-value", null);
    }

    /** B1: 415. */
    @ParameterizedTest
    @CsvSource({
        "text/plain, 415",
        "application/json; charset=iso-8859-1, 415",
        "application/merge-patch+json, 415",
        "nonsense, 415",
        "application/*, 415",
        "application/json; charset=UTF-8, 202",
        "Application/JSON, 202",
    })
    void takesJsonInUtf8Alone(String type, int status) {
        HttpResponse<String> answer = gateway.post("boss", PATH, BODY, "Content-Type", type);

        assertThat(answer.statusCode()).isEqualTo(status);
        if (status == 415) {
            assertProblem(answer, 415, "unsupported-media-type", null);
            assertThat(answer.headers().firstValue("Accept")).contains("application/json");
        }
    }

    /** B1: the order of the checks of a POST. */
    @Test
    void checksInTheOrderOfTheContract() {
        String unknown = "/api/v1/sites/nowhere/collections";
        String[] wrong = {"Content-Type", "text/plain", "Accept", "text/html", "Idempotency-Key", "a b"};

        assertProblem(gateway.post("away", unknown + "?x=1", "", wrong), 403, "forbidden", null);
        assertProblem(gateway.post("erp", unknown + "?x=1", "", wrong), 403, "forbidden", null);
        assertProblem(gateway.post("boss", unknown + "?x=1", "", wrong), 406, "not-acceptable", null);
        wrong[3] = "*/*";
        assertProblem(gateway.post("boss", unknown + "?x=1", "", wrong), 415, "unsupported-media-type", null);
        wrong[1] = "application/json";
        assertProblem(gateway.post("boss", unknown + "?x=1", "", wrong), 400, "unknown-parameter", "x");
        assertProblem(gateway.post("boss", unknown, "", wrong), 400, "wrong-value", "Idempotency-Key");
        assertProblem(gateway.post("boss", unknown, "{}"), 400, "wrong-value", "from");
        assertProblem(gateway.post("boss", unknown, BODY), 404, "not-found", null);
        HttpResponse<String> method = gateway.get("boss", PATH);
        assertProblem(method, 405, "method-not-allowed", null);
        assertThat(method.headers().firstValue("Allow")).contains("POST");
    }

    /** B5: bounds of the key. */
    @Test
    void boundsTheKey() {
        id(gateway.post("boss", PATH, BODY, "Idempotency-Key", "\"8e03978e\"!" + "k".repeat(189)));
        assertProblem(
                gateway.post("boss", PATH, BODY, "Idempotency-Key", "k".repeat(201)),
                400,
                "wrong-value",
                "Idempotency-Key");
    }

    /** A4: sites and collections that the client may not see. */
    @Test
    void hidesOtherSites() {
        String location = gateway.post("boss", PATH, BODY)
                .headers()
                .firstValue("Location")
                .orElseThrow();
        HttpResponse<String> foreign = gateway.get("north", location);
        HttpResponse<String> none = gateway.get("north", "/api/v1/collections/" + "0".repeat(32));

        assertProblem(gateway.post("north", PATH, BODY), 404, "not-found", null);
        assertProblem(foreign, 404, "not-found", null);
        assertThat(foreign.body()).isEqualTo(none.body());
        assertProblem(gateway.get("boss", "/api/v1/collections/nothing"), 404, "not-found", null);
    }

    /** A7: who asked for what, what came of it, and what was refused. */
    @Test
    void notesEachRequestInTheAudit() {
        gateway.clock.advance(Duration.ofSeconds(10));
        String from = "?from=" + gateway.clock.instant();
        String id = id(gateway.post("boss", PATH, BODY));
        gateway.post("erp", PATH, BODY);
        gateway.post("away", PATH, BODY);
        gateway.post("north", PATH, BODY);
        gateway.post("boss", PATH, "{}");
        gateway.post("boss", PATH, BODY, "Content-Type", "text/plain");
        gateway.post("boss", "/api/v1/sites/nowhere/collections", BODY);
        List<JsonNode> entries = RestGateway.json(gateway.get("boss", "/api/v1/audit" + from))
                .get("items")
                .valueStream()
                .toList();

        assertThat(entries)
                .extracting(entry -> entry.get("client").asString() + " "
                        + entry.get("site").asString("none") + " "
                        + entry.get("outcome").asString())
                .containsExactlyInAnyOrder(
                        "boss branch-a DONE",
                        "erp branch-a REFUSED",
                        "away branch-a REFUSED",
                        "north branch-a REFUSED",
                        "boss branch-a REFUSED",
                        "boss branch-a REFUSED",
                        "boss none REFUSED");
        assertThat(entries).allSatisfy(entry -> {
            assertThat(entry.get("action").asString()).isEqualTo("COLLECTION");
            assertThat(entry.get("target").asString()).endsWith("/collections");
        });
        assertThat(entries)
                .filteredOn(entry -> entry.get("outcome").asString().equals("DONE"))
                .singleElement()
                .satisfies(entry ->
                        assertThat(entry.get("detail").asString()).isEqualTo(id + ": 2026-03-01 to 2026-03-03"));
        assertThat(gateway.get("north", "/api/v1/audit").body()).doesNotContain("branch-a");
    }

    /** B5: any replica answers, also for a site that no replica has polled yet. */
    @Test
    void asksToWaitForASiteThatWasNotPolledYet() {
        try (RestGateway fresh = new RestGateway(Map.of("boss", Map.of("scopes", "admin,calls")))) {
            HttpResponse<String> answer = fresh.post("boss", PATH, BODY);

            assertProblem(answer, 503, "unavailable", null);
            assertThat(answer.headers().firstValue("Retry-After")).isPresent();
        }
    }
}
