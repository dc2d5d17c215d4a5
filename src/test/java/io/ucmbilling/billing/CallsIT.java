package io.ucmbilling.billing;

import static org.assertj.core.api.Assertions.assertThat;

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
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Billing contract B2: the list of calls, page by page, and A4. */
class CallsIT {
    private static RestGateway gateway;

    @BeforeAll
    static void start() {
        gateway = new RestGateway(Map.of("erp", Map.of(), "south", Map.of("sites", "branch-b"), "other", Map.of()));
        StoredLegs stored = new StoredLegs(gateway.replica()).of("branch-a").of("branch-b");
        stored.keep("branch-a", FleetOfCalls.branchA());
        stored.keep("branch-b", FleetOfCalls.branchB());
        stored.follow();
    }

    @AfterAll
    static void stop() {
        gateway.close();
    }

    private static JsonNode calls(String query) {
        HttpResponse<String> answer = gateway.get("erp", "/api/v1/calls" + query);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return RestGateway.json(answer);
    }

    private static List<String> sessions(JsonNode list) {
        return list.get("items")
                .valueStream()
                .map(call -> call.get("session").asString())
                .toList();
    }

    /** B2: every member, in the contract's order, null where nothing is known. */
    @Test
    void showsAllMembersOfACall() {
        HttpResponse<String> answer = gateway.get("erp", "/api/v1/calls?accountCode=sales");

        assertThat(answer.headers().firstValue("Content-Type")).contains("application/json");
        assertThat(answer.headers().firstValue("Cache-Control")).contains("no-store");
        assertThat(answer.body().replaceAll("[0-9a-f]{32}", "#"))
                .isEqualTo("{\"items\":[{\"id\":\"#\",\"version\":1,\"site\":\"branch-a\",\"session\":\"1772463601-1\","
                        + "\"startedAt\":\"2026-03-02T15:00:01Z\",\"startedAtLocal\":\"2026-03-02T09:00:01-06:00\","
                        + "\"answeredAt\":\"2026-03-02T15:00:05Z\",\"endedAt\":\"2026-03-02T15:00:21Z\","
                        + "\"durationSeconds\":20,\"waitSeconds\":4,\"billableSeconds\":16,\"direction\":\"INTERNAL\","
                        + "\"status\":\"ANSWERED\",\"kinds\":[\"DIAL\"],"
                        + "\"caller\":{\"number\":\"1001\",\"presented\":null,\"name\":\"Ana Vidal\",\"e164\":null,"
                        + "\"display\":\"\\\"Ana Vidal\\\"<1001>\"},"
                        + "\"callee\":{\"number\":\"1002\",\"name\":null,\"e164\":null,\"display\":\"1002\"},"
                        + "\"dialled\":{\"number\":\"1002\",\"name\":null,\"e164\":null,\"display\":\"1002\"},"
                        + "\"answeredBy\":{\"number\":\"1002\",\"name\":null,\"e164\":null,\"display\":\"1002\"},"
                        + "\"trunks\":[],\"extensions\":[\"1001\",\"1002\"],\"accountCode\":\"sales\",\"legs\":1,"
                        + "\"recordings\":[{\"number\":1,\"name\":\"auto-1772463601-1001-1002.wav\","
                        + "\"startedAt\":\"2026-03-02T15:00:01Z\",\"state\":\"UNKNOWN\","
                        + "\"href\":\"/api/v1/calls/#/recordings/1\"}]}],\"next\":null}");
    }

