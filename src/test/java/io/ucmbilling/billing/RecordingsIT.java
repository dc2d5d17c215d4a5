package io.ucmbilling.billing;

import static io.ucmbilling.testing.LegBuilder.leg;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ucmbilling.billing.call.RecordingState;
import io.ucmbilling.billing.call.RecordingStates;
import io.ucmbilling.billing.call.RecordingStates.SiteRecording;
import io.ucmbilling.calls.call.CallId;
import io.ucmbilling.contract.CdrRecord;
import io.ucmbilling.contract.Field;
import io.ucmbilling.normalisation.LegReader;
import io.ucmbilling.normalisation.PbxProfile;
import io.ucmbilling.store.database.Transactions;
import io.ucmbilling.store.intake.LegIntake;
import io.ucmbilling.store.row.ReadLeg;
import io.ucmbilling.store.site.Sites;
import io.ucmbilling.testing.pbx.Pbx;
import io.ucmbilling.testing.ucm.ShelvedFile;
import io.ucmbilling.testing.ucm.SimulatedUcm;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Billing contract B7, A5, A6 and A7: recordings over HTTP, from a simulated UCM. */
class RecordingsIT {
    private static final String NAME = "auto-1772463600-1001-1002.wav";
    private static final String MONTHLY = "greeting.wav";
    private static final String MISSING = "auto-1772463602-1001-1002.wav";
    private static final long LENGTH = 30_000;

    @TempDir
    static Path folder;

    private static SimulatedUcm ucm;
    private static RestGateway gateway;
    private static String call;
    private static String away;
    private static ShelvedFile file;

    @BeforeAll
    static void start() throws Exception {
        ucm = SimulatedUcm.over(Pbx.seeded(0).callsPerHour(0).build()).start();
        file = ucm.recapi().shelf().put("monitor", "2026-03/" + NAME, LENGTH);
        ucm.recapi().shelf().put("monitor", "2026-02/" + MONTHLY, LENGTH);
        gateway = new RestGateway(
                Map.of(
                        "player", Map.of("scopes", "recordings"),
                        "erp", Map.of("scopes", "calls,feed,admin"),
                        "south", Map.of("scopes", "recordings", "sites", "branch-b"),
                        "masked", Map.of("scopes", "recordings", "mask", "true")),
                Map.of(
                        "gateway.sites.branch-a.url",
                        ucm.url().toString(),
                        "gateway.sites.branch-a.tls.trust",
                        "any",
                        "gateway.recordings.directory",
                        folder.toString(),
                        "spring.datasource.hikari.maximum-pool-size",
                        "4"));
        call = kept("branch-a", "1772463600.1", "2026-03/" + NAME + "@2026-02/" + MONTHLY + "@2026-03/" + MISSING);
        away = kept("branch-b", "1772463600.2", "2026-03/" + NAME);
    }

    /** Returns the id of a call with these recordings. */
    private static String kept(String site, String session, String recordfiles) throws Exception {
        Sites sites = gateway.bean(Sites.class);
        sites.register(site, LocalDate.of(2026, 2, 28));
        sites.configured(site, ZoneId.of("America/Chicago"), "US");
        CdrRecord record = leg(1).start("2026-03-02T09:00:00")
                .session(session)
                .with(Field.UNIQUEID, session)
                .with(Field.RECORDFILES, recordfiles)
                .build()
                .raw();
        PbxProfile pbx = new PbxProfile(ZoneId.of("America/Chicago"), null, Map.of());
        gateway.bean(LegIntake.class)
                .keep(
                        sites.take(site).hold(),
                        List.of(new ReadLeg(record, new LegReader(pbx).read(record))),
                        List.of(),
                        null);
        return CallId.text(await().atMost(Duration.ofSeconds(30)).until(() -> callOf(session), Objects::nonNull));
    }

    private static @Nullable UUID callOf(String session) {
        return gateway.bean(Transactions.class)
                .client()
                .sql("SELECT id FROM call WHERE key = ?")
                .param(session)
                .query(UUID.class)
                .optional()
                .orElse(null);
    }

    @AfterAll
    static void stop() {
        gateway.close();
        ucm.close();
    }

    private static String path(String id, int number) {
        return "/api/v1/calls/" + id + "/recordings/" + number;
    }

    private static String header(HttpResponse<?> answer, String name) {
        return answer.headers().firstValue(name).orElse("");
    }

