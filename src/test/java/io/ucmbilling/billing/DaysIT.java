package io.ucmbilling.billing;

import static io.ucmbilling.testing.LegBuilder.leg;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ucmbilling.contract.CdrRecord;
import io.ucmbilling.normalisation.LegReader;
import io.ucmbilling.normalisation.PbxProfile;
import io.ucmbilling.store.database.Transactions;
import io.ucmbilling.store.intake.LegIntake;
import io.ucmbilling.store.ledger.Certificate;
import io.ucmbilling.store.ledger.Certificate.Counted;
import io.ucmbilling.store.ledger.Ledger;
import io.ucmbilling.store.row.ReadLeg;
import io.ucmbilling.store.site.Hold;
import io.ucmbilling.store.site.Sites;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Billing contract B6: the days of a site. */
class DaysIT {
    private static final String PATH = "/api/v1/sites/branch-a/days";
    private static final LocalDate DAY = LocalDate.of(2026, 3, 2);
    private static RestGateway gateway;

    /** Branch-a was collected from 28 February on; now it is 5 March. */
    @BeforeAll
    static void start() throws Exception {
        gateway = new RestGateway(Map.of("erp", Map.of(), "south", Map.of("sites", "branch-b")));
        Sites sites = gateway.bean(Sites.class);
        sites.register("branch-a", LocalDate.of(2026, 2, 28));
        sites.configured("branch-a", ZoneId.of("America/Chicago"), "US");
        Hold hold = sites.take("branch-a").hold();
        Ledger ledger = gateway.bean(Ledger.class);
        ledger.notHeld(hold, List.of(LocalDate.of(2026, 2, 28)), true);
        ledger.notHeld(hold, List.of(LocalDate.of(2026, 3, 1)), false);
        ledger.certify(hold, certificate(1, 2));
        ledger.certify(hold, certificate(2, 3));
        ledger.seen(hold, LocalDate.of(2026, 3, 3), RestGateway.NOW, "the UCM counts 5, kept are 4");
        gateway.bean(LegIntake.class)
                .keep(
                        hold,
                        List.of(
                                read(1, "2026-03-02T00:00:00", "1772431200.1"),
                                read(2, "2026-03-02T23:59:59", "1772517599.2"),
                                read(3, "2026-03-03T00:00:00", "1772517599.2")),
                        List.of(),
                        null);
        await().atMost(Duration.ofSeconds(30))
                .until(() -> gateway.bean(Transactions.class)
                        .client()
                        .sql("SELECT count(*) = 0 FROM stale_call")
                        .query(Boolean.class)
                        .single());
    }

    private static Certificate certificate(int version, long held) {
        return new Certificate(
                DAY,
                version,
                held,
                Counted.OFFSET,
                1,
                "ab".repeat(32),
                32,
                Instant.parse("2026-03-02T06:00:00Z"),
                null,
                4,
                5,
                Duration.ofSeconds(90),
                null,
                Instant.parse("2026-03-04T01:02:03.9Z"),
                "1.0",
                "first");
    }

    private static ReadLeg read(long acctId, String start, String session) throws Exception {
        CdrRecord record = leg(acctId).start(start).session(session).build().raw();
        return new ReadLeg(
                record, new LegReader(new PbxProfile(ZoneId.of("America/Chicago"), null, Map.of())).read(record));
    }

    @AfterAll
    static void stop() {
        gateway.close();
    }

    private static List<String> dates(HttpResponse<String> answer) {
        return RestGateway.json(answer)
                .get("items")
                .valueStream()
                .map(day -> day.get("date").asString())
                .toList();
    }

    /** B6: every state, from the first day that is collected to today. */
    @Test
    void tellsHowEachDayStands() {
        JsonNode items = RestGateway.json(gateway.get("erp", PATH)).get("items");

        assertThat(items.valueStream()
                        .map(day -> day.get("date").asString() + " "
                                + day.get("state").asString()))
                .containsExactly(
                        "2026-02-28 NEVER_HELD",
                        "2026-03-01 LOST",
                        "2026-03-02 CERTIFIED",
                        "2026-03-03 SETTLED",
                        "2026-03-04 SETTLED",
                        "2026-03-05 OPEN");
        assertThat(items.get(3).get("reason").asString()).isEqualTo("the UCM counts 5, kept are 4");
        assertThat(items.get(3).get("certificate").isNull()).isTrue();
    }

