package io.ucmbilling.billing;

import static org.assertj.core.api.Assertions.assertThat;

import io.ucmbilling.contract.Field;
import io.ucmbilling.testing.LegBuilder;
import io.ucmbilling.testing.calls.FleetOfCalls;
import io.ucmbilling.testing.calls.StoredLegs;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Billing contract B2: a single call with its legs; A4, A6 and A7 of it. */
class SingleCallIT {
    private static final String SESSION = "1772463601-17";
    private static RestGateway gateway;
    private static StoredLegs stored;
    private static String path;

    @BeforeAll
    static void start() {
        gateway = new RestGateway(Map.of(
                "erp", Map.of(),
                "clerk", Map.of("scopes", "calls,recordings"),
                "admin", Map.of("scopes", "calls,admin"),
                "masked", Map.of("scopes", "calls,admin", "mask", "true"),
                "south", Map.of("sites", "branch-b", "scopes", "calls,admin")));
        stored = new StoredLegs(gateway.replica()).of("branch-a").of("branch-b");
        stored.keep("branch-a", FleetOfCalls.read(leg(18, 2)), FleetOfCalls.read(leg(17, 2)));
        stored.keep("branch-a", FleetOfCalls.read(leg(19, 1)));
        stored.follow();
        JsonNode list = RestGateway.json(gateway.get("erp", "/api/v1/calls"));
        path = "/api/v1/calls/" + list.get("items").get(0).get("id").asString();
    }

    @AfterAll
    static void stop() {
        gateway.close();
    }

    private static LegBuilder leg(int acctId, int second) {
        return LegBuilder.leg(acctId)
                .start("2026-03-02T09:00:0" + second)
                .session(SESSION)
                .with(Field.UNIQUEID, "1772463601." + acctId)
                .with("x_new", "ü");
    }

    private static JsonNode legs(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return RestGateway.json(answer).get("legDetails");
    }

    /** B2: the item of the list, and legDetails behind it. */
    @Test
    void showsTheCallOfTheListWithItsLegs() {
        String item = RestGateway.json(gateway.get("erp", "/api/v1/calls"))
                .get("items")
                .get(0)
                .toString();
        String call = gateway.get("erp", path).body();

        assertThat(call).startsWith(item.substring(0, item.length() - 1) + ",\"legDetails\":[{\"id\":\"");
        assertThat(RestGateway.json(gateway.get("erp", path)).get("legs").asInt())
                .isEqualTo(3);
    }

    /** B2: a call of very many legs is shown with all that it is made of. */
    @Test
    void showsALongCallWhole() {
        stored.keep(
                "branch-b",
                IntStream.rangeClosed(1, 6_000)
                        .mapToObj(acctId -> FleetOfCalls.read(LegBuilder.leg(acctId)
                                .start("2026-03-04T09:00:00")
                                .session("1772636400-17")))
                        .toList());
        stored.follow();
        JsonNode list = RestGateway.json(gateway.get("erp", "/api/v1/calls?site=branch-b"));
        String id = list.get("items").get(0).get("id").asString();

        assertThat(legs(gateway.get("erp", "/api/v1/calls/" + id)).size()).isEqualTo(6_000);
    }

    /** B2, C1: by startedAt, then by AcctId as a number; every member in the contract's order. */
    @Test
    void showsTheLegsInTheirOrder() {
        JsonNode legs = legs(gateway.get("erp", path));

        assertThat(legs.valueStream().map(leg -> leg.get("acctId").asInt())).containsExactly(19, 17, 18);
        assertThat(legs.get(0).toString().replaceAll("[0-9a-f]{32}", "#"))
                .isEqualTo(
                        "{\"id\":\"#\",\"call\":\"#\",\"site\":\"branch-a\",\"acctId\":19,\"session\":\"1772463601-17\","
                            + "\"uniqueid\":\"1772463601.19\",\"startedAt\":\"2026-03-02T15:00:01Z\","
                            + "\"startedAtLocal\":\"2026-03-02T09:00:01-06:00\",\"answeredAt\":\"2026-03-02T15:00:05Z\","
                            + "\"endedAt\":\"2026-03-02T15:00:21Z\",\"durationSeconds\":20,\"billableSeconds\":16,"
                            + "\"direction\":\"INTERNAL\",\"status\":\"ANSWERED\",\"kind\":\"DIAL\",\"caller\":{\"number\":\"1001\",\"presented\":null,\"name\":\"Ana"
                            + " Vidal\",\"e164\":null,\"display\":\"\\\"Ana Vidal\\\"<1001>\"},"
                            + "\"callee\":{\"number\":\"1002\",\"name\":null,\"e164\":null,\"display\":\"1002\"},"
                            + "\"answeredBy\":{\"number\":\"1002\",\"name\":null,\"e164\":null,\"display\":\"1002\"},"
                            + "\"source\":{\"endpoint\":\"EXTENSION\",\"extension\":\"1001\",\"trunk\":null},"
                            + "\"destination\":{\"endpoint\":\"EXTENSION\",\"extension\":\"1002\",\"trunk\":null},"
                            + "\"context\":\"from-internal\",\"accountCode\":null,\"recordings\":[]}");
        assertThat(legs.get(0).get("call").asString()).isEqualTo(path.replaceFirst(".*/", ""));
    }

