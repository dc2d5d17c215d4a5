package io.ucmbilling.billing;

import static io.ucmbilling.testing.LegBuilder.leg;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ucmbilling.contract.Field;
import io.ucmbilling.store.database.Transactions;
import io.ucmbilling.store.intake.LegIntake;
import io.ucmbilling.store.row.ReadLeg;
import io.ucmbilling.store.site.Hold;
import io.ucmbilling.store.site.Sites;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Billing contract A4 to A6, over every path that the OpenAPI document knows: a client sees nothing of a site that is not its own,
 * no outside number if they are hidden from it, and nothing beyond its scopes, in bodies, headers and errors.
 */
class IsolationIT {
    private static final String OWN_NUMBER = "+12025550123";
    private static final String OWN_DIGITS = "2025550";

    /** What tells of branch-b: its name, its numbers, names, codes and sessions. */
    private static final List<String> FOREIGN =
            List.of("branch-b", "2025550188", "Beatrix", "code-b", "17724660", "carrier-b", "6088", "rec-b");

    private static final String DAYS = "{\"from\":\"2026-03-01\",\"to\":\"2026-03-02\"}";

    private static final Map<String, Map<String, String>> CLIENTS = Map.of(
            "all", Map.of("scopes", "calls,recordings,feed,admin"),
            "north", Map.of("sites", "branch-a", "scopes", "calls,recordings,feed,admin"),
            "masked", Map.of("sites", "branch-a", "scopes", "calls,recordings,feed,admin", "mask", "true"),
            "calls", Map.of("scopes", "calls"),
            "feed", Map.of("scopes", "feed"),
            "recordings", Map.of("scopes", "recordings"),
            "admin", Map.of("scopes", "admin"));

    private static RestGateway gateway;
    private static String ownCall;
    private static String foreignCall;
    private static String ownCollection;
    private static String foreignCollection;
    private static List<String> paths;
    private static List<String> posts;

    @BeforeAll
    static void start() {
        gateway = new RestGateway(CLIENTS);
        store("branch-a", call("Ada", OWN_NUMBER, "1001", "a"));
        store("branch-b", call("Beatrix", "+12025550188", "6088", "b"));
        await().atMost(Duration.ofSeconds(60)).until(() -> calls("branch-a") == 2 && calls("branch-b") == 2);
        ownCall = id("branch-a");
        foreignCall = id("branch-b");
        ownCollection = collection("branch-a");
        foreignCollection = collection("branch-b");
        paths = paths("get");
        posts = paths("post");
    }

    private static List<String> paths(String method) {
        return RestGateway.json(gateway.send("GET", "", "/openapi.json"))
                .get("paths")
                .propertyStream()
                .filter(path -> path.getValue().has(method))
                .map(Map.Entry::getKey)
                .filter(path -> path.startsWith("/api/v1/"))
                .toList();
    }

    private static String collection(String site) {
        HttpResponse<String> answer = gateway.post("all", "/api/v1/sites/" + site + "/collections", DAYS);
        return RestGateway.json(answer).get("id").asString();
    }

    @AfterAll
    static void stop() {
        gateway.close();
    }

    private static void store(String site, List<ReadLeg> legs) {
        Sites sites = gateway.bean(Sites.class);
        sites.register(site, LocalDate.of(2026, 2, 1));
        sites.configured(site, ZoneId.of("America/Chicago"), "US");
        Hold hold = sites.take(site).hold();
        gateway.bean(LegIntake.class).keep(hold, legs, List.of(), null);
    }