    private static List<JsonNode> audit() {
        JsonNode entries = RestGateway.json(gateway.get("erp", "/api/v1/audit?limit=1000"));
        return entries.get("items").valueStream().toList();
    }

    /** B7: the whole recording, and all that describes it. */
    @Test
    void servesARecording() throws Exception {
        HttpResponse<byte[]> first = gateway.bytes("player", path(call, 1));
        HttpResponse<byte[]> cached = gateway.bytes("player", path(call, 1), "Accept", "audio/*");

        assertThat(first.statusCode()).isEqualTo(200);
        assertThat(first.body()).isEqualTo(file.bytes());
        assertThat(cached.body()).isEqualTo(file.bytes());
        assertThat(header(cached, "Content-Type")).isEqualTo("audio/wav");
        assertThat(header(cached, "Content-Length")).isEqualTo("" + LENGTH);
        assertThat(header(cached, "Content-Disposition")).isEqualTo("attachment; filename=\"" + NAME + "\"");
        assertThat(header(cached, "Repr-Digest"))
                .isEqualTo("sha-256=:" + Base64.getEncoder().encodeToString(file.sha256()) + ":");
        assertThat(header(cached, "Cache-Control")).isEqualTo("no-cache, private");
        assertThat(header(cached, "ETag")).isEqualTo(header(first, "ETag")).startsWith("\"");
        assertThat(ucm.recapi().asked().times(file.path())).isEqualTo(1);
        assertThat(states("branch-a", NAME)).isEqualTo(RecordingState.CACHED);
    }

    private static RecordingState states(String site, String name) {
        SiteRecording recording = new SiteRecording(site, name);
        return gateway.bean(RecordingStates.class)
                .of(Set.of(recording))
                .getOrDefault(recording, RecordingState.UNKNOWN);
    }

    /** B1, B7: a condition that does not hold is told as a problem too. */
    @Test
    void refusesAConditionThatDoesNotHold() {
        HttpResponse<String> refused = gateway.get("player", path(call, 1), "If-Match", "\"x\"");

        assertThat(refused.statusCode()).isEqualTo(412);
        assertThat(RestGateway.json(refused).get("type").asString()).isEqualTo("/problems/precondition-failed");
        assertThat(header(refused, "Cache-Control")).isEqualTo("no-store");
    }

    /** B7: Range, If-Range, conditions, HEAD. */
    @Test
    void servesRangesAndConditions() throws Exception {
        String tag = header(gateway.bytes("player", path(call, 1)), "ETag");
        HttpResponse<byte[]> part = gateway.bytes("player", path(call, 1), "Range", "bytes=10-19", "If-Range", tag);
        HttpResponse<byte[]> other =
                gateway.bytes("player", path(call, 1), "Range", "bytes=10-19", "If-Range", "\"x\"");
        HttpResponse<String> beyond = gateway.get("player", path(call, 1), "Range", "bytes=" + LENGTH + "-");
        HttpResponse<byte[]> same = gateway.bytes("player", path(call, 1), "If-None-Match", tag);
        HttpResponse<String> head = gateway.send("HEAD", "Bearer " + gateway.key("player"), path(call, 1));

        assertThat(part.statusCode()).isEqualTo(206);
        assertThat(part.body()).isEqualTo(Arrays.copyOfRange(file.bytes(), 10, 20));
        assertThat(header(part, "Content-Range")).isEqualTo("bytes 10-19/" + LENGTH);
        assertThat(other.statusCode()).isEqualTo(200);
        assertThat(beyond.statusCode()).isEqualTo(416);
        assertThat(header(beyond, "Content-Range")).isEqualTo("bytes */" + LENGTH);
        assertThat(RestGateway.json(beyond).get("type").asString()).isEqualTo("/problems/range-not-satisfiable");
        assertThat(same.statusCode()).isEqualTo(304);
        assertThat(head.statusCode()).isEqualTo(200);
        assertThat(header(head, "Content-Length")).isEqualTo("" + LENGTH);
        assertThat(head.body()).isEmpty();
    }

    /** B7: a name without an epoch is found in the month folder that its leg tells. */
    @Test
    void findsARecordingInTheFolderThatItsLegNames() {
        HttpResponse<byte[]> answer = gateway.bytes("player", path(call, 2));

        assertThat(header(answer, "Content-Disposition")).isEqualTo("attachment; filename=\"" + MONTHLY + "\"");
        assertThat(answer.body()).hasSize((int) LENGTH);
    }