    /** B2: each filter, alone and together; the sessions' second halves tell the calls apart. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "site=branch-b | 7 8",
                "site=branch-a,branch-b | 1 2 3 4 5 6 7 8",
                "direction=INBOUND | 3",
                "direction=INBOUND,OUTBOUND | 3 4",
                "direction=INBOUND&direction=OUTBOUND | 3 4",
                "status=NO_ANSWER | 2",
                "status=VOICEMAIL,BUSY | 5",
                "kind=QUEUE | 6",
                "kind=QUEUE,DIAL&site=branch-a | 1 2 3 4 6",
                "trunk=trunk_1 | 3",
                "trunk=North%20Line | 3",
                "trunk=South%5C,%20old | 4",
                "trunk=trunk_1,trunk_2 | 3 4",
                "trunk=none | ''",
                "extension=1002 | 1 2 3 7 8",
                "extension=10*&site=branch-a | 1 2 3 4 5 6",
                "extension=100 | ''",
                "caller=1001&site=branch-a | 1 2 4 5 6",
                "caller=100* | 1 2 4 5 6 7 8",
                "caller=12025550143 | 3",
                "caller=%2B12025550143 | 3",
                "caller=%2B1202* | 3",
                "callee=12025550166 | 4",
                "callee=%2B12025550166,1002&site=branch-a | 1 2 3 4",
                "dialled=%2B12025550166 | 4",
                "dialled=6500 | 6",
                "dialled=*97 | 5",
                "dialled=*9* | 5",
                "dialled=*98 | ''",
                "answeredBy=1004 | 6",
                "answeredBy=100*&caller=1001 | 1 6",
                "party=1004 | 6",
                "party=12025550143,12025550166 | 3 4",
                "party=%2B1202555014* | 3",
                "party=650* | 6",
                "accountCode=sales | 1",
                "accountCode=a%5C,b | 2",
                "accountCode=sale* | ''",
                "recorded=true | 1",
                "recorded=false&site=branch-b | 7 8",
                "minBillable=17 | 6",
                "maxBillable=0 | 2",
                "minBillable=16&maxBillable=16&site=branch-a | 1 3 4 5",
                "minDuration=21 | 6",
                "maxDuration=19 | 2",
                "direction=INTERNAL&status=ANSWERED&accountCode=sales&recorded=true | 1",
                "caller=1001&kind=QUEUE&extension=1004 | 6",
                "from=2026-03-02T15:00:03Z&to=2026-03-02T15:00:05Z | 3 4",
                "from=2026-03-02T15:00:02.5Z&to=2026-03-02T15:00:03.5Z | 3",
                "from=2026-03-02T09:00:03-06:00&to=2026-03-02T09:00:04-06:00 | 3",
                "from=2026-03-03 | 8",
                "from=2026-03-03&zone=America/Chicago | ''",
                "to=2026-03-03&zone=America/Chicago&site=branch-b | 7 8",
                "from=2026-03-02&to=2026-03-02 | ''",
                "from=2026-03-02T15:00:02Z&to=2026-03-02T15:00:02Z | ''",
            })
    void findsByEachFilter(String query, String expected) {
        JsonNode found = calls("?count=true&limit=50&" + query);

        assertThat(sessions(found).stream().map(session -> session.substring(session.indexOf('-') + 1)))
                .containsExactly(expected.isEmpty() ? new String[0] : expected.split(" "));
        assertThat(found.get("count").asLong()).isEqualTo(found.get("items").size());
    }

    /** B1, B2, A4: whatever is not accepted is told by its parameter. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "site=nowhere | site",
                "site= | site",
                "direction=inbound | direction",
                "status=DIAL | status",
                "kind=A | kind",
                "trunk=a,,b | trunk",
                "caller= | caller",
                "recorded=yes | recorded",
                "minBillable=-1 | minBillable",
                "maxBillable=2147483648 | maxBillable",
                "minDuration=1.5 | minDuration",
                "minDuration=1&minDuration=1 | minDuration",
                "from=2026-02-30 | from",
                "from=2026-03-01T00:00:00 | from",
                "from=2026-03-02&to=2026-03-01 | to",
                "zone=%2B01:00 | zone",
                "zone=Mars/Base | zone",
                "order=id | order",
                "limit=0 | limit",
                "limit=1001 | limit",
                "count=1 | count",
                "cursor=abc | cursor",
                "site=nowhere&limit=0 | site",
                "limit=0&site=nowhere | limit",
            })
    void refusesWhatIsWrong(String query, String parameter) {
        HttpResponse<String> answer = gateway.get("erp", "/api/v1/calls?" + query);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(RestGateway.json(answer).get("parameter").asString()).isEqualTo(parameter);
    }

    /** A4: a site that the client may not see is refused as an unknown one, and the message lists its own alone. */
    @Test
    void showsAClientItsOwnSites() {
        JsonNode foreign = RestGateway.json(gateway.get("south", "/api/v1/calls?site=branch-a"));
        JsonNode unknown = RestGateway.json(gateway.get("south", "/api/v1/calls?site=branch-x"));

        assertThat(foreign.toString().replace("branch-a", "?"))
                .isEqualTo(unknown.toString().replace("branch-x", "?"));
        assertThat(foreign.get("expected").asString()).isEqualTo("one of branch-b");
        JsonNode own = RestGateway.json(gateway.get("south", "/api/v1/calls?count=true"));
        assertThat(own.get("count").asInt()).isEqualTo(2);
        assertThat(own.get("items"))
                .allSatisfy(call -> assertThat(call.get("site").asString()).isEqualTo("branch-b"));
    }