    /** Returns an outside caller's call to an extension, and one between extensions. */
    private static List<ReadLeg> call(String name, String outside, String extension, String branch) {
        String session = branch.equals("a") ? "1772463600" : "1772466000";
        return List.of(
                leg(1).session(session + "111111-" + outside)
                        .with(Field.UNIQUEID, session + ".1")
                        .with(Field.SRC, outside)
                        .with(Field.DST, extension)
                        .with(Field.CLID, "\"" + name + "\" <" + outside + ">")
                        .with(Field.CALLER_NAME, name)
                        .with(Field.CHANNEL, "PJSIP/trunk_1-00000001")
                        .with(Field.DSTCHANNEL, "PJSIP/" + extension + "-00000002")
                        .with(Field.DSTCHANNEL_EXT, extension)
                        .with(Field.DSTANSWER, extension)
                        .with(Field.ACCOUNTCODE, "code-" + branch)
                        .with(Field.RECORDFILES, "2026-03/rec-" + branch + "-" + outside + ".wav@")
                        .with(Field.SRC_TRUNK_NAME, "carrier-" + branch)
                        .trunkName("carrier-" + branch)
                        .build(),
                leg(2).session(session + "222222-" + extension)
                        .with(Field.UNIQUEID, session + ".2")
                        .with(Field.SRC, extension)
                        .with(Field.DST, extension)
                        .with(Field.CLID, "\"" + name + "\" <" + extension + ">")
                        .with(Field.CALLER_NAME, name)
                        .build());
    }

    private static long calls(String site) {
        return gateway.bean(Transactions.class)
                .client()
                .sql("SELECT count(*) FROM call JOIN site ON site.id = call.site WHERE site.name = ?")
                .param(site)
                .query(Long.class)
                .single();
    }

    private static String id(String site) {
        return gateway.bean(Transactions.class)
                .client()
                .sql("SELECT replace(call.id::text, '-', '') FROM call JOIN site ON site.id = call.site"
                        + " WHERE site.name = ? AND direction = 'I'")
                .param(site)
                .query(String.class)
                .single();
    }

    private static String path(String pattern, String site) {
        boolean own = site.equals("branch-a");
        boolean foreign = site.equals("branch-b");
        String none = "0123456789abcdef".repeat(2);
        String single = site;
        if (pattern.startsWith("/api/v1/calls/")) {
            single = own ? ownCall : foreign ? foreignCall : none;
        } else if (pattern.startsWith("/api/v1/collections/")) {
            single = own ? ownCollection : foreign ? foreignCollection : none;
        }
        return pattern.replace("{id}", single).replace("{date}", "2026-03-02").replace("{number}", "1");
    }

    /** Returns ways to ask for that path, with every kind of parameter that shows more. */
    private static List<String> requests(String path) {
        return Stream.of(
                        "",
                        "?limit=1",
                        "?count=true",
                        "?raw=true",
                        "?order=-startedAt",
                        "?groupBy=site",
                        "?groupBy=extension",
                        "?groupBy=trunk",
                        "?groupBy=day,direction",
                        "?wait=0",
                        "?call=" + foreignCall,
                        "?caller=" + "%2B12025550188",
                        "?party=6088",
                        "?extension=6088",
                        "?accountCode=code-b",
                        "?trunk=carrier-b")
                .map(path::concat)
                .toList();
    }

    /** Returns all that an answer says, but for its time and for the request's own random id. */
    private static String said(HttpResponse<String> answer) {
        String headers = answer.headers().map().toString().replaceAll("(date|x-request-id)=\\[[^]]*]", "");
        return answer.statusCode() + "\n" + headers + "\n" + answer.body();
    }

    /** A4: in bodies, headers, errors, counts, cursors. The value of a filter that was sent is no news. */
    @Test
    void showsNothingOfAnotherSite() {
        List<String> shown = new ArrayList<>();
        for (String pattern : paths) {
            for (String request : requests(path(pattern, "branch-a"))) {
                for (String accept : List.of("application/json", "text/csv", "application/x-ndjson")) {
                    HttpResponse<String> answer = gateway.get("north", request, "Accept", accept);
                    String query = request.replaceFirst("^[^?]*", "").replace("%2B", "+");
                    FOREIGN.stream()
                            .filter(mark ->
                                    !query.contains(mark) && said(answer).contains(mark))
                            .forEach(mark -> shown.add(request + " " + accept + " shows " + mark));
                    assertThat(answer.statusCode()).as(request).isLessThan(500);
                }
            }
        }
        assertThat(shown).isEmpty();
        assertThat(paths).hasSizeGreaterThan(8);
    }