    /** B2: raw is there only if it is asked for, with every field as given. */
    @Test
    void showsRawRecordsIfAsked() {
        JsonNode raw = legs(gateway.get("clerk", path + "?raw=true")).get(0).get("raw");

        assertThat(raw.get("AcctId").asString()).isEqualTo("19");
        assertThat(raw.get("channel").asString()).isEqualTo("PJSIP/1001-00000abc");
        assertThat(raw.get("dst_trunk_name").asString()).isEmpty();
        assertThat(raw.get("x_new").asString()).isEqualTo("ü");
        assertThat(raw.has("cdr")).isFalse();
        assertThat(raw.has("nat_call")).isFalse();
        assertThat(legs(gateway.get("clerk", path + "?raw=false")).get(0).has("raw"))
                .isFalse();
    }

    /** A6, A5: raw needs admin or recordings, and no mask, whether the call exists or not. */
    @Test
    void showsRawRecordsToWhoMaySeeThem() {
        for (String target : List.of(path, "/api/v1/calls/" + "0".repeat(32))) {
            assertThat(gateway.get("erp", target + "?raw=true").statusCode()).isEqualTo(403);
            assertThat(gateway.get("masked", target + "?raw=true").statusCode()).isEqualTo(403);
        }
        assertThat(gateway.get("admin", path + "?raw=true").statusCode()).isEqualTo(200);
    }

    /** A7: each raw record that is shown is noted. */
    @Test
    void notesRawRecords() {
        long before = stored.number("SELECT count(*) FROM audit WHERE action = 'RAW_RECORD'");
        gateway.get("admin", path + "?raw=true");

        assertThat(stored.number("SELECT count(*) FROM audit WHERE action = 'RAW_RECORD'"))
                .isEqualTo(before + 3);
    }

    /** A4: a call of another site does not exist. */
    @ParameterizedTest
    @ValueSource(strings = {"", "?raw=true"})
    void hidesCallsOfOtherSites(String query) {
        HttpResponse<String> foreign = gateway.get("south", path + query);
        HttpResponse<String> unknown = gateway.get("south", "/api/v1/calls/" + "0".repeat(32) + query);

        assertThat(foreign.statusCode()).isEqualTo(404);
        assertThat(foreign.body()).isEqualTo(unknown.body());
        assertThat(gateway.get("erp", path.toUpperCase(java.util.Locale.ROOT).replace("/API/V1/CALLS", "/api/v1/calls"))
                        .statusCode())
                .isEqualTo(404);
        assertThat(gateway.get("erp", "/api/v1/calls/1").statusCode()).isEqualTo(404);
    }

    /** B1: unknown parameters are refused, also on single resources. */
    @Test
    void refusesUnknownParameters() {
        assertThat(RestGateway.json(gateway.get("erp", path + "?site=branch-a"))
                        .get("known")
                        .toString())
                .isEqualTo("[\"raw\"]");
        assertThat(gateway.get("clerk", path + "?raw=1").statusCode()).isEqualTo(400);
    }

    /** B1: a strong ETag, another one with raw; If-None-Match; Cache-Control. */
    @Test
    void tellsWhetherTheCallHasChanged() {
        HttpResponse<String> plain = gateway.get("clerk", path);
        String tag = plain.headers().firstValue("ETag").orElseThrow();
        String raw = gateway.get("clerk", path + "?raw=true")
                .headers()
                .firstValue("ETag")
                .orElseThrow();

        assertThat(tag).matches("\"[^\"]+\"").isNotEqualTo(raw);
        assertThat(plain.headers().firstValue("Cache-Control")).contains("no-cache, private");
        assertThat(gateway.get("clerk", path, "If-None-Match", tag).statusCode())
                .isEqualTo(304);
        assertThat(gateway.get("clerk", path, "If-None-Match", raw).statusCode())
                .isEqualTo(200);
    }

    /** C9, B2: another version is another ETag, and shows its own legs. */
    @Test
    void showsTheLegsOfItsVersion() {
        stored.keep("branch-a", FleetOfCalls.read(call(30, "first")));
        stored.follow();
        String own = target("first");
        HttpResponse<String> first = gateway.get("erp", own);
        stored.keep("branch-a", FleetOfCalls.read(call(30, "second")), FleetOfCalls.read(call(31, "")));
        HttpResponse<String> second = gateway.get("erp", own);
        stored.follow();

        JsonNode call = RestGateway.json(second);
        assertThat(legs(first)).hasSize(1);
        assertThat(legs(second)).hasSize(call.get("version").asInt());
        assertThat(call.get("legs").asInt()).isEqualTo(call.get("version").asInt());
        assertThat(legs(gateway.get("erp", own)).get(0).get("accountCode").asString())
                .isEqualTo("second");
        assertThat(gateway.get("erp", own).headers().firstValue("ETag"))
                .isNotEqualTo(first.headers().firstValue("ETag"));
    }

    private static LegBuilder call(int acctId, String accountCode) {
        return leg(acctId, 5).session("1772463605-30").with(Field.ACCOUNTCODE, accountCode);
    }

    private static String target(String accountCode) {
        JsonNode list = RestGateway.json(gateway.get("erp", "/api/v1/calls?accountCode=" + accountCode));
        return "/api/v1/calls/" + list.get("items").get(0).get("id").asString();
    }
}