    /** B2: pages in both orders; one is the exact reverse of the other; count is exact on every page. */
    @ParameterizedTest
    @ValueSource(
            strings = {"", "&extension=10*", "&caller=1*", "&direction=INTERNAL,INBOUND,OUTBOUND", "&site=branch-a"})
    void walksThePagesInBothOrders(String filter) {
        List<String> all = sessions(calls("?limit=1000" + filter));
        for (int limit : List.of(1, 3, all.size(), 1000)) {
            assertThat(walk("?order=startedAt&count=true&limit=" + limit + filter, all.size()))
                    .isEqualTo(all);
            assertThat(walk("?order=-startedAt&count=true&limit=" + limit + filter, all.size()))
                    .isEqualTo(all.reversed());
        }
    }

    /** Follows the Links. */
    private static List<String> walk(String query, int count) {
        List<String> sessions = new ArrayList<>();
        String target = "/api/v1/calls" + query;
        while (!target.isEmpty()) {
            HttpResponse<String> answer = gateway.get("erp", target);
            JsonNode page = RestGateway.json(answer);
            assertThat(page.get("count").asInt()).isEqualTo(count);
            sessions.addAll(sessions(page));
            String link = answer.headers().firstValue("Link").orElse("");
            assertThat(link.isEmpty()).isEqualTo(page.get("next").isNull());
            target = link.replaceFirst("<(.*)>; rel=\"next\"", "$1");
        }
        return sessions;
    }

    /** B1: a cursor goes with the same filters in any spelling that reads the same, and another limit. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "site=branch-b&site=branch-a&from=2026-03-02&limit=5",
                "from=2026-03-02T00:00:00Z&site=branch-a,branch-b",
                "from=2026-03-02T01:00:00%2B01:00&site=branch-b,branch-a,branch-b&zone=UTC",
                "site=branch%2Da,branch-b&from=2026-03-02&order=startedAt&count=true",
            })
    void takesACursorInAnySpelling(String query) {
        String cursor = calls("?site=branch-a,branch-b&from=2026-03-02&limit=2")
                .get("next")
                .asString();

        assertThat(sessions(calls("?" + query + "&cursor=" + cursor)).getFirst())
                .endsWith("-3");
    }

    /** B1: altered, of other filters, another order, zone or client. */
    @Test
    void refusesACursorOfAnotherList() {
        String cursor = calls("?limit=2").get("next").asString();
        char last = cursor.charAt(cursor.length() - 2);
        String altered = cursor.substring(0, cursor.length() - 2)
                + (last == 'A' ? 'B' : 'A')
                + cursor.substring(cursor.length() - 1);

        for (String query : List.of(
                "cursor=" + altered,
                "site=branch-a&cursor=" + cursor,
                "order=-startedAt&cursor=" + cursor,
                "zone=America/Chicago&cursor=" + cursor,
                "party=1*&cursor=" + cursor)) {
            assertThat(gateway.get("erp", "/api/v1/calls?" + query).statusCode())
                    .as(query)
                    .isEqualTo(400);
        }
        assertThat(gateway.get("other", "/api/v1/calls?cursor=" + cursor).statusCode())
                .isEqualTo(400);
        assertThat(gateway.get("erp", "/api/v1/sites?cursor=" + cursor).statusCode())
                .isEqualTo(400);
    }

    /** B1: GET means HEAD too. */
    @Test
    void answersHead() {
        HttpResponse<String> head = gateway.send("HEAD", "Bearer " + gateway.key("erp"), "/api/v1/calls?limit=1");

        assertThat(head.statusCode()).isEqualTo(200);
        assertThat(head.headers().firstValue("Link")).isPresent();
        assertThat(head.body()).isEmpty();
    }
}
