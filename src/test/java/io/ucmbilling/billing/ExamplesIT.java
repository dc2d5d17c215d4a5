package io.ucmbilling.billing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ucmbilling.store.audit.AuditAction;
import io.ucmbilling.store.audit.AuditEntry;
import io.ucmbilling.store.audit.AuditOutcome;
import io.ucmbilling.store.audit.AuditTrail;
import io.ucmbilling.store.database.Transactions;
import io.ucmbilling.store.intake.LegIntake;
import io.ucmbilling.store.ledger.Certificate;
import io.ucmbilling.store.ledger.Certificate.Counted;
import io.ucmbilling.store.ledger.Ledger;
import io.ucmbilling.store.site.Hold;
import io.ucmbilling.store.site.SiteProgress.Part;
import io.ucmbilling.store.site.Sites;
import io.ucmbilling.testing.calls.FleetOfCalls;
import io.ucmbilling.testing.pbx.Pbx;
import io.ucmbilling.testing.ucm.SimulatedUcm;
import java.io.IOException;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Billing contract B8: every example of the OpenAPI document is there, and is executed. With {@code -Dexamples.write} the answers are
 * written where the document takes its examples from.
 */
class ExamplesIT {
    private static final Path RESOURCES = Path.of("src/main/resources/openapi");
    private static final String COLLECTION = "0f8fad5bd9cb469fa16570867728950e";

    /** Members whose values no test can foresee. */
    private static final Map<String, List<String>> UNFORESEEN =
            Map.of("collect", List.of("id"), "changes", List.of("next", "time"));

    /** The mark of the feed's era in the id of an event. */
    private static final Pattern ERA = Pattern.compile("-[0-9a-f]{16}(?=\")");

    @TempDir
    static Path folder;

    private static SimulatedUcm ucm;
    private static RestGateway gateway;
    private static JsonNode document;

    /** An operation of the document. */
    private record Example(String path, String method, JsonNode operation) {
        String id() {
            return operation.get("operationId").asString();
        }

        List<JsonNode> parameters(String in) {
            return operation
                    .path("parameters")
                    .valueStream()
                    .filter(parameter -> parameter.get("in").asString().equals(in))
                    .toList();
        }

        /** Returns the path with the examples of its variables. */
        String target() {
            String target = path;
            for (JsonNode variable : parameters("path")) {
                target = target.replace(
                        "{" + variable.get("name").asString() + "}",
                        variable.get("example").asString());
            }
            return target;
        }

        /** Returns the answers that are not problems. */
        JsonNode answer() {
            JsonNode responses = operation.get("responses");
            return responses.has("202") ? responses.get("202") : responses.get("200");
        }

        JsonNode problem() {
            return operation.at("/responses/default/content/application~1problem+json/example");
        }
    }

    @BeforeAll
    static void start() throws Exception {
        ucm = SimulatedUcm.over(Pbx.seeded(0).callsPerHour(0).build()).start();
        ucm.recapi().shelf().put("monitor", "2026-03/auto-1772463601-1001-1002.wav", 30_000);
        gateway = new RestGateway(
                Map.of("erp", Map.of("scopes", "calls,feed,recordings,admin")),
                Map.of(
                        "gateway.sites.branch-a.url", ucm.url().toString(),
                        "gateway.sites.branch-a.tls.trust", "any",
                        "gateway.recordings.directory", folder.toString()));
        Sites sites = gateway.bean(Sites.class);
        sites.register("branch-a", LocalDate.of(2026, 3, 1));
        sites.configured("branch-a", ZoneId.of("America/Chicago"), null);
        Hold hold = sites.take("branch-a").hold();
        gateway.bean(LegIntake.class).keep(hold, FleetOfCalls.branchA().subList(0, 4), List.of(), null);
        sites.change(
                hold,
                progress -> progress.succeeded(Part.TAIL, RestGateway.NOW.minusSeconds(40))
                        .clockAhead(Optional.of(Duration.ofSeconds(-2))));
        gateway.bean(Ledger.class).certify(hold, certificate(1, 0));
        gateway.bean(Ledger.class).certify(hold, certificate(2, 4));
        gateway.bean(AuditTrail.class).add(List.of(shown(1), shown(2)));
        gateway.bean(Transactions.class)
                .client()
                .sql("INSERT INTO requested_collection SELECT ?::uuid, id, '2026-03-01', '2026-03-03', 'erp', NULL,"
                        + " now(), 'RUNNING', '2026-03-02', 17, now() FROM site WHERE name = 'branch-a'")
                .param(COLLECTION)
                .update();
        await().atMost(Duration.ofSeconds(30))
                .until(() -> gateway.bean(Transactions.class)
                        .client()
                        .sql("SELECT count(*) = 4 FROM call")
                        .query(Boolean.class)
                        .single());
        document = RestGateway.json(gateway.send("GET", "", "/openapi.json"));
    }