    /** A4: what belongs to another site is answered as what does not exist. */
    @Test
    void answersForAnotherSiteAsForNone() {
        for (String pattern :
                paths.stream().filter(path -> path.contains("{id}")).toList()) {
            HttpResponse<String> foreign = gateway.get("north", path(pattern, "branch-b"));
            HttpResponse<String> unknown = gateway.get("north", path(pattern, "nowhere"));

            assertThat(foreign.statusCode()).as(pattern).isEqualTo(404);
            assertThat(foreign.body()).as(pattern).isEqualTo(unknown.body());
        }
    }

    /** A4, A6: what changes something is for administrators of that site alone. */
    @Test
    void takesNoRequestForAnotherSiteOrBeyondTheScopes() {
        assertThat(posts).isNotEmpty();
        for (String pattern : posts) {
            HttpResponse<String> foreign = gateway.post("north", path(pattern, "branch-b"), DAYS);
            HttpResponse<String> unknown = gateway.post("north", path(pattern, "nowhere"), DAYS);

            assertThat(foreign.statusCode()).as(pattern).isEqualTo(404);
            assertThat(said(foreign)).as(pattern).isEqualTo(said(unknown));
            for (String scope : List.of("calls", "feed", "recordings")) {
                HttpResponse<String> answer = gateway.post(scope, path(pattern, "branch-a"), DAYS);
                assertThat(answer.statusCode()).as(scope + " " + pattern).isEqualTo(403);
            }
        }
    }

    /** A4: as a filter's value another site is refused exactly as an unknown one, and the message lists the client's own. */
    @Test
    void refusesAnotherSiteAsAFilter() {
        for (String path : List.of("/api/v1/calls", "/api/v1/legs", "/api/v1/usage", "/api/v1/changes")) {
            HttpResponse<String> foreign = gateway.get("north", path + "?site=branch-b");
            HttpResponse<String> unknown = gateway.get("north", path + "?site=branch-x");

            assertThat(foreign.statusCode()).as(path).isEqualTo(400);
            assertThat(foreign.body().replace("branch-b", "branch-x")).as(path).isEqualTo(unknown.body());
            assertThat(foreign.body()).as(path).contains("branch-a");
        }
    }

    /** A5: no outside digit is shown to a client from which outside numbers are hidden. */
    @Test
    void showsNoOutsideNumberToAMaskedClient() {
        List<String> shown = new ArrayList<>();
        for (String pattern : paths) {
            for (String request : requests(path(pattern, "branch-a"))) {
                for (String accept : List.of("application/json", "text/csv", "application/x-ndjson")) {
                    HttpResponse<String> answer = gateway.get("masked", request, "Accept", accept);
                    String query = request.replaceFirst("^[^?]*", "");
                    if (!query.contains(OWN_DIGITS) && said(answer).contains(OWN_DIGITS)) {
                        shown.add(request + " " + accept + ": " + said(answer));
                    }
                }
            }
        }
        assertThat(shown).isEmpty();
        assertThat(gateway.get("masked", "/api/v1/calls?caller=%2B12025550123").body())
                .contains("\"items\":[]");
    }

    /** A6: what a scope does not open is forbidden, whatever stands behind it. */
    @Test
    void opensNothingBeyondTheScopes() {
        Map<String, String> wrong = new LinkedHashMap<>();
        for (String pattern : paths) {
            String needed = needed(pattern);
            for (String scope : List.of("calls", "feed", "recordings", "admin")) {
                HttpResponse<String> answer = gateway.get(scope, path(pattern, "branch-a"));
                if ((answer.statusCode() == 403) == scope.equals(needed)) {
                    wrong.put(scope + " " + pattern, said(answer));
                }
                if (!scope.equals(needed) && answer.body().contains(OWN_DIGITS)) {
                    wrong.put(scope + " " + pattern + " shows a number", said(answer));
                }
            }
        }
        assertThat(wrong).isEmpty();
    }

    private static String needed(String pattern) {
        if (pattern.contains("/recordings")) {
            return "recordings";
        }
        return switch (pattern) {
            case "/api/v1/changes" -> "feed";
            case "/api/v1/audit" -> "admin";
            default -> "calls";
        };
    }
}
