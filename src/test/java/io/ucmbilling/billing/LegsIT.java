package io.ucmbilling.billing;

import static org.assertj.core.api.Assertions.assertThat;

import io.ucmbilling.contract.Field;
import io.ucmbilling.testing.LegBuilder;
import io.ucmbilling.testing.calls.FleetOfCalls;
import io.ucmbilling.testing.calls.StoredLegs;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Billing contract B2: the list of legs; A4 to A7 of it. */
class LegsIT {
    private static RestGateway gateway;
    private static StoredLegs stored;

    @BeforeAll
    static void start() {
        gateway = new RestGateway(Map.of(
                "erp", Map.of(),
                "admin", Map.of("scopes", "calls,admin"),
                "masked", Map.of("mask", "true"),
                "south", Map.of("sites", "branch-b")));
        stored = new StoredLegs(gateway.replica()).of("branch-a").of("branch-b");
        stored.keep("branch-a", FleetOfCalls.branchA());
        stored.keep("branch-b", FleetOfCalls.branchB());
        // A second leg of call 1, and legs of one instant.
        stored.keep("branch-a", FleetOfCalls.read(second(9, "2026-03-02T09:00:09")));
        for (int i = 20; i < 30; i++) {
            stored.keep(
                    "branch-b",
                    FleetOfCalls.read(second(i, "2026-05-01T10:00:00").session("1777647600-" + i)));
        }
        stored.follow();
    }

    private static LegBuilder second(int acctId, String start) {
        return LegBuilder.leg(acctId).start(start).session("1772463601-1").with(Field.UNIQUEID, "1772463601." + acctId);
    }

    @AfterAll
    static void stop() {
        gateway.close();
    }

    private static JsonNode legs(String query) {
        HttpResponse<String> answer = gateway.get("erp", "/api/v1/legs" + query);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return RestGateway.json(answer);
    }

    private static List<String> numbers(JsonNode list) {
        return list.get("items")
                .valueStream()
                .map(leg -> leg.get("acctId").asString())
                .toList();
    }

    /** B2: the same objects as in a call's legDetails. */
    @Test
    void showsTheLegsOfCallsAsThoseDo() {
        String call = call("accountCode=sales");
        JsonNode details =
                RestGateway.json(gateway.get("erp", "/api/v1/calls/" + call)).get("legDetails");

        assertThat(details).hasSize(2);
        assertThat(legs("?call=" + call).get("items")).isEqualTo(details);
    }

    private static String call(String query) {
        return RestGateway.json(gateway.get("erp", "/api/v1/calls?" + query))
                .get("items")
                .get(0)
                .get("id")
                .asString();
    }

    /** B2: the filters, by the leg's own values. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "to=2026-04-01 | 1 2 3 4 5 6 7 9 8",
                "site=branch-a | 1 2 3 4 5 6 9",
                "direction=INBOUND,OUTBOUND | 3 4",
                "status=NO_ANSWER | 2",
                "kind=QUEUE,VOICEMAIL | 5 6",
                "trunk=trunk_1 | 3",
                "trunk=North%20Line,South%5C,%20old | 3 4",
                "extension=1004 | 6",
                "extension=1004,1003 | 6 7 8",
                "extension=100 | ''",
                "extension=10*&site=branch-a | 1 2 3 4 5 6 9",
                "caller=12025550143 | 3",
                "caller=%2B12025550143 | 3",
                "caller=%2B1202555* | 3",
                "caller=%2B12025550166 | ''",
                "callee=%2B12025550166 | 4",
                "dialled=%2B12025550166,6500 | 4 6",
                "callee=*97 | 5",
                "answeredBy=1004 | 6",
                "answeredBy=1002&kind=VOICEMAIL | 5",
                "party=%2B12025550143,1004 | 3 6",
                "accountCode=sales | 1",
                "accountCode=a%5C,b | 2",
                "recorded=true | 1",
                "recorded=false&site=branch-a | 2 3 4 5 6 9",
                "minBillable=17 | 6",
                "maxBillable=0 | 2",
                "minDuration=21&maxDuration=44 | 6",
                "from=2026-03-02T15:00:03Z&to=2026-03-02T15:00:05Z | 3 4",
                "from=2026-03-02&to=2026-03-02 | ''",
            })
    void findsByEachFilter(String query, String expected) {
        assertThat(numbers(legs("?" + query)))
                .containsExactly(expected.isEmpty() ? new String[0] : expected.split(" "));
    }

    /** B2: VOICEMAIL is none of a leg's, nor is count a parameter. */
    @ParameterizedTest
    @CsvSource({"status=VOICEMAIL, status", "count=true, count", "site=nowhere, site", "limit=0, limit", "call=, call"})
    void refusesWhatIsWrong(String query, String parameter) {
        HttpResponse<String> answer = gateway.get("erp", "/api/v1/legs?" + query);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(RestGateway.json(answer).get("parameter").asString()).isEqualTo(parameter);
    }

