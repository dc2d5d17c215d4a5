package io.ucmbilling.billing;

import static org.assertj.core.api.Assertions.assertThat;

import io.ucmbilling.testing.LegBuilder;
import io.ucmbilling.testing.calls.FleetOfCalls;
import io.ucmbilling.testing.calls.StoredLegs;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Billing contract B1, B2: a walk from page to page, while calls are stored before and behind it. */
class CallsWhileStoringIT {
    private static final int CALLS = 12;
    private static RestGateway gateway;
    private static StoredLegs stored;
    private int more = 100;

    @BeforeAll
    static void start() {
        gateway = new RestGateway(Map.of("erp", Map.of()));
        stored = new StoredLegs(gateway.replica()).of("branch-a");
        for (int i = 1; i <= CALLS; i++) {
            stored.keep("branch-a", FleetOfCalls.read(call(i, i / 2)));
        }
        stored.follow();
    }

    @AfterAll
    static void stop() {
        gateway.close();
    }

    private static LegBuilder call(int number, int second) {
        return LegBuilder.leg(number)
                .start("2026-03-02T09:00:%02d".formatted(second))
                .session("177246360%d-%d".formatted(second % 10, number));
    }

    /** A call that is there before the walk, and does not change, appears exactly once; none appears twice. */
    @ParameterizedTest
    @ValueSource(strings = {"limit=1", "limit=3", "limit=5&order=-startedAt", "limit=2&caller=1001"})
    void showsEachCallOnce(String query) {
        List<String> before = ids("limit=1000");
        List<String> seen = new ArrayList<>();
        String cursor = "";
        do {
            JsonNode page = RestGateway.json(gateway.get("erp", "/api/v1/calls?" + query + cursor));
            page.get("items").forEach(call -> seen.add(call.get("id").asString()));
            for (int second = 0; second < CALLS / 2; second += 2) {
                stored.keep("branch-a", FleetOfCalls.read(call(++more, second)));
            }
            stored.follow();
            cursor = page.get("next").isNull()
                    ? ""
                    : "&cursor=" + page.get("next").asString();
        } while (!cursor.isEmpty() && seen.size() < 1_000);

        assertThat(seen).doesNotHaveDuplicates().containsAll(before);
    }

    private static List<String> ids(String query) {
        return RestGateway.json(gateway.get("erp", "/api/v1/calls?" + query))
                .get("items")
                .valueStream()
                .map(call -> call.get("id").asString())
                .toList();
    }
}
