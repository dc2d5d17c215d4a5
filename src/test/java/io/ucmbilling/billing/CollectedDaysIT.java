package io.ucmbilling.billing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ucmbilling.contract.Field;
import io.ucmbilling.store.database.Transactions;
import io.ucmbilling.testing.SettableClock;
import io.ucmbilling.testing.pbx.Paging;
import io.ucmbilling.testing.pbx.Pbx;
import io.ucmbilling.testing.ucm.SimulatedUcm;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Billing contract B5: collections are really done, on a simulated UCM. No sweep reads the days that are asked for here. */
class CollectedDaysIT {
    private static final int PAGE = 25;

    private final SettableClock ucmClock = new SettableClock(RestGateway.NOW);
    private Pbx pbx;
    private SimulatedUcm ucm;
    private RestGateway gateway;

    @BeforeEach
    void collectForTheFirstTime() throws Exception {
        pbx = Pbx.seeded(7)
                .generation(3)
                .zone("America/Chicago")
                .begin(RestGateway.NOW.minus(Duration.ofDays(4)))
                .callsPerHour(4)
                .build();
        pbx.advanceTo(RestGateway.NOW);
        ucm = SimulatedUcm.over(pbx)
                .clock(ucmClock)
                .paging(Paging.SEEN.atMost(PAGE))
                .start();
        gateway = new RestGateway(
                Map.of("boss", Map.of("scopes", "admin,calls")),
                List.of("branch-a"),
                Map.of(
                        "gateway.sites.branch-a.url", ucm.url().toString(),
                        "gateway.sites.branch-a.tls.trust", "any",
                        "gateway.sites.branch-a.since", "2026-03-01",
                        "gateway.collection.lock-lease", "1s"));
        poll(gateway);
        assertThat(kept("2026-03-02")).isPositive();
    }

    @AfterEach
    void stop() {
        gateway.close();
        ucm.close();
    }

    /** Polls once the site is due again. */
    private void poll(RestGateway replica) {
        ucmClock.advance(Duration.ofMinutes(2));
        replica.clock.advance(Duration.ofMinutes(2));
        replica.poll();
    }

    private long kept(String day) {
        return gateway.bean(Transactions.class)
                .client()
                .sql("SELECT count(*) FROM leg WHERE start >= ?::timestamp AND start < ?::timestamp + interval '1 day'")
                .params(day, day)
                .query(Long.class)
                .single();
    }

    private long lose(String day) {
        return gateway.bean(Transactions.class)
                .client()
                .sql("DELETE FROM leg WHERE start >= ?::timestamp AND start < ?::timestamp + interval '1 day'")
                .params(day, day)
                .update();
    }

    private String ask(String from, String to) {
        HttpResponse<String> answer = gateway.post(
                "boss", "/api/v1/sites/branch-a/collections", "{\"from\":\"%s\",\"to\":\"%s\"}".formatted(from, to));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
        return answer.headers().firstValue("Location").orElseThrow();
    }

    private static JsonNode look(RestGateway replica, String location) {
        return RestGateway.json(replica.get("boss", location));
    }

    private static String state(RestGateway replica, String location) {
        return look(replica, location).get("state").asString();
    }

    /** B5: what is missing comes again, is counted, and any replica tells. */
    @Test
    void collectsMissingLegsAnew() {
        long first = lose("2026-03-01");
        long second = lose("2026-03-02");
        String location = ask("2026-03-01", "2026-03-03");
        try (RestGateway other = gateway.second()) {
            assertThat(state(other, location)).isEqualTo("QUEUED");
            poll(gateway);
            JsonNode done = look(other, location);

            assertThat(done.get("state").asString()).isEqualTo("DONE");
            assertThat(done.get("done").asInt()).isEqualTo(2);
            assertThat(done.get("stored").asLong()).isEqualTo(first + second);
            assertThat(done.get("fault").isNull()).isTrue();
        }
        assertThat(kept("2026-03-01")).isEqualTo(first);
        assertThat(kept("2026-03-02")).isEqualTo(second);
    }

    /** B5: nothing is missing, so nothing is stored. */
    @Test
    void storesNothingOfDaysThatAreWhole() {
        String location = ask("2026-03-01", "2026-03-06");
        poll(gateway);
        JsonNode done = look(gateway, location);

        assertThat(done.get("state").asString()).isEqualTo("DONE");
        assertThat(done.get("done").asInt()).isEqualTo(5);
        assertThat(done.get("stored").asLong()).isZero();
    }

