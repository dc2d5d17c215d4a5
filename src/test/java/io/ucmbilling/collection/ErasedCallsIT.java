package io.ucmbilling.collection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ucmbilling.access.client.ApiKey;
import io.ucmbilling.calls.erasure.ErasureState;
import io.ucmbilling.calls.erasure.Erasures;
import io.ucmbilling.contract.Field;
import io.ucmbilling.recording.Recordings;
import io.ucmbilling.recording.cache.ErasedFiles;
import io.ucmbilling.recording.name.RecordingName;
import io.ucmbilling.report.PageAnswer;
import io.ucmbilling.report.PageClient;
import io.ucmbilling.report.ReportGateway;
import io.ucmbilling.store.ledger.Ledger;
import io.ucmbilling.testing.FreePorts;
import io.ucmbilling.testing.SettableClock;
import io.ucmbilling.testing.database.Database;
import io.ucmbilling.testing.database.DatabaseText;
import io.ucmbilling.testing.pbx.Pbx;
import io.ucmbilling.testing.ucm.SimulatedUcm;
import io.ucmbilling.ucm.site.Fleet;
import io.ucmbilling.ucm.site.Site;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Calls that are erased of a gateway that collects: gone from every face and from the database, also after the UCM was read again. */
class ErasedCallsIT {
    private static final Instant BEGIN = Instant.parse("2026-03-06T00:00:00Z");
    private static final LocalDate DAY = LocalDate.of(2026, 3, 7);
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    @TempDir
    Path folder;

    private final SettableClock clock = new SettableClock(BEGIN.plus(Duration.ofDays(4)));
    private final ApiKey key = ApiKey.fresh();
    private final Database database = Database.fresh();
    private final JdbcClient jdbc = JdbcClient.create(database.dataSource());
    private Pbx pbx;
    private SimulatedUcm ucm;
    private Replica gateway;
    private String export = "";

    /** An outside caller with a recording, and what tells of them. */
    private record Caller(String number, String name, String recording, String file) {}

    private Caller caller;
    private String[] sessions = {};

    @BeforeEach
    void start() throws Exception {
        pbx = Pbx.seeded(7)
                .generation(4)
                .zone("America/Chicago")
                .begin(BEGIN)
                .callsPerHour(20)
                .build();
        pbx.advanceTo(clock.instant());
        ucm = SimulatedUcm.over(pbx).start();
        gateway = Replica.start(database, clock, settings(FreePorts.next()));
        export = "https://" + gateway.setting("gateway.exports.all.address") + "/all";
        collect();
        clock.advance(Duration.ofHours(2));
        collect();
        caller = jdbc.sql("SELECT caller_number, caller_name, recordings[1], (SELECT split_part(recordfiles, '@', 1)"
                        + " FROM leg WHERE leg.session = call.key AND recordfiles <> '' LIMIT 1) FROM call WHERE"
                        + " direction = 'I' AND caller_name <> '' AND recordings IS NOT NULL AND (started_at AT"
                        + " TIME ZONE 'America/Chicago')::date = ? ORDER BY started_at LIMIT 1")
                .param(DAY)
                .query((row, number) ->
                        new Caller(row.getString(1), row.getString(2), row.getString(3), row.getString(4)))
                .single();
        sessions = jdbc.sql("SELECT key FROM call WHERE :number IN (caller_number, callee_number, dialled_number,"
                        + " answered_by)")
                .param("number", caller.number())
                .query(String.class)
                .list()
                .toArray(String[]::new);
        ucm.recapi().shelf().put("monitor", caller.file(), 30_000);
    }

    @AfterEach
    void stop() {
        gateway.close();
        ucm.close();
        database.close();
    }