    /** B7: MISSING is 404 with the reason; a call or number that is not there has none. */
    @Test
    void tellsWhyARecordingIsMissing() {
        HttpResponse<String> missing = gateway.get("player", path(call, 3));

        assertThat(missing.statusCode()).isEqualTo(404);
        assertThat(RestGateway.json(missing).get("detail").asString())
                .isEqualTo("the recording is missing: the UCM does not have it any more");
        assertThat(states("branch-a", MISSING)).isEqualTo(RecordingState.MISSING);
        for (String target : List.of(path(call, 4), path("0".repeat(32), 1), path("x", 1), path(call, 0) + "x")) {
            HttpResponse<String> nothing = gateway.get("player", target);
            assertThat(nothing.statusCode()).isEqualTo(404);
            assertThat(nothing.body()).contains("there is no such resource");
        }
    }

    /** B7: UNREACHABLE is 503 with Retry-After, and nothing on it describes a recording. */
    @Test
    void tellsThatAUcmIsAway() {
        HttpResponse<String> answer = gateway.get("player", path(away, 1));

        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(header(answer, "Retry-After")).isEqualTo("10");
        assertThat(header(answer, "Content-Type")).startsWith("application/problem+json");
        assertThat(header(answer, "ETag") + header(answer, "Content-Disposition"))
                .isEmpty();
        assertThat(states("branch-b", NAME)).isEqualTo(RecordingState.UNREACHABLE);
    }

    /** A4, A5, A6: the scope, the mask without a look, and other sites. */
    @Test
    void isForThoseWhoMayHearIt() {
        assertThat(gateway.get("erp", path(call, 1)).statusCode()).isEqualTo(403);
        HttpResponse<String> masked = gateway.get("masked", path(call, 1));
        assertThat(masked.statusCode()).isEqualTo(403);
        assertThat(masked.body())
                .isEqualTo(gateway.get("masked", path("nothing", 7)).body());
        assertThat(gateway.get("south", path(call, 1)).body())
                .isEqualTo(gateway.get("south", path("0".repeat(32), 1)).body());
        assertThat(gateway.get("player", path(call, 1), "Accept", "text/html").statusCode())
                .isEqualTo(406);
    }

    /** A7: an entry for each answer with bytes, before they are sent; none for what was not served. */
    @Test
    void leavesAnEntryForEachRecordingServed() {
        gateway.bytes("player", path(call, 1), "Range", "bytes=0-9");
        int before = audit().size();

        gateway.bytes("player", path(call, 1), "Range", "bytes=0-43");
        gateway.send("HEAD", "Bearer " + gateway.key("player"), path(call, 1));
        gateway.get("player", path(call, 3));
        gateway.get("player", path(away, 1));
        List<JsonNode> entries = audit();

        assertThat(entries).hasSize(before + 1);
        assertThat(entries.stream().map(JsonNode::toString))
                .contains("{\"at\":\"2026-03-05T12:00:00Z\",\"client\":\"player\",\"address\":\"127.0.0.1\","
                        + "\"action\":\"RECORDING\",\"site\":\"branch-a\",\"target\":\"" + path(call, 1)
                        + "\",\"outcome\":\"DONE\",\"detail\":\"bytes 0-43/" + LENGTH + "\"}");
    }

    /** B7: clients that do not read hold no connection of the database. */
    @Test
    void holdsNoConnectionForSlowClients() throws Exception {
        ucm.recapi().shelf().put("monitor", "2026-03/auto-1772463609-1-2.wav", 20_000_000);
        String large = kept("branch-a", "1772463609.9", "2026-03/auto-1772463609-1-2.wav");
        List<Socket> slow = new ArrayList<>();
        try {
            for (int i = 0; i < 12; i++) {
                Socket socket = gateway.connect();
                slow.add(socket);
                socket.setReceiveBufferSize(4096);
                socket.getOutputStream()
                        .write(("GET " + path(large, 1) + " HTTP/1.1\r\nHost: gateway\r\nAuthorization: Bearer "
                                        + gateway.key("player") + "\r\n\r\n")
                                .getBytes(StandardCharsets.ISO_8859_1));
                assertThat(socket.getInputStream().read()).isEqualTo('H');
            }

            assertThat(audit()).isNotEmpty();
        } finally {
            for (Socket socket : slow) {
                socket.close();
            }
        }
    }
}