    /** B6: all members of a certified day. A call counts on the day in which it starts, a leg in its own. */
    @Test
    void showsWhatProvesADay() {
        JsonNode day = RestGateway.json(gateway.get("erp", PATH + "?from=2026-03-02&to=2026-03-03"))
                .get("items")
                .get(0);

        assertThat(day.toString())
                .isEqualTo("{\"date\":\"2026-03-02\",\"state\":\"CERTIFIED\",\"reason\":null,\"calls\":2,\"legs\":2,"
                               + "\"certificate\":{\"version\":2,\"countedBy\":\"OFFSET\",\"ucmLegs\":3,\"storedLegs\":2,\"sha256\":\""
                        + "ab".repeat(32) + "\",\"firstStart\":\"2026-03-02T06:00:00Z\",\"lastStart\":null,"
                                          + "\"lateLegs\":5,\"greatestLatenessSeconds\":90,\"departedLegs\":4,\"erasedLegs\":0,\"quarantined\":1,"
                                          + "\"zoneErrorSeconds\":null,\"madeAt\":\"2026-03-04T01:02:03Z\",\"earlier\":1}}");
        JsonNode next = RestGateway.json(gateway.get("erp", PATH + "?from=2026-03-03&limit=1"))
                .get("items")
                .get(0);
        assertThat(next.get("calls").asInt()).isZero();
        assertThat(next.get("legs").asInt()).isEqualTo(1);
    }

    /** B1: dates are days of the site's zone; of an instant, the days that begin then or later. */
    @Test
    void isBoundedByAPeriod() {
        assertThat(dates(gateway.get("erp", PATH + "?from=2026-03-03&to=2026-03-05")))
                .containsExactly("2026-03-03", "2026-03-04");
        assertThat(dates(gateway.get("erp", PATH + "?from=2026-03-03T06:00:00Z&to=2026-03-04T06:00:00Z")))
                .containsExactly("2026-03-03");
        assertThat(dates(gateway.get("erp", PATH + "?from=2026-03-03T06:00:01Z&to=2026-03-04T06:00:01Z")))
                .containsExactly("2026-03-04");
        assertThat(dates(gateway.get("erp", PATH + "?from=2000-01-01&to=2020-01-01")))
                .isEmpty();
        assertThat(dates(gateway.get("erp", PATH + "?from=2030-01-01"))).isEmpty();
        assertThat(gateway.get("erp", PATH + "?from=2026-03-03&to=2026-03-02").statusCode())
                .isEqualTo(400);
    }

    /** B1: pages. */
    @Test
    void walksThePages() {
        List<String> walked = new ArrayList<>();
        String target = PATH + "?limit=4&to=2026-03-05";
        int pages = 0;
        while (!target.isEmpty()) {
            HttpResponse<String> page = gateway.get("erp", target);
            walked.addAll(dates(page));
            pages++;
            target = page.headers()
                    .firstValue("Link")
                    .map(link -> link.replaceFirst("<(.*)>; rel=\"next\"", "$1"))
                    .orElse("");
        }

        assertThat(pages).isEqualTo(2);
        assertThat(walked).containsExactly("2026-02-28", "2026-03-01", "2026-03-02", "2026-03-03", "2026-03-04");
    }

    /** A4, and a site that was never collected. */
    @Test
    void hidesOtherSites() {
        assertThat(gateway.get("south", PATH).statusCode()).isEqualTo(404);
        assertThat(gateway.get("south", PATH).body())
                .isEqualTo(gateway.get("south", "/api/v1/sites/nowhere/days").body());
        assertThat(dates(gateway.get("south", "/api/v1/sites/branch-b/days"))).isEmpty();
    }

    /** B1: values before 404; A4: of a foreign site as of none. */
    @Test
    void refusesWrongValuesBeforeItLooksForTheSite() {
        String own = RestGateway.json(gateway.get("erp", PATH + "?limit=1"))
                .get("next")
                .asString();
        for (String query : List.of("?cursor=forged", "?cursor=" + own, "?from=2026-03-03&to=2026-03-02")) {
            HttpResponse<String> answer = gateway.get("south", PATH + query);
            assertThat(answer.statusCode()).isEqualTo(400);
            assertThat(answer.body())
                    .isEqualTo(gateway.get("south", "/api/v1/sites/nowhere/days" + query)
                            .body());
        }
    }
}
