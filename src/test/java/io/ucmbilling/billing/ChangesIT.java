package io.ucmbilling.billing;

import static io.ucmbilling.testing.LegBuilder.leg;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ucmbilling.contract.Field;
import io.ucmbilling.store.intake.LegIntake;
import io.ucmbilling.store.row.ReadLeg;
import io.ucmbilling.store.site.Hold;
import io.ucmbilling.store.site.Sites;
import io.ucmbilling.testing.LegBuilder;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** Billing contract B3, and what A4 and A6 say of the feed. */
class ChangesIT {
    private static final String FEED = "/api/v1/changes";
    private static final Clock CLOCK = Clock.systemUTC();
    private static RestGateway gateway;
    private static JdbcClient jdbc;
    private static Hold hold;
    private static Hold otherHold;
    private static long acctId;

    @BeforeAll
    static void start() {
        gateway = new RestGateway(Map.of(
                "erp",
                Map.of(),
                "north",
                Map.of("sites", "branch-a"),
                "south",
                Map.of("sites", "branch-b"),
                "reader",
                Map.of("scopes", "calls")));
        jdbc = JdbcClient.create(gateway.bean(DataSource.class));
        Sites sites = gateway.bean(Sites.class);
        sites.register("branch-a", LocalDate.of(2026, 3, 1));
        sites.register("branch-b", LocalDate.of(2026, 3, 1));
        hold = sites.take("branch-a").hold();
        otherHold = sites.take("branch-b").hold();
    }

    @AfterAll
    static void stop() {
        gateway.close();
    }

    /** Keeps a leg of a new call, and waits until its change is in the feed. */
    private static LegBuilder keep(Hold site) {
        LegBuilder leg = leg(++acctId);
        keep(site, leg.build());
        return leg;
    }

    private static void keep(Hold site, ReadLeg leg) {
        gateway.bean(LegIntake.class).keep(site, List.of(leg), List.of(), null);
        followed();
    }

    private static void followed() {
        await().until(() ->
                jdbc.sql("SELECT count(*) FROM stale_call").query(Long.class).single() == 0);
    }

    private static String now(String client) {
        return next(gateway.get(client, FEED + "?after=now"));
    }

    private static String next(HttpResponse<String> answer) {
        return RestGateway.json(answer).get("next").asString();
    }

    private static List<JsonNode> items(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return RestGateway.json(answer).get("items").valueStream().toList();
    }

    private static boolean more(HttpResponse<String> answer) {
        return RestGateway.json(answer).get("more").booleanValue();
    }

    /** B3: all members of an event, in CloudEvents' form, with the call as in the list of calls. */
    @Test
    void showsAnEventForANewCall() {
        String after = now("erp");
        keep(hold);
        HttpResponse<String> answer = gateway.get("erp", FEED + "?after=" + after);
        JsonNode event = items(answer).getFirst();
        String id = event.get("subject").asString();

        assertThat(answer.headers().firstValue("Cache-Control")).contains("no-store");
        assertThat(event.propertyNames())
                .containsExactly("specversion", "id", "source", "type", "subject", "time", "datacontenttype", "data");
        assertThat(event.get("specversion").asString()).isEqualTo("1.0");
        assertThat(event.get("id").asString()).startsWith(id + "-1-");
        assertThat(event.get("source").asString()).isEqualTo("/sites/branch-a");
        assertThat(event.get("type").asString()).isEqualTo("call.created");
        assertThat(event.get("datacontenttype").asString()).isEqualTo("application/json");
        assertThat(event.get("time").asString()).matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ");
        assertThat(Instant.parse(event.get("time").asString()))
                .isBetween(CLOCK.instant().minusSeconds(60), CLOCK.instant().plusSeconds(1));
        assertThat(event.get("data").get("id").asString()).isEqualTo(id);
        assertThat(event.get("data").get("caller").get("display").asString()).isEqualTo("\"Ana Vidal\"<1001>");
        assertThat(more(answer)).isFalse();
    }

