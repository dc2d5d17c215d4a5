package io.ucmbilling.cdrapi;

import static org.assertj.core.api.Assertions.assertThat;

import io.ucmbilling.testing.DigestClient;
import io.ucmbilling.testing.RawHttps;
import io.ucmbilling.testing.RawHttps.Answer;
import io.ucmbilling.testing.Samples;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Contract S1: who gets in, in which order, and what is told to who does not. */
class ExportServletTest {
    private static final String BASIC = "Authorization: Basic "
            + Base64.getEncoder()
                    .encodeToString((Gateway.USERNAME + ":" + Gateway.PASSWORD).getBytes(StandardCharsets.UTF_8));
    private static final Gateway GATEWAY =
            new Gateway(new FakeLegs(Gateway.guide()), Clock.fixed(Gateway.NOW, ZoneOffset.UTC), exports());
    private static final int PORT = GATEWAY.port();

    private static java.util.Map<String, Object> exports() {
        var exports = Gateway.billing();
        Gateway.billing().forEach((key, value) -> exports.put(key.replace("billing", "closed"), value));
        exports.put("closed.permitted-ips", "");
        exports.put("closed.path", "/closed");
        Gateway.billing().forEach((key, value) -> exports.put(key.replace("billing", "open"), value));
        exports.put("open.username", "");
        exports.put("open.path", "/branch-a");
        exports.put("open.sites", "branch-a");
        return exports;
    }

    @AfterAll
    static void stop() {
        GATEWAY.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS", "TRACE", "BREW"})
    void deniesEveryoneOnABlankListWithAnEmptyBody(String method) {
        for (String target : new String[] {"/closed/cdrapi", "/closed/nothing", "/closed"}) {
            Answer answer = RawHttps.request(PORT, method, target, "", BASIC);

            assertThat(answer.status()).isEqualTo(403);
            assertThat(answer.body()).isEmpty();
            assertThat(answer.header("WWW-Authenticate")).isEmpty();
        }
    }

    @Test
    void asksForDigestThenBasicInTwoHeaders() {
        Answer answer = RawHttps.get(PORT, "/cdrapi");

        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.body()).isEmpty();
        assertThat(answer.header("WWW-Authenticate")).hasSize(2);
        assertThat(answer.header("WWW-Authenticate").get(0))
                .startsWith("Digest realm=\"asterisk\", qop=\"auth\"")
                .doesNotContain("stale");
        assertThat(answer.header("WWW-Authenticate").get(1)).isEqualTo("Basic realm=\"asterisk\"");
    }

    @Test
    void asksBeforeItTellsThatAPathOrMethodIsUnknown() {
        assertThat(RawHttps.get(PORT, "/nothing").status()).isEqualTo(401);
        assertThat(RawHttps.request(PORT, "DELETE", "/cdrapi", "").status()).isEqualTo(401);
    }

    @Test
    void answersBasicUnasked() {
        Answer answer = RawHttps.get(PORT, "/cdrapi?format=json", BASIC);

        assertThat(answer.status()).isEqualTo(200);
    }

    @Test
    void answersDigest() {
        String target = "/cdrapi?format=csv";

        assertThat(digest(PORT, target, 1).status()).isEqualTo(200);
    }

    @Test
    void refusesAReplayWithAFreshNonceForTheHonest() {
        String header = client(PORT).header("GET", "/cdrapi", 1);
        RawHttps.get(PORT, "/cdrapi", header);
        Answer replayed = RawHttps.get(PORT, "/cdrapi", header);

        assertThat(replayed.status()).isEqualTo(401);
        assertThat(replayed.header("WWW-Authenticate").getFirst()).contains("stale=true");
    }

    @Test
    void takesAnAbsoluteTarget() {
        String absolute = "https://127.0.0.1:" + PORT + "/cdrapi?format=csv";

        for (String uri : new String[] {absolute, "/cdrapi?format=csv"}) {
            String header = client(PORT).header("GET", uri, 1);
            assertThat(RawHttps.get(PORT, absolute, header).status()).isEqualTo(200);
        }
    }

    /** The twelfth wrong one is answered two seconds later, a right one of the same peer at once. */
    @Test
    void answersWrongPasswordsLaterButNoRightOne() {
        try (Gateway guessed = Gateway.billing(new FakeLegs(Gateway.guide()))) {
            for (int i = 0; i < 11; i++) {
                assertThat(RawHttps.get(guessed.port(), "/cdrapi", "Authorization: Basic eDp5")
                                .status())
                        .isEqualTo(401);
            }
            var slow = CompletableFuture.supplyAsync(
                    () -> RawHttps.get(guessed.port(), "/cdrapi", "Authorization: Digest x"));
            assertThat(RawHttps.get(guessed.port(), "/cdrapi", BASIC).status()).isEqualTo(200);
            assertThat(RawHttps.get(guessed.port(), "/cdrapi").status()).isEqualTo(401);

            assertThat(slow.join().status()).isEqualTo(401);
            assertThat(guessed.meters.get("gateway.exports.denied").counter().count())
                    .isEqualTo(12);
        }
    }