    private Map<String, String> settings(int port) {
        Map<String, String> settings = new LinkedHashMap<>();
        String site = "gateway.sites.branch.";
        settings.put(site + "url", ucm.url().toString());
        settings.put(site + "username", "cdrapi");
        settings.put(site + "password", "cdrapi123");
        settings.put(site + "time-zone", "America/Chicago");
        settings.put(site + "since", "2026-03-06");
        settings.put(site + "model", pbx.model());
        settings.put(site + "tls.trust", "any");
        settings.put("gateway.exports.all.enabled", "true");
        settings.put("gateway.exports.all.address", "127.0.0.1:" + port);
        settings.put("gateway.exports.all.path", "/all");
        settings.put("gateway.exports.all.permitted-ips[0]", "127.0.0.0/8");
        settings.put("gateway.exports.all.sites[0]", "branch");
        settings.put("gateway.exports.all.shape", "44");
        settings.put("gateway.api.clients.erp.key-sha256", key.sha256());
        settings.put("gateway.api.clients.erp.scopes", "calls,recordings,feed,admin");
        settings.putAll(ReportGateway.user("ada", "ADMINISTRATOR"));
        settings.put("gateway.recordings.directory", folder.toString());
        return settings;
    }

    private void collect() {
        Replica.collect(List.of(gateway));
        await().atMost(Duration.ofSeconds(60)).until(() -> number("SELECT count(*) FROM stale_call") == 0);
    }

    private long number(String sql) {
        return jdbc.sql(sql).query(Long.class).single();
    }