    /** B3: a corrected call comes again with a higher version, and what it has overtaken does not. */
    @Test
    void showsACorrectedCallOnceWithItsLastVersion() {
        String after = now("erp");
        LegBuilder leg = keep(hold);
        keep(hold, leg.with(Field.ACCOUNTCODE, "77").build());
        List<JsonNode> events = items(gateway.get("erp", FEED + "?after=" + after));

        assertThat(events).singleElement().satisfies(event -> {
            assertThat(event.get("type").asString()).isEqualTo("call.corrected");
            assertThat(event.get("data").get("version").intValue()).isEqualTo(2);
            assertThat(event.get("data").get("accountCode").asString()).isEqualTo("77");
        });
    }

    /** B3: of a removed call there is no more than its id, version and site. */
    @Test
    void tellsOfARemovedCall() {
        keep(hold);
        String after = now("erp");
        jdbc.sql("DELETE FROM leg WHERE acct_id = ?").param(acctId).update();
        jdbc.sql("INSERT INTO stale_call (commit_number, site, session)"
                        + " SELECT 0, site, key FROM call ORDER BY place DESC LIMIT 1")
                .update();
        followed();
        HttpResponse<String> answer = gateway.get("erp", FEED + "?after=" + after + "&wait=10");
        JsonNode event = items(answer).getFirst();

        assertThat(event.get("type").asString()).isEqualTo("call.removed");
        assertThat(event.get("data").toString())
                .isEqualTo("{\"id\":\"%s\",\"version\":2,\"site\":\"branch-a\",\"removed\":true}"
                        .formatted(event.get("subject").asString()));
    }

    /** B3: next is always there, more is true exactly if there is another item. */
    @Test
    void walksToTheEnd() {
        String after = now("erp");
        keep(hold);
        keep(otherHold);
        keep(hold);
        List<String> sources = new ArrayList<>();
        HttpResponse<String> answer = gateway.get("erp", FEED + "?limit=1&after=" + after);
        sources.add(items(answer).getFirst().get("source").asString());
        while (more(answer)) {
            answer = gateway.get("erp", FEED + "?limit=1&after=" + next(answer));
            sources.add(items(answer).getFirst().get("source").asString());
        }

        assertThat(sources).containsExactly("/sites/branch-a", "/sites/branch-b", "/sites/branch-a");
        assertThat(items(gateway.get("erp", FEED + "?after=" + next(answer)))).isEmpty();
    }

    /** B3: a position is bound to no client and no filter. A4: other sites' changes do not exist. */
    @Test
    void showsAClientItsOwnSitesAlone() {
        String after = now("erp");
        keep(hold);
        keep(otherHold);

        assertThat(items(gateway.get("north", FEED + "?after=" + after)))
                .extracting(event -> event.get("source").asString())
                .containsExactly("/sites/branch-a");
        assertThat(items(gateway.get("erp", FEED + "?site=branch-b&after=" + after)))
                .extracting(event -> event.get("source").asString())
                .containsExactly("/sites/branch-b");
        HttpResponse<String> one = gateway.get("north", FEED + "?limit=1&after=" + after);
        assertThat(more(one)).isFalse();
        assertThat(next(one)).isEqualTo(now("south"));
    }

    /** B3: empty or altered positions are wrong; so is one that only looks different. */
    @Test
    void refusesAPositionThatItNeverGave() {
        String position = now("erp");
        char last = position.charAt(position.length() - 1);
        List<String> wrong = List.of(
                "",
                "0",
                "NOW",
                position + "A",
                position.substring(1),
                (position.charAt(0) == 'B' ? 'C' : 'B') + position.substring(1),
                position.substring(0, position.length() - 1) + (last == 'A' ? 'B' : (char) (last + 1)));
        for (String after : wrong) {
            HttpResponse<String> answer = gateway.get("erp", FEED + "?after=" + after);
            assertThat(answer.statusCode()).as(after).isEqualTo(400);
            assertThat(RestGateway.json(answer).get("type").asString()).isEqualTo("/problems/wrong-value");
            assertThat(RestGateway.json(answer).get("parameter").asString()).isEqualTo("after");
        }
    }

