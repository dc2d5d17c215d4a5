package io.ucmbilling.billing;

import static org.assertj.core.api.Assertions.assertThat;

import io.ucmbilling.store.site.Hold;
import io.ucmbilling.store.site.SiteProgress.Part;
import io.ucmbilling.store.site.SiteProgress.PassFault;
import io.ucmbilling.store.site.Sites;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Billing contract B5, A4, and what B1 says of lists and single resources. */
class SitesIT {
    private static RestGateway gateway;

    @BeforeAll
    static void start() {
        gateway = new RestGateway(Map.of("erp", Map.of(), "north", Map.of("sites", "branch-a"), "other", Map.of()));
        Sites sites = gateway.bean(Sites.class);
        sites.register("branch-a", LocalDate.of(2026, 3, 1));
        Hold hold = sites.take("branch-a").hold();
        sites.change(hold, progress -> progress.succeeded(Part.TAIL, RestGateway.NOW.minusSeconds(90)));
    }

    @AfterAll
    static void stop() {
        gateway.close();
    }

    /** B5: all members, in the contract's order, null where nothing is known. */
    @Test
    void showsAllMembersOfASite() {
        HttpResponse<String> answer = gateway.get("erp", "/api/v1/sites/branch-a");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/json");
        assertThat(answer.body())
                .isEqualTo(
                        "{\"id\":\"branch-a\",\"zone\":\"America/Chicago\",\"region\":null,\"model\":null,\"api\":\"LEGACY\","
                            + "\"state\":\"OK\",\"lastSuccessAt\":\"2026-03-05T11:58:30Z\",\"lastFault\":null,\"newestStartAt\":null,"
                            + "\"lagSeconds\":90,\"viewLagSeconds\":0,"
                            + "\"firstCollection\":{\"days\":0,\"read\":0,\"confirmed\":0,\"done\":false},"
                            + "\"clockErrorSeconds\":null,\"zoneErrorSeconds\":null,"
                            + "\"counters\":{\"received\":0,\"stored\":0,\"unchanged\":0,\"quarantined\":0},"
                            + "\"certifiedThrough\":null,\"keptFrom\":null}");
    }

    /** B5: a site that was never polled. */
    @Test
    void showsASiteThatWasNeverReached() {
        JsonNode site = RestGateway.json(gateway.get("erp", "/api/v1/sites/branch-b"));

        assertThat(site.get("state").asString()).isEqualTo("NEVER_REACHED");
        assertThat(site.get("lagSeconds").isNull()).isTrue();
    }

    /** B5: why the last pass failed, and when. */
    @Test
    void tellsTheLastFault() {
        Sites sites = gateway.bean(Sites.class);
        sites.register("branch-b", LocalDate.of(2026, 3, 1));
        Instant at = RestGateway.NOW.minusSeconds(30);
        PassFault fault = new PassFault("TIMED_OUT", "no answer within 30 s", at, RestGateway.NOW);
        sites.change(sites.take("branch-b").hold(), progress -> progress.failed(fault));

        assertThat(RestGateway.json(gateway.get("erp", "/api/v1/sites/branch-b"))
                        .get("lastFault")
                        .toString())
                .isEqualTo("{\"kind\":\"TIMED_OUT\",\"at\":\"2026-03-05T11:59:30Z\","
                        + "\"message\":\"no answer within 30 s\"}");
    }

    /** A4: what the client may not see does not exist, in the very same words. */
    @Test
    void hidesOtherSites() {
        HttpResponse<String> hidden = gateway.get("north", "/api/v1/sites/branch-b");
        HttpResponse<String> unknown = gateway.get("north", "/api/v1/sites/nowhere");

        assertThat(hidden.statusCode()).isEqualTo(404);
        assertThat(hidden.body()).isEqualTo(unknown.body());
        assertThat(ids(gateway.get("north", "/api/v1/sites"))).containsExactly("branch-a");
        assertThat(ids(gateway.get("erp", "/api/v1/sites"))).containsExactly("branch-a", "branch-b");
    }

    /** B1: pages, their cursor and their Link. */
    @Test
    void walksThePages() {
        HttpResponse<String> first = gateway.get("erp", "/api/v1/sites?limit=1");
        String cursor = RestGateway.json(first).get("next").asString();
        HttpResponse<String> last = gateway.get("erp", "/api/v1/sites?limit=500&cursor=" + cursor);

        assertThat(ids(first)).containsExactly("branch-a");
        assertThat(first.headers().firstValue("Link"))
                .contains("</api/v1/sites?limit=1&cursor=" + cursor + ">; rel=\"next\"");
        assertThat(first.headers().firstValue("Cache-Control")).contains("no-store");
        assertThat(ids(last)).containsExactly("branch-b");
        assertThat(RestGateway.json(last).get("next").isNull()).isTrue();
        assertThat(last.headers().firstValue("Link")).isEmpty();
    }

    /** B1: a cursor of another client. */
    @Test
    void refusesTheCursorOfAnotherClient() {
        String cursor = RestGateway.json(gateway.get("erp", "/api/v1/sites?limit=1"))
                .get("next")
                .asString();
        HttpResponse<String> answer = gateway.get("other", "/api/v1/sites?cursor=" + cursor);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(RestGateway.json(answer).get("parameter").asString()).isEqualTo("cursor");
    }

    /** B1: ETag, If-None-Match, Cache-Control, HEAD. */
    @Test
    void tellsWhetherASiteHasChanged() {
        HttpResponse<String> whole = gateway.get("erp", "/api/v1/sites/branch-a");
        String tag = whole.headers().firstValue("ETag").orElseThrow();

        assertThat(tag).matches("\"[0-9a-f]{64}\"");
        assertThat(whole.headers().allValues("Cache-Control")).containsExactly("no-cache, private");
        for (String condition : List.of(tag, "W/" + tag, "\"x\", " + tag, "*")) {
            HttpResponse<String> same = gateway.get("erp", "/api/v1/sites/branch-a", "If-None-Match", condition);
            assertThat(same.statusCode()).as(condition).isEqualTo(304);
            assertThat(same.headers().firstValue("ETag")).contains(tag);
        }
        assertThat(gateway.get("erp", "/api/v1/sites/branch-a", "If-None-Match", "\"x\"")
                        .statusCode())
                .isEqualTo(200);
        HttpResponse<String> head = gateway.send("HEAD", "Bearer " + gateway.key("erp"), "/api/v1/sites/branch-a");
        assertThat(head.headers().firstValue("ETag")).contains(tag);
        assertThat(head.body()).isEmpty();
    }

    private static List<String> ids(HttpResponse<String> answer) {
        return RestGateway.json(answer)
                .get("items")
                .valueStream()
                .map(site -> site.get("id").asString())
                .toList();
    }
}