    /** A4: a foreign call, one that there is not, and what is no id at all are empty lists. */
    @Test
    void hasNoLegsOfOtherCalls() {
        String foreign = call("accountCode=sales");
        for (String id : List.of(foreign, "0".repeat(32), "x")) {
            HttpResponse<String> answer = gateway.get("south", "/api/v1/legs?call=" + id);
            assertThat(answer.body()).isEqualTo("{\"items\":[],\"next\":null}");
        }
        assertThat(numbers(RestGateway.json(gateway.get("south", "/api/v1/legs?to=2026-04-01"))))
                .containsExactly("7", "8");
    }

    /** B2: startedAt, then id, in both orders, also of many legs of one instant. */
    @ParameterizedTest
    @ValueSource(strings = {"", "&site=branch-b", "&caller=1001"})
    void walksThePagesInBothOrders(String filter) {
        JsonNode all = legs("?limit=1000" + filter);
        List<String> ids = ids(all);
        List<String> keys = all.get("items")
                .valueStream()
                .map(leg -> leg.get("startedAt").asString() + leg.get("id").asString())
                .toList();

        assertThat(keys).isSorted().doesNotHaveDuplicates();
        for (int limit : List.of(1, 4, 1000)) {
            assertThat(walk("?limit=" + limit + filter)).isEqualTo(ids);
            assertThat(walk("?order=-startedAt&limit=" + limit + filter)).isEqualTo(ids.reversed());
        }
    }

    private static List<String> ids(JsonNode list) {
        return list.get("items")
                .valueStream()
                .map(leg -> leg.get("id").asString())
                .toList();
    }

    private static List<String> walk(String query) {
        List<String> ids = new ArrayList<>();
        String target = "/api/v1/legs" + query;
        while (!target.isEmpty()) {
            HttpResponse<String> answer = gateway.get("erp", target);
            ids.addAll(ids(RestGateway.json(answer)));
            target = answer.headers().firstValue("Link").orElse("").replaceFirst("<(.*)>; rel=\"next\"", "$1");
        }
        return ids;
    }

    /** B2: NDJSON, each line an item of the list; no CSV. */
    @Test
    void streamsNdjson() {
        String items = legs("?limit=1000")
                .get("items")
                .valueStream()
                .map(leg -> leg + "\n")
                .collect(Collectors.joining());

        assertThat(gateway.get("erp", "/api/v1/legs", "Accept", "application/x-ndjson")
                        .body())
                .isEqualTo(items);
        assertThat(gateway.get("erp", "/api/v1/legs", "Accept", "text/csv").statusCode())
                .isEqualTo(406);
        assertThat(gateway.get("erp", "/api/v1/legs?limit=1", "Accept", "application/x-ndjson")
                        .statusCode())
                .isEqualTo(400);
    }

    /** A6, A7: raw needs admin or recordings, and is noted. */
    @Test
    void showsRawRecordsToWhoMaySeeThem() {
        long before = stored.number("SELECT count(*) FROM audit WHERE action = 'RAW_RECORD'");
        JsonNode raw = RestGateway.json(gateway.get("admin", "/api/v1/legs?raw=true&site=branch-a"));

        assertThat(gateway.get("erp", "/api/v1/legs?raw=true").statusCode()).isEqualTo(403);
        assertThat(raw.get("items").get(0).get("raw").get("src").asString()).isEqualTo("1001");
        assertThat(stored.number("SELECT count(*) FROM audit WHERE action = 'RAW_RECORD'"))
                .isEqualTo(before + 7);
    }

    /** B2, A7: as NDJSON too, where each is noted before it is sent. */
    @Test
    void streamsRawRecordsAndNotesThem() {
        String raws = "SELECT count(*) FROM audit WHERE action = 'RAW_RECORD'";
        String items = RestGateway.json(gateway.get("admin", "/api/v1/legs?raw=true&limit=1000"))
                .get("items")
                .valueStream()
                .map(leg -> leg + "\n")
                .collect(Collectors.joining());
        long before = stored.number(raws);

        HttpResponse<String> streamed = gateway.get("admin", "/api/v1/legs?raw=true", "Accept", "application/x-ndjson");

        assertThat(streamed.statusCode()).isEqualTo(200);
        assertThat(streamed.body()).isEqualTo(items).contains("\"raw\":{");
        assertThat(stored.number(raws)).isEqualTo(before + items.lines().count());
    }

    /** A5: outside numbers are hidden, match nothing, and cannot be told digit by digit. */
    @Test
    void hidesOutsideNumbersFromMaskedClients() {
        String all = gateway.get("masked", "/api/v1/legs?to=2026-04-01").body();

        assertThat(all).doesNotContain("12025550143", "12025550166").contains("********143");
        for (String query : List.of("caller=12025550143", "caller=%2B12025550143", "party=12025550166")) {
            assertThat(RestGateway.json(gateway.get("masked", "/api/v1/legs?" + query))
                            .get("items"))
                    .isEmpty();
            assertThat(RestGateway.json(gateway.get("masked", "/api/v1/calls?count=true&" + query))
                            .get("count")
                            .asInt())
                    .isZero();
        }
        assertThat(gateway.get("masked", "/api/v1/legs?caller=1202*").statusCode())
                .isEqualTo(400);
        assertThat(numbers(RestGateway.json(gateway.get("masked", "/api/v1/legs?caller=1001&to=2026-04-01"))))
                .containsExactly("1", "2", "4", "5", "6", "9");
    }
}
