package io.ucmbilling.billing;

import static org.assertj.core.api.Assertions.assertThat;

import io.ucmbilling.contract.Field;
import io.ucmbilling.store.database.Transactions;
import io.ucmbilling.testing.LegBuilder;
import io.ucmbilling.testing.calls.FleetOfCalls;
import io.ucmbilling.testing.calls.StoredLegs;
import java.net.http.HttpResponse;
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

/** Billing contract B2: all calls that match as CSV and as NDJSON. */
class CallStreamsIT {
    private static final String HEADER =
            "id,version,site,session,startedAt,startedAtLocal,answeredAt,endedAt,durationSeconds,waitSeconds,"
                + "billableSeconds,direction,status,kinds,callerNumber,callerPresented,callerName,callerE164,"
                + "calleeNumber,calleeE164,dialledNumber,dialledE164,answeredByNumber,trunks,extensions,accountCode,"
                + "legs,recordings";
    private static RestGateway gateway;

    @BeforeAll
    static void start() {
        gateway = new RestGateway(
                Map.of("erp", Map.of(), "south", Map.of("sites", "branch-b"), "masked", Map.of("mask", "true")));
        StoredLegs stored = new StoredLegs(gateway.replica()).of("branch-a").of("branch-b");
        stored.keep("branch-a", FleetOfCalls.branchA());
        stored.keep("branch-b", FleetOfCalls.branchB());
        stored.keep(
                "branch-a",
                FleetOfCalls.read(LegBuilder.leg(90)
                        .start("2026-04-02T09:00:00")
                        .session("1775138400-90")
                        .with(Field.CALLER_NAME, "Vidal, \"Ana\"\r\nß;")
                        .with(Field.ACCOUNTCODE, "=1+1")
                        .with(Field.RECORDFILES, "2026-04/a-1775138400-1.wav@2026-04/b-1775138401-1.wav@")));
        stored.follow();
    }

    @AfterAll
    static void stop() {
        gateway.close();
    }

    private static HttpResponse<String> stream(String client, String type, String query) {
        HttpResponse<String> answer = gateway.get(client, "/api/v1/calls" + query, "Accept", type);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Cache-Control")).contains("no-store");
        return answer;
    }

    /** B2: RFC 4180, CRLF, quoted exactly where needed, nothing put before a value, lists joined, null as nothing. */
    @Test
    void writesCsv() {
        HttpResponse<String> answer = stream("erp", "text/csv", "?recorded=true");

        assertThat(answer.headers().firstValue("Content-Type")).contains("text/csv;charset=UTF-8");
        assertThat(answer.body().replaceAll("(?m)^[0-9a-f]{32}", "#"))
                .isEqualTo(HEADER + "\r\n"
                        + "#,1,branch-a,1772463601-1,2026-03-02T15:00:01Z,2026-03-02T09:00:01-06:00,"
                        + "2026-03-02T15:00:05Z,2026-03-02T15:00:21Z,20,4,16,INTERNAL,ANSWERED,DIAL,1001,,Ana Vidal,,"
                        + "1002,,1002,,1002,,1001;1002,sales,1,auto-1772463601-1001-1002.wav\r\n"
                        + "#,1,branch-a,1775138400-90,2026-04-02T14:00:00Z,2026-04-02T09:00:00-05:00,"
                        + "2026-04-02T14:00:04Z,2026-04-02T14:00:20Z,20,4,16,INTERNAL,ANSWERED,DIAL,1001,,"
                        + "\"Vidal, \"\"Ana\"\"\r\nß;\",,1002,,1002,,1002,,1001;1002,=1+1,1,"
                        + "a-1775138400-1.wav;b-1775138401-1.wav\r\n");
    }

    /** B2: trunks as token=name. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"trunk_1 | trunk_1=North Line", "trunk_2 | \"trunk_2=South, old\""})
    void writesTrunks(String trunk, String expected) {
        assertThat(stream("erp", "text/csv", "?trunk=" + trunk).body()).contains("," + expected + ",");
    }

    /** B2: the header also if nothing matches. */
    @Test
    void writesTheHeaderAlways() {
        assertThat(stream("erp", "text/csv", "?accountCode=none").body()).isEqualTo(HEADER + "\r\n");
        assertThat(stream("erp", "text/csv", "?from=2020-01-01&to=2020-01-02").body())
                .isEqualTo(HEADER + "\r\n");
        assertThat(stream("erp", "application/x-ndjson", "?accountCode=none").body())
                .isEmpty();
    }

