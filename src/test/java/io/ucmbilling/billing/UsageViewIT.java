package io.ucmbilling.billing;

import static io.ucmbilling.testing.LegBuilder.leg;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ucmbilling.store.intake.LegIntake;
import io.ucmbilling.store.site.Sites;
import java.net.http.HttpResponse;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Billing contract B4, as it is asked and answered; that the sums are right is for UsageIT. */
class UsageViewIT {
    private static final String USAGE = "/api/v1/usage";
    private static RestGateway gateway;

    @BeforeAll
    static void start() {
        gateway = new RestGateway(Map.of("erp", Map.of(), "south", Map.of("sites", "branch-b")));
        Sites sites = gateway.bean(Sites.class);
        sites.register("branch-a", LocalDate.of(2025, 1, 1));
        gateway.bean(LegIntake.class)
                .keep(
                        sites.take("branch-a").hold(),
                        List.of(
                                // 01:30 in Chicago, which comes twice that night.
                                leg(1).zone("UTC").start("2025-11-02T06:30:00").build(),
                                leg(2).zone("UTC").start("2025-11-02T07:30:00").build(),
                                leg(3).zone("UTC")
                                        .start("2025-11-03T06:00:00")
                                        .trunkName("Carrier")
                                        .build()),
                        List.of(),
                        null);
        JdbcClient jdbc = JdbcClient.create(gateway.bean(DataSource.class));
        await().until(() ->
                jdbc.sql("SELECT count(*) FROM call").query(Long.class).single() == 3);
    }

    @AfterAll
    static void stop() {
        gateway.close();
    }

    private static String body(String query) {
        HttpResponse<String> answer = gateway.get("erp", USAGE + query);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return answer.body();
    }

    private static List<String> values(String query, String key) {
        return RestGateway.json(gateway.get("erp", USAGE + query))
                .get("items")
                .valueStream()
                .map(item -> item.get(key).asString())
                .toList();
    }

    /** B4: one total, also of nothing. next is null. */
    @Test
    void showsOneTotal() {
        assertThat(body(""))
                .isEqualTo("{\"items\":[{\"calls\":3,\"answeredCalls\":3,\"durationSeconds\":60,\"billableSeconds\":48,"
                        + "\"waitSeconds\":12,\"maxWaitSeconds\":4}],\"next\":null}");
        assertThat(body("?from=2030-01-01"))
                .isEqualTo("{\"items\":[{\"calls\":0,\"answeredCalls\":0,\"durationSeconds\":0,\"billableSeconds\":0,"
                        + "\"waitSeconds\":0,\"maxWaitSeconds\":null}],\"next\":null}");
        assertThat(RestGateway.json(gateway.get("south", USAGE))
                        .get("items")
                        .get(0)
                        .get("calls")
                        .intValue())
                .isZero();
    }

    /** B4: the hour that comes twice is two; days, months and hours of the week are the zone's. */
    @Test
    void countsACallInItsSlotOfTheZone() {
        assertThat(values("?groupBy=hour&zone=America/Chicago", "hour"))
                .containsExactly("2025-11-02T01:00:00-05:00", "2025-11-02T01:00:00-06:00", "2025-11-03T00:00:00-06:00");
        assertThat(values("?groupBy=day&zone=America/Chicago", "day")).containsExactly("2025-11-02", "2025-11-03");
        assertThat(values("?groupBy=month", "month")).containsExactly("2025-11");
        assertThat(body("?groupBy=hourOfWeek&zone=America/Chicago"))
                .contains("{\"hourOfWeek\":0,\"calls\":1,")
                .contains("{\"hourOfWeek\":145,\"calls\":2,");
    }

    /** B4: keys in the order as asked; by trunk a call without one does not count. */
    @Test
    void groupsByTheKeysInTheirOrder() {
        assertThat(body("?groupBy=direction,day"))
                .startsWith("{\"items\":[{\"direction\":\"INBOUND\",\"day\":\"2025-11-03\",\"calls\":1,");
        assertThat(values("?groupBy=trunk", "trunk")).containsExactly("Carrier");
        assertThat(values("?groupBy=trunk&direction=INTERNAL", "trunk")).isEmpty();
        assertThat(values("?groupBy=site,kind&maxBillable=16", "kind")).containsExactly("DIAL");
    }

    /** B4: top keeps the greatest, ties by key; the order stays that of the keys. */
    @Test
    void keepsTheGreatest() {
        assertThat(values("?groupBy=day&zone=America/Chicago&top=1", "day")).containsExactly("2025-11-02");
        assertThat(values("?groupBy=hour&top=2&by=billableSeconds", "hour"))
                .containsExactly("2025-11-02T06:00:00+00:00", "2025-11-02T07:00:00+00:00");
    }

    /** B4: by without top, two of trunk, extension and kind, a key twice. B1: whatever else is wrong. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "by=calls",
                "groupBy=trunk,kind",
                "groupBy=day,day",
                "groupBy=year",
                "groupBy=",
                "top=0",
                "top=1001",
                "top=1&by=waitSeconds",
                "limit=5",
                "site=nowhere"
            })
    void refusesWhatIsWrong(String query) {
        assertThat(gateway.get("erp", USAGE + "?" + query).statusCode()).isEqualTo(400);
    }
}
