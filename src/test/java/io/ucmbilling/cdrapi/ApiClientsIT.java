package io.ucmbilling.cdrapi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.ucmbilling.testing.RawHttps;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.commons.codec.digest.DigestUtils;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The ways in which public tools ask the newer API, in four stacks, against an export over a real PostgreSQL: all calls, the
 * recording of the one that has one, and a logout.
 */
class ApiClientsIT {
    private static final String FILE = "auto-1757927747#1074-12025550118-6400.wav";
    private static final byte[] WAV = "RIFF".repeat(50_000).getBytes(StandardCharsets.US_ASCII);
    private static final String ALL = "calls 6, legs 14, recorded 81211, file " + FILE + ", md5 "
            + DigestUtils.md5Hex(WAV) + ", logout 0, then -6";

    private static KeptLegs legs;
    private static Gateway gateway;

    @BeforeAll
    static void start() {
        legs = new KeptLegs().keep("branch-a", Gateway.records("gen4/nested-right.json"));
        gateway = new Gateway(
                legs.legs(),
                new FakeRecordings().keep("branch-a", "monitor/2025-09/" + FILE, WAV),
                Clock.fixed(Gateway.NOW, ZoneOffset.UTC),
                Gateway.billing("billing.https-api", true, "billing.sites", "branch-a", "billing.shape", 44));
    }

    @AfterAll
    static void stop() {
        gateway.close();
        legs.close();
    }

    @ParameterizedTest
    @CsvSource({"sh, curl.sh", "python3, urllib.py", "python3, requests-session.py", "node, fetch.mjs"})
    void aScriptReadsCallsAndTheirRecording(String interpreter, String script) throws Exception {
        assumeTrue(isThere(interpreter, script), script + " does not run on this machine");

        assertThat(run(interpreter, path(script), base(), Gateway.PASSWORD)).isEqualTo(ALL + "\n");
    }

    /** As an Android app asks by OkHttp: numbers as numbers, the status looked for in each answer that has no cdr_root. */
    @Test
    void javasHttpClientReadsCallsAndTheirRecording() throws Exception {
        String challenge = text("challenge", "\"user\":\"cdrapi\",\"version\":\"1.0\"", "challenge");
        String token = DigestUtils.md5Hex(challenge + Gateway.PASSWORD);
        String cookie =
                "\"cookie\":\"" + text("login", "\"user\":\"cdrapi\",\"token\":\"" + token + "\"", "cookie") + '"';
        JsonNode calls = json(
                        "cdrapi",
                        cookie + ",\"format\":\"json\",\"numRecords\":200,\"offset\":0,\"startTime\":"
                                + "\"2025-01-01T00:00-03:00\"")
                .path("cdr_root");
        List<JsonNode> found = calls.valueStream().flatMap(ApiClientsIT::legs).toList();
        String recorded = found.stream()
                .filter(leg -> !leg.path("recordfiles").asString().isEmpty())
                .map(leg -> leg.path("AcctId").asString())
                .reduce("", String::concat);
        String files = text("getRecordInfosByCall", cookie + ",\"id\":\"" + recorded + "\"", "recordfiles");
        String file = files.substring(files.lastIndexOf('/') + 1);
        byte[] audio = post("recapi", cookie + ",\"filedir\":\"monitor\",\"filename\":\"" + file + "\"");
        int left = json("logout", cookie).path("status").intValue(1);
        int gone = json("cdrapi", cookie).path("status").intValue(1);

        assertThat("calls %d, legs %d, recorded %s, file %s, md5 %s, logout %d, then %d"
                        .formatted(calls.size(), found.size(), recorded, file, DigestUtils.md5Hex(audio), left, gone))
                .isEqualTo(ALL);
    }

    private static Stream<JsonNode> legs(JsonNode call) {
        return call.has("main_cdr")
                ? call.properties().stream()
                        .filter(member -> member.getKey().startsWith("sub_cdr_"))
                        .map(Map.Entry::getValue)
                : Stream.of(call);
    }

    private static String text(String action, String members, String name) throws Exception {
        return json(action, members).path("response").path(name).asString();
    }

    private static JsonNode json(String action, String members) throws Exception {
        return JsonMapper.shared().readTree(post(action, members));
    }

    private static byte[] post(String action, String members) throws Exception {
        try (HttpClient client =
                HttpClient.newBuilder().sslContext(RawHttps.trustingAnybody()).build()) {
            HttpRequest request = HttpRequest.newBuilder(URI.create(base() + "/api"))
                    .header("Content-Type", "application/json; charset=UTF-8")
                    .POST(HttpRequest.BodyPublishers.ofString(
                            "{\"request\":{\"action\":\"" + action + "\"," + members + "}}"))
                    .build();
            return client.send(request, BodyHandlers.ofByteArray()).body();
        }
    }

    private static String base() {
        return "https://127.0.0.1:" + gateway.port();
    }

    private static String path(String script) throws Exception {
        return Path.of(ApiClientsIT.class.getResource("/api-clients/" + script).toURI())
                .toString();
    }

    private static boolean isThere(String interpreter, String script) throws Exception {
        return script.startsWith("requests")
                ? run(interpreter, "-c", "import requests").isEmpty()
                : !run("which", interpreter).isEmpty();
    }

    private static String run(String... command) throws IOException, InterruptedException {
        Process process =
                new ProcessBuilder(List.of(command)).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        return output;
    }
}