    /** B2: each line is the item of the JSON list, whatever is asked for and in whatever order. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "?order=startedAt",
                "?order=-startedAt",
                "?caller=100*",
                "?trunk=trunk_1,trunk_2",
                "?recorded=true",
                "?site=branch-b"
            })
    void writesTheItemsOfTheListAsNdjson(String query) {
        String items = RestGateway.json(gateway.get("erp", "/api/v1/calls" + query + "&limit=1000"))
                .get("items")
                .valueStream()
                .map(call -> call + "\n")
                .collect(Collectors.joining());

        HttpResponse<String> answer = stream("erp", "application/x-ndjson", query);
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/x-ndjson");
        assertThat(answer.body()).isNotEmpty().isEqualTo(items);
        assertThat(ids(stream("erp", "text/csv", query).body()))
                .isEqualTo(
                        answer.body().lines().map(line -> line.substring(7, 39)).toList());
    }

    private static List<String> ids(String csv) {
        return csv.lines()
                .filter(line -> line.matches("[0-9a-f]{32},.*"))
                .map(line -> line.substring(0, 32))
                .toList();
    }

    /** A5: a masked client's CSV shows what its JSON does. */
    @Test
    void masksCsv() {
        String csv = stream("masked", "text/csv", "").body();
        JsonNode list = RestGateway.json(gateway.get("masked", "/api/v1/calls"));

        assertThat(csv).startsWith(HEADER + "\r\n").doesNotContain("12025550143", "12025550166");
        list.get("items")
                .forEach(call -> assertThat(csv)
                        .contains(call.get("caller").get("number").asString()));
        assertThat(ids(csv)).hasSize(list.get("items").size());
    }

    /** A4. */
    @Test
    void showsAClientItsOwnSites() {
        assertThat(ids(stream("south", "text/csv", "").body())).hasSize(2);
        assertThat(stream("south", "application/x-ndjson", "").body().lines())
                .hasSize(2)
                .allMatch(line -> line.contains("\"site\":\"branch-b\""));
    }

    /** B2: limit, cursor and count are wrong in a stream, told in the order of the query. */
    @ParameterizedTest
    @CsvSource({"limit=10, limit", "cursor=x, cursor", "count=false, count", "count=true&limit=1, count"})
    void refusesWhatBelongsToPages(String query, String parameter) {
        for (String type : List.of("text/csv", "application/x-ndjson")) {
            HttpResponse<String> answer = gateway.get("erp", "/api/v1/calls?" + query, "Accept", type);
            assertThat(answer.statusCode()).isEqualTo(400);
            assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
            assertThat(RestGateway.json(answer).get("parameter").asString()).isEqualTo(parameter);
        }
    }

    /** B1: Accept chooses; none or anything is JSON. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "*/* | application/json",
                "text/* | text/csv;charset=UTF-8",
                "text/csv, application/json;q=0.5 | text/csv;charset=UTF-8",
                "text/csv;q=0.5, application/json | application/json",
                "application/x-ndjson, text/csv;q=0.9 | application/x-ndjson",
                "text/html, */*;q=0.1 | application/json",
            })
    void answersInTheMediaTypeThatIsWanted(String accept, String type) {
        HttpResponse<String> answer = gateway.get("erp", "/api/v1/calls", "Accept", accept);

        assertThat(answer.headers().firstValue("Content-Type")).contains(type);
        assertThat(gateway.get("erp", "/api/v1/calls", "Accept", "text/html").statusCode())
                .isEqualTo(406);
        assertThat(gateway.get("erp", "/api/v1/calls", "Accept", "application/xml")
                        .statusCode())
                .isEqualTo(406);
    }

    /** B1: HEAD of a stream is its head. */
    @Test
    void answersHead() {
        HttpResponse<String> head =
                gateway.send("HEAD", "Bearer " + gateway.key("erp"), "/api/v1/calls", "Accept", "text/csv");

        assertThat(head.headers().firstValue("Content-Type")).contains("text/csv;charset=UTF-8");
        assertThat(head.body()).isEmpty();
    }

    /** B1: an answer is whole or visibly broken off. */
    @ParameterizedTest
    @ValueSource(strings = {"text/csv", "application/x-ndjson"})
    void breaksOffVisibly(String type) {
        Transactions transactions = gateway.bean(Transactions.class);
        int copies = 6_000;
        transactions
                .client()
                .sql("INSERT INTO call SELECT (jsonb_populate_record(c, jsonb_build_object('id', gen_random_uuid(),"
                        + " 'place', 1000000 + n, 'started_at', c.started_at + n * interval '1 s', 'kinds', CASE n"
                        + " WHEN "
                        + copies
                        + " THEN '?' ELSE c.kinds END))).* FROM call AS c, generate_series(1, " + copies
                        + ") AS n WHERE account_code = 'sales'")
                .update();
        try {
            String answer = gateway.raw("GET /api/v1/calls?accountCode=sales HTTP/1.1\r\nHost: gateway\r\nAccept: "
                    + type + "\r\nAuthorization: Bearer " + gateway.key("erp") + "\r\nConnection: close\r\n\r\n");
            assertThat(answer).startsWith("HTTP/1.1 200").doesNotEndWith("0\r\n\r\n");
        } finally {
            transactions.client().sql("DELETE FROM call WHERE place > 1000000").update();
        }
    }
}