    /** B5: clockErrorSeconds, as the UCM's answers of the last pass tell it. */
    @Test
    void tellsHowFarTheClockOfTheUcmIsAhead() {
        assertThat(clockError()).isZero();
        ucmClock.advance(Duration.ofMinutes(10));
        poll(gateway);

        assertThat(clockError()).isBetween(590L, 610L);
    }

    private long clockError() {
        return look(gateway, "/api/v1/sites/branch-a").get("clockErrorSeconds").asLong(-1);
    }

    /** B5: a day that the UCM has deleted meanwhile is done, and stays kept. */
    @Test
    void isDoneWithADayThatTheUcmNoLongerHolds() {
        long before = kept("2026-03-02");
        pbx.delete(leg -> leg.text(Field.START).startsWith("2026-03-02"));
        String location = ask("2026-03-02", "2026-03-03");
        poll(gateway);

        assertThat(state(gateway, location)).isEqualTo("DONE");
        assertThat(kept("2026-03-02")).isEqualTo(before);
    }

    /** B5: a UCM that answers nothing at all is not believed. */
    @Test
    void doesNotBelieveAUcmThatAnswersNothing() {
        pbx.deleteAll();
        String location = ask("2026-03-02", "2026-03-03");
        poll(gateway);
        JsonNode waiting = look(gateway, location);

        assertThat(waiting.get("done").asInt()).isZero();
        assertThat(waiting.get("fault").get("kind").asString()).isEqualTo("SUSPECT_EMPTY");
    }

    /** B5: a replica dies in the middle of a day. Another one goes on with that day. */
    @Test
    void goesOnWhereADeadReplicaStopped() {
        long lost = lose("2026-03-01") + lose("2026-03-02");
        String location = ask("2026-03-01", "2026-03-03");
        try (RestGateway second = gateway.second()) {
            AtomicInteger pages = new AtomicInteger();
            ucm.faults().afterEachPage(query -> {
                if (look(second, location).get("done").asInt() == 1 && pages.incrementAndGet() == 2) {
                    gateway.kill();
                }
            });
            poll(gateway);
            ucm.faults().afterEachPage(null);
            JsonNode between = look(second, location);
            assertThat(between.get("state").asString()).isEqualTo("RUNNING");
            assertThat(between.get("done").asInt()).isEqualTo(1);

            await().atMost(Duration.ofSeconds(30)).until(() -> {
                poll(second);
                return state(second, location).equals("DONE");
            });
            assertThat(look(second, location).get("stored").asLong()).isBetween(lost - PAGE, lost);
            assertThat(second.bean(Transactions.class)
                            .client()
                            .sql("SELECT count(*) FROM leg WHERE start >= '2026-03-01' AND start < '2026-03-03'")
                            .query(Long.class)
                            .single())
                    .isEqualTo(lost);
        }
    }

    /** B5: it waits for a UCM that is away, tells why, and fails after a day. */
    @Test
    void waitsADayForAUcmThatIsAway() {
        ucm.unplug();
        String location = ask("2026-03-02", "2026-03-03");
        poll(gateway);
        JsonNode waiting = look(gateway, location);
        assertThat(waiting.get("state").asString()).isIn("QUEUED", "RUNNING");
        assertThat(waiting.get("fault").get("kind").asString()).isEqualTo("UNREACHABLE");
        assertThat(waiting.get("fault").get("message").asString()).contains("branch-a");

        gateway.clock.advance(Duration.ofHours(23));
        poll(gateway);
        assertThat(state(gateway, location)).isIn("QUEUED", "RUNNING");
        gateway.clock.advance(Duration.ofHours(1));
        poll(gateway);
        assertThat(state(gateway, location)).isEqualTo("FAILED");
    }

    /** B5: it goes on by itself once the UCM is there again. */
    @Test
    void goesOnOnceTheUcmIsBack() throws Exception {
        long lost = lose("2026-03-02");
        ucm.unplug();
        String location = ask("2026-03-02", "2026-03-03");
        poll(gateway);
        ucm.plugIn();
        gateway.clock.advance(Duration.ofMinutes(40));
        poll(gateway);

        assertThat(state(gateway, location)).isEqualTo("DONE");
        assertThat(kept("2026-03-02")).isEqualTo(lost);
    }
}
