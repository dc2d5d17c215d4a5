package io.ucmbilling.billing;

import static org.assertj.core.api.Assertions.assertThat;

import io.ucmbilling.store.audit.AuditAction;
import io.ucmbilling.store.audit.AuditEntry;
import io.ucmbilling.store.audit.AuditOutcome;
import io.ucmbilling.store.audit.AuditTrail;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Billing contract A7, with what B1 says of lists, and A4. */
class AuditIT {
    private static RestGateway gateway;

    @BeforeAll
    static void start() {
        gateway = new RestGateway(Map.of(
                "erp", Map.of(),
                "boss", Map.of("scopes", "admin"),
                "north", Map.of("scopes", "admin", "sites", "branch-a")));
        gateway.bean(AuditTrail.class)
                .add(List.of(
                        entry(0, "branch-a", "/api/v1/calls/x/recordings/1", "bytes 0-43"),
                        entry(60, "branch-b", "/api/v1/calls/y/recordings/1", null),
                        entry(120, null, "all", null),
                        entry(120, "branch-a", "/api/v1/calls/z/recordings/2", null)));
    }

    private static AuditEntry entry(int second, @Nullable String site, String target, @Nullable String detail) {
        return new AuditEntry(
                RestGateway.NOW.plusSeconds(second).plusMillis(700),
                "erp",
                "192.0.2.17",
                AuditAction.RECORDING,
                site,
                target,
                AuditOutcome.DONE,
                detail);
    }

    @AfterAll
    static void stop() {
        gateway.close();
    }

    private static List<String> targets(HttpResponse<String> answer) {
        return RestGateway.json(answer)
                .get("items")
                .valueStream()
                .map(entry -> entry.get("target").asString())
                .toList();
    }

    /** A7: who, what, when, from where, outcome. */
    @Test
    void tellsWhoDidWhat() {
        JsonNode first = RestGateway.json(gateway.get("boss", "/api/v1/audit?limit=1"))
                .get("items")
                .get(0);

        assertThat(first.toString())
                .isEqualTo("{\"at\":\"2026-03-05T12:00:00Z\",\"client\":\"erp\",\"address\":\"192.0.2.17\","
                        + "\"action\":\"RECORDING\",\"site\":\"branch-a\",\"target\":\"/api/v1/calls/x/recordings/1\","
                        + "\"outcome\":\"DONE\",\"detail\":\"bytes 0-43\"}");
    }

    /** A6: admin alone. */
    @Test
    void isForAdministratorsAlone() {
        HttpResponse<String> answer = gateway.get("erp", "/api/v1/audit");

        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(answer.body()).contains("scope admin");
    }

    /** A4: entries of other sites, and those about several, do not exist. */
    @Test
    void hidesOtherSites() {
        assertThat(targets(gateway.get("north", "/api/v1/audit")))
                .containsExactly("/api/v1/calls/x/recordings/1", "/api/v1/calls/z/recordings/2");
        assertThat(targets(gateway.get("boss", "/api/v1/audit"))).hasSize(4);
    }

    /** B1: from inclusive, to exclusive, both in the zone. */
    @Test
    void isBoundedByAPeriod() {
        String at = "/api/v1/audit?from=2026-03-05T12:01:00Z";

        assertThat(targets(gateway.get("boss", at))).hasSize(3);
        assertThat(targets(gateway.get("boss", at + "&to=2026-03-05T12:02:00Z")))
                .hasSize(1);
        assertThat(targets(gateway.get("boss", "/api/v1/audit?from=2026-03-06&zone=Pacific/Auckland")))
                .hasSize(4);
        assertThat(targets(gateway.get("boss", "/api/v1/audit?from=2026-03-06")))
                .isEmpty();
        HttpResponse<String> wrong = gateway.get("boss", at + "&to=2026-03-05");
        assertThat(wrong.statusCode()).isEqualTo(400);
        assertThat(RestGateway.json(wrong).get("parameter").asString()).isEqualTo("to");
    }

    /** B1: pages, whose Link keeps the filters. */
    @Test
    void walksThePages() {
        List<String> walked = new ArrayList<>();
        String target = "/api/v1/audit?from=2026-03-05T00:00:00Z&limit=1&zone=UTC";
        while (!target.isEmpty()) {
            HttpResponse<String> page = gateway.get("boss", target);
            walked.addAll(targets(page));
            target = page.headers()
                    .firstValue("Link")
                    .map(link -> link.replaceFirst("<(.*)>; rel=\"next\"", "$1"))
                    .orElse("");
        }

        assertThat(walked).hasSize(4).doesNotHaveDuplicates();
    }

    /** B1: a date and its instant are the same filter; another zone is another list. */
    @Test
    void bindsTheCursorToTheFilters() {
        String next = RestGateway.json(gateway.get("boss", "/api/v1/audit?from=2026-03-05&limit=1"))
                .get("next")
                .asString();
        String cursor = "&cursor=" + next;

        assertThat(gateway.get("boss", "/api/v1/audit?from=2026-03-05T00:00:00%2B00:00&zone=UTC" + cursor)
                        .statusCode())
                .isEqualTo(200);
        for (String other :
                List.of("from=2026-03-04", "from=2026-03-05&to=2027-01-01", "from=2026-03-05&zone=Etc/UTC")) {
            assertThat(gateway.get("boss", "/api/v1/audit?" + other + cursor).statusCode())
                    .as(other)
                    .isEqualTo(400);
        }
    }
}
