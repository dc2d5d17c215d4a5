package io.ucmbilling.billing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ucmbilling.billing.SampleSites.SampleSite;
import io.ucmbilling.calls.call.CallText;
import io.ucmbilling.store.database.Transactions;
import io.ucmbilling.testing.Samples;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Every sample is collected from a simulated UCM by the real poll, and the REST view shows the calls that {@code calls.json} expects:
 * in lists, alone, with their legs, as CSV and added up (billing contract C1 to C8, B2, B4).
 */
class SampleCallsIT {
    private static final Map<?, ?> EXPECTED = JsonMapper.shared().readValue(Samples.bytes("calls.json"), Map.class);

    /** Those of some weeks at a time: nobody polls all the days between. */
    @ParameterizedTest
    @CsvSource({
        "2013-01-01T00:00:00Z, 2013-12-10T00:00:00Z",
        "2025-01-01T00:00:00Z, 2025-04-10T00:00:00Z",
        "2025-04-10T00:00:00Z, 2025-07-25T00:00:00Z",
        "2025-07-25T00:00:00Z, 2025-11-10T00:00:00Z",
        "2025-11-10T00:00:00Z, 2026-03-25T00:00:00Z"
    })
    void areShownAsExpected(Instant after, Instant now) throws Exception {
        try (SampleSites sites = sites(after, now);
                RestGateway gateway = new RestGateway(Map.of("erp", Map.of()), sites.ids(), sites.settings())) {
            gateway.clock.set(now);
            gateway.collect();
            await().atMost(Duration.ofSeconds(60))
                    .until(() -> gateway.bean(Transactions.class)
                                    .client()
                                    .sql("SELECT count(*) FROM stale_call")
                                    .query(Long.class)
                                    .single()
                            == 0);
            for (SampleSite site : sites.all()) {
                Map<String, JsonNode> calls = listed(gateway, site);
                compareWithExpected(site, calls);
                compareOneByOne(gateway, calls);
                compareCsv(gateway, site, calls);
                compareUsage(gateway, site, calls);
            }
        }
    }

    private static SampleSites sites(Instant after, Instant before) throws Exception {
        SampleSites sites = new SampleSites();
        for (Map.Entry<?, ?> sample : EXPECTED.entrySet()) {
            List<Map<?, ?>> calls = new ArrayList<>();
            ((List<?>) Objects.requireNonNull(((Map<?, ?>) Objects.requireNonNull(sample.getValue())).get("calls")))
                    .forEach(call -> calls.add((Map<?, ?>) call));
            Instant first = Instant.parse(String.valueOf(calls.getFirst().get("startedAt")));
            if (first.isAfter(after) && first.isBefore(before)) {
                sites.add(Samples.sample(String.valueOf(sample.getKey())), calls);
            }
        }
        return sites;
    }

    /** Returns all calls of a site by their sessions. */
    private static Map<String, JsonNode> listed(RestGateway gateway, SampleSite site) {
        return RestGateway.json(gateway.get("erp", "/api/v1/calls?limit=1000&site=" + site.id()))
                .get("items")
                .valueStream()
                .collect(Collectors.toMap(
                        call -> call.get("session").asString(),
                        Function.identity(),
                        (one, other) -> one,
                        LinkedHashMap::new));
    }

    private static void compareWithExpected(SampleSite site, Map<String, JsonNode> calls) {
        assertThat(calls).as(site.id()).hasSameSizeAs(site.calls());
        for (Map<?, ?> expected : site.calls()) {
            JsonNode call = Objects.requireNonNull(
                    calls.get(String.valueOf(expected.get("session"))), () -> "none as " + expected);
            assertThat(CallText.differences(members(call), expected))
                    .as(site.id() + " " + call)
                    .isEmpty();
        }
    }

