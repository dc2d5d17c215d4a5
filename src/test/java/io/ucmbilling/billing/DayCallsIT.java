package io.ucmbilling.billing;

import static io.ucmbilling.testing.LegBuilder.leg;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ucmbilling.contract.Field;
import io.ucmbilling.store.database.Transactions;
import io.ucmbilling.store.intake.LegIntake;
import io.ucmbilling.store.ledger.Certificate;
import io.ucmbilling.store.ledger.Certificate.Counted;
import io.ucmbilling.store.ledger.Ledger;
import io.ucmbilling.store.row.ReadLeg;
import io.ucmbilling.store.site.Hold;
import io.ucmbilling.store.site.Sites;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.apache.commons.codec.digest.DigestUtils;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Billing contract B6: the calls of a certified day. */
class DayCallsIT {
    private static final String PATH = "/api/v1/sites/branch-a/days/2026-03-02/calls";
    private static final String NUMBER = "+12025550123";

    private static RestGateway gateway;

    @BeforeAll
    static void start() {
        gateway = new RestGateway(
                Map.of("erp", Map.of(), "south", Map.of("sites", "branch-b"), "masked", Map.of("mask", "true")));
        Sites sites = gateway.bean(Sites.class);
        sites.register("branch-a", LocalDate.of(2026, 2, 28));
        sites.configured("branch-a", ZoneId.of("America/Chicago"), "US");
        Hold hold = sites.take("branch-a").hold();
        gateway.bean(Ledger.class)
                .certify(
                        hold,
                        new Certificate(
                                LocalDate.of(2026, 3, 2),
                                1,
                                3,
                                Counted.OFFSET,
                                0,
                                "ab".repeat(32),
                                33,
                                Instant.parse("2026-03-02T06:00:00Z"),
                                null,
                                0,
                                0,
                                Duration.ZERO,
                                null,
                                Instant.parse("2026-03-04T01:02:03Z"),
                                "1.0",
                                "first"));
        gateway.bean(LegIntake.class)
                .keep(
                        hold,
                        List.of(
                                in(1, "2026-03-01T23:59:59", "17724311991"),
                                in(2, "2026-03-02T23:59:59", "17725175991"),
                                in(3, "2026-03-02T00:00:00", "17724312001"),
                                in(4, "2026-03-03T00:00:00", "17725176001")),
                        List.of(),
                        null);
        await().atMost(Duration.ofSeconds(30))
                .until(() -> gateway.bean(Transactions.class)
                        .client()
                        .sql("SELECT count(*) = 4 FROM call")
                        .query(Boolean.class)
                        .single());
    }

    @AfterAll
    static void stop() {
        gateway.close();
    }

    private static ReadLeg in(long acctId, String start, String session) {
        return leg(acctId)
                .start(start)
                .session(session + "23456-" + NUMBER)
                .with(Field.SRC, NUMBER)
                .with(Field.CLID, "\"Ada\" <" + NUMBER + ">")
                .with(Field.CHANNEL, "PJSIP/trunk_1-00000001")
                .with(Field.SRC_TRUNK_NAME, "carrier")
                .with(Field.RECORDFILES, "2026-03/auto-1772431200-1002.wav@")
                .trunkName("carrier")
                .build();
    }

    /** Those that start in the day of the site's zone, by startedAt, as CSV if nothing else is asked for. */
    @Test
    void areThoseOfTheSitesDay() {
        HttpResponse<String> answer = gateway.get("erp", PATH);
        List<String> lines = answer.body().lines().toList();

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type"))
                .hasValueSatisfying(type -> assertThat(type).startsWith("text/csv"));
        assertThat(lines).hasSize(3);
        assertThat(lines.get(0)).startsWith("id,version,site,session,startedAt,");
        assertThat(lines.get(1)).contains("2026-03-02T06:00:00Z,2026-03-02T00:00:00-06:00");
        assertThat(lines.get(2)).contains("2026-03-03T05:59:59Z,2026-03-02T23:59:59-06:00");
    }

    /** NDJSON without recordings' state and href. */
    @Test
    void haveNoStatesOfRecordings() {
        HttpResponse<String> answer = gateway.get("erp", PATH, "Accept", "application/x-ndjson");

        assertThat(answer.body().lines()).hasSize(2);
        assertThat(answer.body())
                .contains("\"recordings\":[{\"number\":1,\"name\":\"auto-1772431200-1002.wav\","
                        + "\"startedAt\":\"2026-03-02T06:00:00Z\"}]")
                .doesNotContain("href");
    }

    /** ETag, Repr-Digest, Vary, If-None-Match, HEAD; the same bytes again. */
    @Test
    void areToldByTheirDigest() {
        HttpResponse<String> answer = gateway.get("erp", PATH);
        String tag = answer.headers().firstValue("ETag").orElseThrow();
        byte[] sha256 = DigestUtils.sha256(answer.body().getBytes(StandardCharsets.UTF_8));

        assertThat(answer.headers().firstValue("Repr-Digest"))
                .contains("sha-256=:" + Base64.getEncoder().encodeToString(sha256) + ":");
        assertThat(answer.headers().firstValue("Vary")).contains("Accept, Authorization");
        assertThat(answer.headers().firstValue("Cache-Control")).contains("private, no-cache");
        assertThat(gateway.get("erp", PATH).body()).isEqualTo(answer.body());
        assertThat(gateway.get("erp", PATH, "If-None-Match", tag).statusCode()).isEqualTo(304);
        assertThat(gateway.get("erp", PATH, "If-None-Match", "\"other\"").statusCode())
                .isEqualTo(200);
        HttpResponse<String> head = gateway.send("HEAD", "Bearer " + gateway.key("erp"), PATH);
        assertThat(head.headers().firstValue("ETag")).contains(tag);
        assertThat(head.body()).isEmpty();
        assertThat(gateway.get("masked", PATH).headers().firstValue("ETag").orElseThrow())
                .isNotEqualTo(tag)
                .startsWith("\"day-1-masked-");
    }

    /** A5 counts here too. */
    @Test
    void hideOutsideNumbers() {
        assertThat(gateway.get("masked", PATH).body()).doesNotContain("2025550").contains("*");
        assertThat(gateway.get("masked", PATH, "Accept", "application/x-ndjson").body())
                .doesNotContain("2025550");
    }

    /** Only for certified days; a site that is not to be seen, or no date, is not found; JSON is not to be had. */
    @Test
    void areRefusedWhereNothingIsProven() {
        HttpResponse<String> open = gateway.get("erp", PATH.replace("03-02", "03-03"));

        assertThat(open.statusCode()).isEqualTo(409);
        assertThat(open.body()).contains("/problems/not-certified");
        assertThat(gateway.get("south", PATH).statusCode()).isEqualTo(404);
        for (String date : List.of("2026-02-30", "-0001-01-01", "%2B12026-03-02", "2026-03-2")) {
            assertThat(gateway.get("erp", PATH.replace("2026-03-02", date)).statusCode())
                    .isEqualTo(404);
        }
        assertThat(gateway.get("erp", PATH, "Accept", "application/json").statusCode())
                .isEqualTo(406);
    }
}