    private static Certificate certificate(int day, long legs) {
        boolean none = legs == 0;
        return new Certificate(
                LocalDate.of(2026, 3, day),
                1,
                legs,
                Counted.OFFSET,
                0,
                "ab".repeat(32),
                33,
                none ? null : Instant.parse("2026-03-02T15:00:01Z"),
                none ? null : Instant.parse("2026-03-02T15:00:04Z"),
                0,
                0,
                Duration.ZERO,
                Duration.ZERO,
                Instant.parse("2026-03-04T01:02:03Z"),
                "1.0",
                "first");
    }

    private static AuditEntry shown(int number) {
        return new AuditEntry(
                Instant.parse("2026-03-04T10:00:0" + number + "Z"),
                "erp",
                "192.0.2.17",
                AuditAction.RECORDING,
                "branch-a",
                "/api/v1/calls/6b1f0c3f9d2e4a556b1f0c3f9d2e4a55/recordings/" + number,
                AuditOutcome.DONE,
                null);
    }

    @AfterAll
    static void stop() {
        gateway.close();
        ucm.close();
    }

    private static List<Example> operations() {
        List<Example> operations = new ArrayList<>();
        document.get("paths")
                .propertyStream()
                .forEach(path -> path.getValue()
                        .propertyStream()
                        .forEach(method ->
                                operations.add(new Example(path.getKey(), method.getKey(), method.getValue()))));
        // Last what makes more known of recordings than the other answers tell.
        operations.sort(Comparator.comparing(example -> example.id().equals("recording")));
        return operations;
    }

    private static HttpResponse<String> ask(String target, String accept) {
        return gateway.get("erp", target, "Accept", accept);
    }

    private static String query(JsonNode parameter) {
        JsonNode example = parameter.get("example");
        String value = example.isArray()
                ? example.valueStream().map(JsonNode::asString).collect(Collectors.joining(","))
                : example.asString();
        return parameter.get("name").asString() + "=" + URLEncoder.encode(value, UTF_8);
    }

    /** Every parameter, body and answer has one; only bytes of a recording have none. */
    @Test
    void areThereForAllOfTheDocument() {
        List<String> missing = new ArrayList<>();
        for (Example example : operations()) {
            Stream.of("path", "query", "header")
                    .flatMap(in -> example.parameters(in).stream())
                    .filter(parameter -> !parameter.has("example"))
                    .forEach(parameter -> missing.add(example.id() + ": " + parameter.get("name")));
            Stream.concat(
                            Stream.of(example.operation().path("requestBody").path("content")),
                            example.operation()
                                    .get("responses")
                                    .valueStream()
                                    .map(response -> response.path("content")))
                    .flatMap(JsonNode::propertyStream)
                    .filter(media -> !media.getKey().startsWith("audio/")
                            && !media.getValue().has("example"))
                    .forEach(media -> missing.add(example.id() + ": " + media.getKey()));
        }
        assertThat(missing).isEmpty();
        assertThat(operations()).hasSizeGreaterThan(12);
    }

    /** The answer to an operation without any parameter but those of its path is the example of the document. */
    @Test
    void areWhatIsAnswered() throws IOException {
        for (Example example : operations()) {
            for (Map.Entry<String, JsonNode> media :
                    example.answer().get("content").properties()) {
                HttpResponse<String> answer = example.method().equals("post")
                        ? post(example)
                        : ask(
                                example.target() + (example.id().equals("audit") ? "?to=2026-03-05" : ""),
                                media.getKey());
                assertThat(answer.statusCode()).as(example.id() + answer.body()).isIn(200, 202);
                if (!media.getKey().startsWith("audio/")) {
                    compare(example.id(), media, answer);
                }
            }
        }
    }