    /** Returns the members as {@code calls.json} has them: a recording's state and address depend on the store. */
    private static Map<String, @Nullable Object> members(JsonNode call) {
        Map<String, @Nullable Object> members = new HashMap<>();
        ((Map<?, ?>) JsonMapper.shared().convertValue(call, Map.class))
                .forEach((name, value) -> members.put(String.valueOf(name), value));
        members.put(
                "recordings",
                call.get("recordings")
                        .valueStream()
                        .map(recording -> Map.of(
                                "number", recording.get("number").intValue(),
                                "name", recording.get("name").asString(),
                                "startedAt", recording.get("startedAt").asString()))
                        .toList());
        return members;
    }

    /** A call alone is that of the list, and its legs are those of the list of legs. */
    private static void compareOneByOne(RestGateway gateway, Map<String, JsonNode> calls) {
        for (JsonNode listed : calls.values()) {
            String id = listed.get("id").asString();
            String call = gateway.get("erp", "/api/v1/calls/" + id).body();
            List<JsonNode> shown = RestGateway.json(gateway.get("erp", "/api/v1/calls/" + id))
                    .get("legDetails")
                    .valueStream()
                    .toList();
            List<JsonNode> legs = RestGateway.json(gateway.get("erp", "/api/v1/legs?limit=1000&call=" + id))
                    .get("items")
                    .valueStream()
                    .toList();

            String item = listed.toString();
            assertThat(call).startsWith(item.substring(0, item.length() - 1) + ",\"legDetails\":[");
            assertThat(shown).hasSize(listed.get("legs").intValue()).containsExactlyInAnyOrderElementsOf(legs);
        }
    }

    /** Each member that CSV has is that of the list. */
    private static void compareCsv(RestGateway gateway, SampleSite site, Map<String, JsonNode> calls) {
        HttpResponse<String> csv = gateway.get("erp", "/api/v1/calls?site=" + site.id(), "Accept", "text/csv");
        List<List<String>> rows = CsvText.rows(csv.body());
        List<String> header = rows.getFirst();
        assertThat(rows).hasSize(calls.size() + 1);
        for (List<String> row : rows.subList(1, rows.size())) {
            JsonNode call = Objects.requireNonNull(calls.get(row.get(header.indexOf("session"))));
            for (int i = 0; i < header.size(); i++) {
                assertThat(row.get(i)).as(header.get(i)).isEqualTo(CsvText.member(call, header.get(i)));
            }
        }
    }

    /** The sums by day, direction and status are what the calls of the list add up to. */
    private static void compareUsage(RestGateway gateway, SampleSite site, Map<String, JsonNode> calls) {
        String zone = site.like().zoneId().getId();
        Map<String, List<Long>> sums = new HashMap<>();
        for (JsonNode call : calls.values()) {
            boolean answered = call.get("status").asString().equals("ANSWERED");
            String key = call.get("startedAtLocal").asString().substring(0, 10) + " "
                    + call.get("direction").asString() + " "
                    + call.get("status").asString();
            sums.merge(
                    key,
                    List.of(
                            1L,
                            answered ? 1L : 0L,
                            call.get("durationSeconds").asLong(0),
                            call.get("billableSeconds").asLong(),
                            answered ? call.get("waitSeconds").asLong(0) : 0L),
                    SampleCallsIT::sum);
        }
        Map<String, List<Long>> usage = RestGateway.json(gateway.get(
                        "erp",
                        "/api/v1/usage?groupBy=day,direction,status&from=2013-01-01&to=2027-01-01&site=" + site.id()
                                + "&zone=" + zone))
                .get("items")
                .valueStream()
                .collect(Collectors.toMap(
                        item -> item.get("day").asString() + " "
                                + item.get("direction").asString() + " "
                                + item.get("status").asString(),
                        item -> List.of(
                                item.get("calls").longValue(),
                                item.get("answeredCalls").longValue(),
                                item.get("durationSeconds").longValue(),
                                item.get("billableSeconds").longValue(),
                                item.get("waitSeconds").longValue())));
        assertThat(usage).as(site.id()).isEqualTo(sums);
    }

    private static List<Long> sum(List<Long> one, List<Long> other) {
        List<Long> sum = new ArrayList<>();
        for (int i = 0; i < one.size(); i++) {
            sum.add(one.get(i) + other.get(i));
        }
        return sum;
    }
}