    @Test
    void needsNoAuthenticationWithoutUsername() {
        assertThat(RawHttps.get(PORT, "/branch-a/cdrapi").status()).isEqualTo(200);
    }

    /** S1.3: any replica takes another's nonce. */
    @Test
    void takesANonceOfAnotherReplica() {
        try (Gateway replica = Gateway.billing(new FakeLegs(Gateway.guide()))) {
            String header = client(PORT).header("GET", "/cdrapi", 1);

            assertThat(RawHttps.get(replica.port(), "/cdrapi", header).status()).isEqualTo(200);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/cdrapi?", "/cdr%61pi", "/cdrapi?format=%78ml", "/x/../cdrapi"})
    void comparesTheTargetAsItCame(String target) {
        assertThat(digest(PORT, target, 1).status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"//cdrapi", "//branch-a/cdrapi", "/branch-a//cdrapi"})
    void servesDoubleSlashesAsOne(String target) {
        assertThat(RawHttps.get(PORT, target, BASIC).status()).isEqualTo(200);
        assertThat(digest(PORT, target, 1).status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/cdrapi/",
                "/recapi/",
                "/recapi/x",
                "/RECAPI",
                "/cdrapi/x",
                "/CDRAPI",
                "/branch-a",
                "/branch-a/",
                "/branch-ab/cdrapi"
            })
    void knowsNoOtherPath(String target) {
        Answer answer = RawHttps.get(PORT, target, BASIC);

        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.body()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"PUT", "DELETE", "OPTIONS", "TRACE", "PATCH", "BREW"})
    void knowsNoOtherMethod(String method) {
        Answer answer = RawHttps.request(PORT, method, "/cdrapi", "", BASIC);

        assertThat(answer.status()).isEqualTo(405);
        assertThat(answer.header("Allow")).containsExactly("GET, HEAD, POST");
        assertThat(answer.body()).isEmpty();
    }

    /** Contract S1.4; what a query may not hold by RFC 3986 but what users of a UCM type. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "@",
                ":",
                ",",
                "[",
                "]",
                "{",
                "}",
                "|",
                "^",
                "\"",
                "\\",
                "<",
                ">",
                "`",
                "\"a\",\"b\"",
                "%22",
                "%2B"
            })
    void readsRawCharactersInAQuery(String character) {
        String target = "/cdrapi?format=xml&caller=" + character;

        assertThat(RawHttps.get(PORT, target, BASIC).status()).isEqualTo(200);
        assertThat(digest(PORT, target, 1).status()).isEqualTo(200);
    }

    @Test
    void answersHeadAsGetWithoutBody() {
        Answer head = RawHttps.request(PORT, "HEAD", "/cdrapi?format=xml", "", BASIC);

        assertThat(head.status()).isEqualTo(200);
        assertThat(head.header("Content-Type")).containsExactly("application/xml;charset=UTF-8");
        assertThat(head.body()).isEmpty();
    }

    @Test
    void neverCompresses() {
        Answer answer = RawHttps.get(PORT, "/branch-a/cdrapi", "Accept-Encoding: gzip, deflate, br");

        assertThat(answer.header("Content-Encoding")).isEmpty();
        assertThat(answer.body()).isEqualTo(Samples.bytes("guide-example.csv"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /cdrapi?a=\u0001 HTTP/1.1",
                "GET /cdrapi?a= b HTTP/1.1",
                "GET /%zz HTTP/1.1",
                "GET /a%2Fb HTTP/1.1"
            })
    void tellsNothingOfItselfOnABrokenRequest(String line) {
        Answer answer = RawHttps.send(PORT, line + "\r\nHost: x\r\nConnection: close\r\n\r\n");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body()).isEmpty();
        assertThat(String.join("\n", answer.headers())).doesNotContain("Tomcat", "Server:");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /cdrapi?a=\u0001 HTTP/1.1",
                "GET /cdrapi?a= b HTTP/1.1",
                "GET /%zz HTTP/1.1",
                "CONNECT x:1 HTTP/1.1"
            })
    void deniesABrokenRequestTooWhereNobodyIsPermitted(String line) {
        try (Gateway closed = Gateway.billing(new FakeLegs(Gateway.guide()), "billing.permitted-ips", "")) {
            Answer answer = RawHttps.send(closed.port(), line + "\r\nHost: x:1\r\nConnection: close\r\n\r\n");

            assertThat(answer.status()).isEqualTo(403);
            assertThat(answer.body()).isEmpty();
        }
    }

    @Test
    void countsEveryRequestByItsOutcome() {
        double before = GATEWAY.count("not_found");
        RawHttps.get(PORT, "/branch-a/nothing");

        assertThat(GATEWAY.count("not_found")).isEqualTo(before + 1);
    }

    private static Answer digest(int port, String target, int count) {
        return RawHttps.get(port, target, client(port).header("GET", target, count));
    }

    private static DigestClient client(int port) {
        return DigestClient.answering(RawHttps.get(port, "/cdrapi"), Gateway.USERNAME, Gateway.PASSWORD);
    }
}
