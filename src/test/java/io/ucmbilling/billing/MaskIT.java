package io.ucmbilling.billing;

import static io.ucmbilling.testing.LegBuilder.leg;
import static org.assertj.core.api.Assertions.assertThat;

import io.ucmbilling.contract.Field;
import io.ucmbilling.testing.LegBuilder;
import io.ucmbilling.testing.calls.FleetOfCalls;
import io.ucmbilling.testing.calls.StoredLegs;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Billing contract A5 over HTTP: what a client with mask sees of calls and legs, and what it may ask. */
class MaskIT {
    private static RestGateway gateway;

    @BeforeAll
    static void start() {
        gateway = new RestGateway(Map.of(
                "erp", Map.of("scopes", "calls,recordings"),
                "masked", Map.of("scopes", "calls,recordings", "mask", "true")));
        StoredLegs legs = new StoredLegs(gateway.replica()).of("branch-a");
        legs.keep("branch-a", FleetOfCalls.branchA());
        legs.keep(
                "branch-a",
                FleetOfCalls.read(leg(9).start("2026-03-02T09:00:09")
                        .with(Field.UNIQUEID, "1772463609.9")
                        .session("1772463609-12025550177")
                        .with(Field.SRC, "12025550177")
                        .with(Field.CLID, "\"Mia Berg\" <12025550177>")
                        .with(Field.CALLER_NAME, "Mia Berg")
                        .with(Field.CHANNEL, "PJSIP/trunk_1-00000ab9")
                        .with(Field.CHANNEL_EXT, "")
                        .with(Field.SRC_TRUNK_NAME, "North Line")
                        .with(Field.DCONTEXT, "from-12025550177")
                        .with(Field.RECORDFILES, "2026-03/auto-1772463609-12025550177-1002.wav@")),
                FleetOfCalls.read(onNumberedTrunk(20, "+12025550147")),
                FleetOfCalls.read(onNumberedTrunk(21, "#12025550147")),
                FleetOfCalls.read(onNumberedTrunk(22, "West 12345").with(Field.SRC, "12345")),
                FleetOfCalls.read(onNumberedTrunk(23, "West 12345")));
        legs.follow();
    }

    /** Returns a call on a trunk that is called by its number, as is usual of SIP accounts. */
    private static LegBuilder onNumberedTrunk(int acctId, String number) {
        String session = "17724636" + acctId + "-" + acctId;
        return leg(acctId)
                .start("2026-03-02T09:00:" + acctId)
                .with(Field.UNIQUEID, session.replace('-', '.'))
                .session(session)
                .with(Field.CHANNEL, "PJSIP/trunk_3-00000ac1")
                .with(Field.CHANNEL_EXT, "")
                .with(Field.SRC_TRUNK_NAME, number)
                .with(Field.ACCOUNTCODE, number);
    }

    @AfterAll
    static void stop() {
        gateway.close();
    }

    private static List<JsonNode> calls(String client, String query) {
        HttpResponse<String> answer = gateway.get(client, "/api/v1/calls" + query);
        return RestGateway.json(answer).get("items").valueStream().toList();
    }

    /** A5: in lists, in CSV and in NDJSON. */
    @ParameterizedTest
    @ValueSource(strings = {"application/json", "text/csv", "application/x-ndjson"})
    void showsNoOutsideNumber(String type) {
        String plain = gateway.get("erp", "/api/v1/calls", "Accept", type).body();
        HttpResponse<String> masked = gateway.get("masked", "/api/v1/calls", "Accept", type);

        assertThat(masked.statusCode()).isEqualTo(200);
        assertThat(plain).contains("12025550143", "12025550166", "12025550177", "Mia Berg");
        assertThat(masked.body())
                .doesNotContain("2025550", "Mia Berg")
                .contains("********143", "********166", "********177", "recording-1.wav", "North Line");
    }

    /** A5: a single call, its legs, their recordings and context. */
    @Test
    void showsNoOutsideNumberOfLegs() {
        String id = calls("erp", "?caller=12025550177").getFirst().get("id").asString();
        HttpResponse<String> plain = gateway.get("erp", "/api/v1/calls/" + id);
        HttpResponse<String> masked = gateway.get("masked", "/api/v1/calls/" + id);
        JsonNode leg = RestGateway.json(masked).get("legDetails").get(0);

        assertThat(plain.body()).contains("from-12025550177", "Mia Berg");
        assertThat(masked.statusCode()).isEqualTo(200);
        assertThat(masked.body()).doesNotContain("2025550", "Mia Berg");
        assertThat(leg.get("caller").get("number").asString()).isEqualTo("********177");
        assertThat(leg.get("caller").get("display").asString()).isEqualTo("********177 [Trunk: North Line]");
        assertThat(leg.get("session").asString()).isEqualTo("1772463609");
        assertThat(leg.get("context").asString()).isEqualTo("from-********177");
        assertThat(leg.get("recordings").toString()).isEqualTo("[\"recording-1.wav\"]");
        assertThat(masked.headers().firstValue("ETag"))
                .isNotEqualTo(plain.headers().firstValue("ETag"));
    }