    /** B3: positions of a future that a restored database does not know. */
    @Test
    void tellsThatAPositionOfALostFutureIsGone() {
        keep(hold);
        String known = now("erp");
        long place = place();
        keep(hold);
        String lost = now("erp");
        jdbc.sql("DELETE FROM call WHERE place > ?").param(place).update();
        jdbc.sql("UPDATE call_follower SET place = ?").param(place).update();
        HttpResponse<String> before = gateway.get("erp", FEED + "?after=" + lost);
        keep(hold);
        keep(hold);
        HttpResponse<String> after = gateway.get("erp", FEED + "?after=" + lost + "&wait=10");

        assertThat(List.of(before.statusCode(), after.statusCode())).containsOnly(410);
        assertThat(RestGateway.json(after).get("type").asString()).isEqualTo("/problems/gone");
        assertThat(items(gateway.get("erp", FEED + "?after=" + known))).hasSize(2);
    }

    private static long place() {
        return jdbc.sql("SELECT place FROM call_follower").query(Long.class).single();
    }

    /** B3: with wait the answer comes as soon as there is something for the client, and not for another's sites. */
    @Test
    void answersAWaitingFollowerWithItsChange() {
        String after = now("south");
        CompletableFuture<HttpResponse<String>> waiting = waiting("south", after, 30);
        keep(hold);
        assertThat(waiting).isNotDone();
        Instant kept = CLOCK.instant();
        keep(otherHold);
        HttpResponse<String> answer = waiting.join();

        assertThat(Duration.between(kept, CLOCK.instant()))
                .as("long before its time is over")
                .isLessThan(Duration.ofSeconds(20));
        assertThat(items(answer))
                .extracting(event -> event.get("source").asString())
                .containsExactly("/sites/branch-b");
    }

    /** Asks, and comes back once the gateway lets it wait. */
    private static CompletableFuture<HttpResponse<String>> waiting(String client, String after, int seconds) {
        CompletableFuture<HttpResponse<String>> answer =
                CompletableFuture.supplyAsync(() -> gateway.get(client, FEED + "?wait=" + seconds + "&after=" + after));
        await().until(() -> gateway.waitingFollowers() > 0);
        return answer;
    }

    /** B3: at the latest after that many seconds, with an empty answer that goes on at the end. */
    @Test
    void answersAWaitingFollowerWhenItsTimeIsOver() {
        String after = now("south");
        Instant asked = CLOCK.instant();
        CompletableFuture<HttpResponse<String>> waiting = waiting("south", after, 1);
        keep(hold);
        HttpResponse<String> answer = waiting.join();

        assertThat(Duration.between(asked, CLOCK.instant())).isBetween(Duration.ofMillis(950), Duration.ofSeconds(20));
        assertThat(items(answer)).isEmpty();
        assertThat(more(answer)).isFalse();
        assertThat(next(answer)).isEqualTo(now("erp"));
        assertThat(gateway.waitingFollowers()).isZero();
    }

    /** B3: wait, limit. B1: unknown parameters. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "wait=31",
                "wait=-1",
                "wait=",
                "limit=0",
                "limit=1001",
                "site=",
                "cursor=x",
                "after=now&after=now"
            })
    void refusesWhatIsWrong(String query) {
        assertThat(gateway.get("erp", FEED + "?" + query).statusCode()).isEqualTo(400);
    }

    /** A6: the feed needs its scope. */
    @Test
    void needsTheScope() {
        assertThat(gateway.get("reader", FEED).statusCode()).isEqualTo(403);
    }

    /** B1: HEAD is GET without a body. */
    @Test
    void answersHead() {
        HttpResponse<String> answer = gateway.send("HEAD", "Bearer " + gateway.key("erp"), FEED + "?after=now");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEmpty();
    }
}