    private HttpResponse<String> ask(String target) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + gateway.setting("local.server.port") + target))
                .header("Authorization", "Bearer " + key.text())
                .build();
        return HTTP.send(request, BodyHandlers.ofString());
    }

    private JsonNode json(String target) throws Exception {
        return JsonMapper.shared().readTree(ask(target).body());
    }

    /** Deletes all calls of the caller on the page, as an administrator does: the number of calls is read there, and typed. */
    private ErasureState eraseTheCaller() {
        PageClient ada = new PageClient("http://127.0.0.1:" + gateway.setting("local.server.port"));
        ada.signIn("ada", ReportGateway.password("ada"));
        Document calls = ada.open("/calls?period=all&text=" + caller.number());
        Document question =
                ada.submit(calls.expectFirst("form[action=/calls/delete]")).document();
        String count = question.getElementsByTag("h1").text().replaceAll("[^0-9]", "");
        PageAnswer begun = ada.submit(question.expectFirst("main form"), "typed", count);
        UUID id = UUID.fromString(begun.location().replace("/calls/delete/", ""));
        Erasures erasures = gateway.bean(Erasures.class);
        await().atMost(Duration.ofSeconds(60))
                .until(() -> erasures.state(id).orElseThrow().endedAt() != null);
        gateway.bean(ErasedFiles.class).look();
        assertThat(ada.open(begun.location()).text()).contains("The calls are deleted", count + " of " + count);
        assertThat(ada.open("/calls?period=all&text=" + caller.number()).text()).contains("No calls match");
        return erasures.state(id).orElseThrow();
    }

    /** Asserts that nobody shows the sessions that the caller's calls had, and that no table holds them. */
    private void assertGone(String... words) throws Exception {
        assertThat(DatabaseText.tablesWith(database.dataSource(), words)).isEmpty();
        assertThat(ask("/api/v1/calls?limit=1000").body()).doesNotContain(words);
        assertThat(ask("/api/v1/legs?limit=1000").body()).doesNotContain(words);
        assertThat(Served.by(gateway, export).stream().map(leg -> leg.text(Field.SESSION)))
                .isNotEmpty()
                .doesNotContain(sessions);
    }

    /** R2, Delete All: gone from REST, cdrapi and the database, and still gone after the UCM was read again. */
    @Test
    void areGoneFromEveryFaceAlsoAfterTheUcmWasReadAgain() throws Exception {
        ErasureState state = eraseTheCaller();
        assertThat(state.calls()).isEqualTo(sessions.length).isPositive();
        assertGone(caller.number(), caller.recording(), sessions[0]);

        gateway.bean(Ledger.class).askToRead("branch", DAY, clock.instant());
        clock.advance(Duration.ofDays(2));
        pbx.advanceTo(clock.instant());
        collect();

        assertGone(sessions);
        assertThat(number("SELECT count(*) FROM call")).isPositive();
        assertThat(gateway.counter("received", "branch"))
                .isEqualTo(gateway.counter("stored", "branch")
                        + gateway.counter("unchanged", "branch")
                        + gateway.counter("quarantined", "branch"));
    }

    /** B3: followers get a removal of each erased call, and end with exactly what is kept. */
    @Test
    void areRemovedFromTheFeed() throws Exception {
        String position = json("/api/v1/changes?after=now").get("next").asString();
        ErasureState state = eraseTheCaller();
        JsonNode page = json("/api/v1/changes?limit=1000&after=" + position);

        assertThat(page.get("items")
                        .valueStream()
                        .map(event -> event.get("type").asString()))
                .hasSize((int) state.calls())
                .containsOnly("call.removed");
        assertThat(page.get("items").get(0).get("data").get("removed").asBoolean())
                .isTrue();
        assertThat(page.get("more").asBoolean()).isFalse();
    }

    /** B6: a certified day stays proven, by the certificate that it had, and tells how many legs were erased. */
    @Test
    void stayProven() throws Exception {
        String target = "/api/v1/sites/branch/days?from=" + DAY + "&to=" + DAY.plusDays(1);
        JsonNode before = json(target).get("items").get(0);
        assertThat(before.get("state").asString()).isEqualTo("CERTIFIED");
        assertThat(before.get("certificate").get("erasedLegs").asInt()).isZero();
        eraseTheCaller();
        gateway.bean(Ledger.class).askToRead("branch", DAY, clock.instant());
        clock.advance(Duration.ofDays(9));
        pbx.advanceTo(clock.instant());
        collect();

        JsonNode after = json(target).get("items").get(0);
        assertThat(after.get("state").asString()).isEqualTo("CERTIFIED");
        assertThat(after.get("reason").isNull()).isTrue();
        assertThat(after.get("certificate").get("version").asInt())
                .isEqualTo(before.get("certificate").get("version").asInt());
        long erased = after.get("certificate").get("erasedLegs").asLong();
        assertThat(erased).isPositive();
        assertThat(after.get("certificate").get("storedLegs").asLong())
                .isEqualTo(before.get("certificate").get("storedLegs").asLong())
                .isEqualTo(after.get("legs").asLong() + erased);
        assertThat(number("SELECT count(*) FROM ledger_day WHERE lost")).isZero();
    }

    /** S6, B7: an erased recording is gone from the cache, and neither its UCM nor a listing of it is asked for it. */
    @Test
    void takeTheirRecordingsWithThem() throws Exception {
        Site site = gateway.bean(Fleet.class).find("branch").orElseThrow();
        RecordingName name = RecordingName.of("monitor", caller.recording()).orElseThrow();
        Recordings recordings = gateway.bean(Recordings.class);
        recordings.open(site, name).orElseThrow().close();
        recordings.contents(site, "monitor");
        await().until(() -> recordings.isCached(site, name));
        assertThat(files()).isPositive();
        eraseTheCaller();

        assertThat(recordings.isCached(site, name)).isFalse();
        assertThat(recordings.open(site, name)).isEmpty();
        assertThat(recordings.open(
                        site, RecordingName.of("monitor", caller.file()).orElseThrow()))
                .isEmpty();
        assertThat(files()).isZero();
        assertThat(new String(recordings.contents(site, "monitor").orElseThrow().csv(), StandardCharsets.UTF_8))
                .doesNotContain(caller.recording());
    }

    private long files() throws Exception {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(Files::isRegularFile).count();
        }
    }

    /** A7: `GET /api/v1/audit` shows who erased what, and how much. */
    @Test
    void areShownInTheAudit() throws Exception {
        eraseTheCaller();
        List<JsonNode> entries = json("/api/v1/audit")
                .get("items")
                .valueStream()
                .filter(entry -> !entry.get("action").asString().equals("SIGN_IN"))
                .toList();

        assertThat(entries).hasSize(2).allSatisfy(entry -> {
            assertThat(entry.get("action").asString()).isEqualTo("ERASURE");
            assertThat(entry.get("client").asString()).isEqualTo("user:ada");
            assertThat(entry.get("site").asString()).isEqualTo("branch");
            assertThat(entry.get("outcome").asString()).isEqualTo("DONE");
        });
        assertThat(entries).anyMatch(entry -> entry.get("detail").asString().startsWith("erased: "));
    }
}