    /** A5: outside numbers match nothing, others do; a trailing * is wrong. */
    @Test
    void tellsNothingByFilters() {
        List<String> outside = new ArrayList<>();
        for (String name : List.of("caller", "callee", "dialled", "answeredBy", "party")) {
            calls("masked", "?" + name + "=12025550177,12025550166,12025550143")
                    .forEach(call -> outside.add(name + " " + call.get("id")));
            HttpResponse<String> prefix = gateway.get("masked", "/api/v1/calls?" + name + "=1202*");
            assertThat(prefix.statusCode()).isEqualTo(400);
            assertThat(RestGateway.json(prefix).get("parameter").asString()).isEqualTo(name);
        }

        assertThat(outside).isEmpty();
        assertThat(calls("masked", "?caller=%2B12025550177")).isEmpty();
        assertThat(calls("masked", "?party=1001")).isNotEmpty();
        assertThat(calls("erp", "?party=1202*")).hasSize(3);
    }

    /** A5: the numbers that trunks and account codes are called by are hidden, and match nothing. */
    @ParameterizedTest
    @ValueSource(strings = {"trunk", "accountCode"})
    void findsNothingByTextsThatAreHidden(String name) {
        String query = "?" + name + "=%2B12025550147";
        for (String list : List.of("/api/v1/calls", "/api/v1/legs")) {
            assertThat(RestGateway.json(gateway.get("erp", list + query)).get("items"))
                    .hasSize(1);
            assertThat(RestGateway.json(gateway.get("masked", list + query)).get("items"))
                    .isEmpty();
        }
        assertThat(gateway.get("erp", "/api/v1/usage" + query).body()).contains("\"calls\":1,");
        assertThat(gateway.get("masked", "/api/v1/usage" + query).body()).contains("\"calls\":0,");
        assertThat(calls("masked", "?trunk=North%20Line")).hasSize(2);
    }

    /** A5: so are shorter numbers in the calls whose outside number they are, and there alone. */
    @ParameterizedTest
    @ValueSource(strings = {"trunk", "accountCode"})
    void findsNothingByShortNumbersThatAreHidden(String name) {
        String query = "?" + name + "=West%2012345";

        for (String list : List.of("/api/v1/calls", "/api/v1/legs")) {
            for (String type : List.of("application/json", "application/x-ndjson")) {
                assertThat(gateway.get("erp", list + query, "Accept", type).body())
                        .contains("1772463622", "1772463623");
                assertThat(gateway.get("masked", list + query, "Accept", type).body())
                        .contains("1772463623")
                        .doesNotContain("1772463622");
            }
        }
        assertThat(gateway.get("masked", "/api/v1/calls" + query + "&count=true")
                        .body())
                .contains("\"count\":1");
        assertThat(gateway.get("masked", "/api/v1/calls" + query, "Accept", "text/csv")
                        .body())
                .contains("1772463623")
                .doesNotContain("1772463622");
        assertThat(gateway.get("erp", "/api/v1/usage" + query).body()).contains("\"calls\":2,");
        assertThat(gateway.get("masked", "/api/v1/usage" + query).body()).contains("\"calls\":1,");
    }

    /** A5, B4: usage hides them too; two trunks that look the same are two items, and top keeps as many. */
    @Test
    void showsNoOutsideNumberInUsage() {
        String plain = gateway.get("erp", "/api/v1/usage?groupBy=trunk").body();
        String masked = gateway.get("masked", "/api/v1/usage?groupBy=trunk").body();

        assertThat(plain).contains("\"+12025550147\"", "\"#12025550147\"");
        assertThat(masked)
                .isEqualTo(plain.replace("+12025550147", "*********147").replace("#12025550147", "*********147"));
        assertThat(gateway.get("masked", "/api/v1/usage?groupBy=trunk&top=1").body())
                .contains("\"trunk\":\"North Line\"")
                .doesNotContain("147");
    }

    /** A5: raw records are refused without a look. */
    @Test
    void refusesRawRecords() {
        for (String id :
                List.of("0".repeat(32), calls("masked", "").getFirst().get("id").asString())) {
            HttpResponse<String> answer = gateway.get("masked", "/api/v1/calls/" + id + "?raw=true");
            assertThat(answer.statusCode()).isEqualTo(403);
            assertThat(answer.body()).contains("mask");
        }
    }
}
