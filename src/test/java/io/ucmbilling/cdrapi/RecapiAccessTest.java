package io.ucmbilling.cdrapi;

import static org.assertj.core.api.Assertions.assertThat;

import io.ucmbilling.testing.DigestClient;
import io.ucmbilling.testing.RawHttps;
import io.ucmbilling.testing.RawHttps.Answer;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Contract S1 for recapi: who gets in before anything is told of a recording. */
class RecapiAccessTest {
    private static final byte[] BYTES = "RIFF".getBytes(StandardCharsets.US_ASCII);
    private static final String TARGET = "/recapi?filename=a.wav";
    private static final FakeRecordings RECORDINGS = new FakeRecordings().keep("branch-a", "monitor/a.wav", BYTES);
    private static final Gateway GATEWAY =
            new Gateway(new FakeLegs(List.of()), RECORDINGS, Clock.fixed(Gateway.NOW, ZoneOffset.UTC), exports());

    private static java.util.Map<String, Object> exports() {
        var exports = Gateway.billing("billing.sites", "branch-a");
        Gateway.billing().forEach((key, value) -> exports.put(key.replace("billing", "closed"), value));
        exports.put("closed.permitted-ips", "");
        exports.put("closed.path", "/closed");
        return exports;
    }

    @AfterAll
    static void stop() {
        GATEWAY.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "HEAD", "POST", "PUT"})
    void deniesWhoIsNotPermittedWithAnEmptyBody(String method) {
        Answer answer = RawHttps.request(GATEWAY.port(), method, "/closed" + TARGET, "", basic(Gateway.PASSWORD));

        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.body()).isEmpty();
        assertThat(answer.header("WWW-Authenticate")).isEmpty();
    }

    @Test
    void asksForDigestThenBasicAndTellsNothingBefore() {
        for (String target : new String[] {TARGET, "/recapi?filename=nothing.wav", "/recapi"}) {
            Answer answer = RawHttps.get(GATEWAY.port(), target);

            assertThat(answer.status()).isEqualTo(401);
            assertThat(answer.body()).isEmpty();
            assertThat(answer.header("WWW-Authenticate")).hasSize(2);
            assertThat(answer.header("WWW-Authenticate").get(0)).startsWith("Digest ");
            assertThat(answer.header("WWW-Authenticate").get(1)).startsWith("Basic ");
        }
    }

    @Test
    void answersDigestAndBasic() {
        assertThat(RawHttps.get(GATEWAY.port(), TARGET, basic(Gateway.PASSWORD)).body())
                .isEqualTo(BYTES);
        assertThat(RawHttps.get(GATEWAY.port(), TARGET, basic("wrong")).status())
                .isEqualTo(401);
        Answer challenge = RawHttps.get(GATEWAY.port(), TARGET);
        String digest = DigestClient.answering(challenge, Gateway.USERNAME, Gateway.PASSWORD)
                .header("GET", TARGET, 1);
        assertThat(RawHttps.get(GATEWAY.port(), TARGET, digest).body()).isEqualTo(BYTES);
    }

    @ParameterizedTest
    @ValueSource(strings = {"PUT", "DELETE", "OPTIONS", "TRACE", "PATCH"})
    void knowsNoOtherMethod(String method) {
        Answer answer = RawHttps.request(GATEWAY.port(), method, TARGET, "", basic(Gateway.PASSWORD));

        assertThat(answer.status()).isEqualTo(405);
        assertThat(answer.header("Allow")).containsExactly("GET, HEAD, POST");
    }

    @Test
    void countsRefusalsAsRequestsToRecapi() {
        RawHttps.get(GATEWAY.port(), TARGET);

        assertThat(GATEWAY.count("gateway.recapi.requests", "unauthorized")).isPositive();
    }

    private static String basic(String password) {
        return "Authorization: Basic "
                + Base64.getEncoder()
                        .encodeToString((Gateway.USERNAME + ":" + password).getBytes(StandardCharsets.UTF_8));
    }
}