    private static HttpResponse<String> post(Example example) {
        JsonNode body = example.operation().at("/requestBody/content/application~1json/example");
        List<String> headers = new ArrayList<>();
        for (JsonNode header : example.parameters("header")) {
            headers.add(header.get("name").asString());
            headers.add(header.get("example").asString());
        }
        return gateway.post("erp", example.target(), body.toString(), headers.toArray(String[]::new));
    }

    private static void compare(String id, Map.Entry<String, JsonNode> media, HttpResponse<String> answer)
            throws IOException {
        boolean json = media.getKey().equals("application/json");
        if (System.getProperty("examples.write") != null) {
            String ending = json ? "json" : media.getKey().endsWith("csv") ? "csv" : "ndjson";
            String text = json ? RestGateway.json(answer).toPrettyString() + "\n" : answer.body();
            Files.writeString(RESOURCES.resolve(id + "." + ending), text.replace("\r\n", "\n"));
            return;
        }
        JsonNode example = media.getValue().path("example");
        if (json) {
            JsonNode found = RestGateway.json(answer);
            assertThat(foreseen(found, id)).as(id).isEqualTo(foreseen(example, id));
        } else {
            assertThat(answer.body()).as(id + " " + media.getKey()).isEqualTo(example.asString());
        }
    }

    /** Returns a copy in which what nobody can foresee has the value that says what kind it is. */
    private static JsonNode foreseen(JsonNode value, String id) {
        JsonNode copy = JsonMapper.shared()
                .readTree(id.equals("changes") ? ERA.matcher(value.toString()).replaceAll("-era") : value.toString());
        for (String member : UNFORESEEN.getOrDefault(id, List.of())) {
            copy.findParents(member).forEach(parent -> {
                String kind = parent.get(member).getNodeType().name();
                ((ObjectNode) parent).put(member, kind);
            });
        }
        return copy;
    }

    /** Each parameter of a query by itself. A cursor is that of the gateway asked, and what goes with a parameter only goes with it. */
    @Test
    void areTakenAsParameters() {
        for (Example example : operations()) {
            String type = example.answer()
                    .get("content")
                    .properties()
                    .iterator()
                    .next()
                    .getKey();
            for (JsonNode parameter : example.parameters("query")) {
                String query = query(parameter);
                if (parameter.get("name").asString().equals("cursor")) {
                    JsonNode first = RestGateway.json(ask(example.target() + "?limit=1", type));
                    query = "limit=1&cursor=" + first.get("next").asString();
                } else if (parameter.get("name").asString().equals("by")) {
                    query += "&top=1&groupBy=day";
                }
                HttpResponse<String> answer = ask(example.target() + "?" + query, type);
                assertThat(answer.statusCode())
                        .as(example.id() + " " + query + answer.body())
                        .isEqualTo(200);
            }
        }
    }

    /** How each operation refuses what it does not know. */
    @Test
    void areWhatIsRefused() {
        for (Example example : operations()) {
            String target = example.target() + "?colour=red";
            HttpResponse<String> answer =
                    example.method().equals("post") ? gateway.post("erp", target, "{}") : gateway.get("erp", target);
            assertThat(RestGateway.json(answer)).as(example.id()).isEqualTo(example.problem());
        }
    }

    /** B8: the document needs no key, and knows no site, name or address of the fleet that answers. */
    @Test
    void tellNothingOfTheFleet() {
        try (RestGateway other = new RestGateway(Map.of("boss", Map.of()), List.of("secret-site"), Map.of())) {
            String told = other.send("GET", "", "/openapi.json").body();

            assertThat(told).doesNotContain("secret-site", "boss", "127.0.0.1");
            assertThat(JsonMapper.shared().readTree(told)).isEqualTo(document);
            assertThat(other.send("GET", "", "/docs").statusCode()).isIn(200, 302);
        }
    }
}
