package io.ucmbilling.cdrapi;

import static org.assertj.core.api.Assertions.assertThat;

import io.ucmbilling.testing.RawHttps;
import io.ucmbilling.testing.RawHttps.Answer;
import io.ucmbilling.testing.SettableClock;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import org.apache.commons.codec.digest.DigestUtils;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Contract U1, as an export serves it: who gets in, and what is told to who does not. */
class ApiAnswersTest {
    private static final String BASIC = "Authorization: Basic Y2RyYXBpOmNkcmFwaTEyMw==";

    private final SettableClock clock = new SettableClock(Gateway.NOW);
    private final Gateway gateway = gateway(Gateway.billing("billing.https-api", true));
    private final ApiCaller api = new ApiCaller(gateway.port());

    private Gateway gateway(Map<String, Object> settings) {
        return new Gateway(new FakeLegs(Gateway.guide()), clock, settings);
    }

    @AfterEach
    void stop() {
        gateway.close();
    }

    @Test
    void answersAChallengeAsFirmwareDoes() {
        Answer answer = api.send("challenge", "user", "cdrapi", "version", "1.0");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("Content-Type")).containsExactly("application/json;charset=UTF-8");
        assertThat(answer.text()).matches("\\{\"response\":\\{\"challenge\":\"[0-9]{16}\"},\"status\":0}");
    }

    @Test
    void answersALoginWithACookieInTheBodyAndInAHeader() {
        Answer answer = api.login(Gateway.PASSWORD);

        assertThat(answer.text()).matches("\\{\"response\":\\{\"cookie\":\"sid[A-Za-z0-9_-]{43}\"},\"status\":0}");
        assertThat(answer.header("Set-Cookie"))
                .singleElement()
                .asString()
                .startsWith("session-identify=sid")
                .contains("; Max-Age=600", "; Path=/api", "; Secure", "; HttpOnly", "; SameSite=Strict");
        assertThat(answer.header("Cache-Control")).containsExactly("no-store");
    }

    /** Public clients say 1.0, 1.2, the version of their firmware, or nothing. */
    @ParameterizedTest
    @ValueSource(strings = {",\"version\":\"1.2\"", ",\"version\":\"1.0.20.23\"", ",\"version\":1.0", ""})
    void takesAnyVersion(String version) {
        Answer answer =
                api.post("{\"request\":{\"action\":\"challenge\",\"user\":\"cdrapi\"" + version + "}}", ApiCaller.JSON);

        assertThat(ApiCaller.status(answer)).isZero();
    }

    @Test
    void takesATokenInUpperCaseAndAUrlBesideIt() {
        String token = DigestUtils.md5Hex(api.challenge() + Gateway.PASSWORD).toUpperCase(Locale.ROOT);

        assertThat(ApiCaller.status(api.send("login", "url", "https://x", "token", token, "user", "cdrapi")))
                .isZero();
    }

    @ParameterizedTest
    @CsvSource({"cdrapi, wrong", "other, cdrapi123"})
    void refusesAnyOtherUserAndPassword(String user, String password) {
        Answer answer = api.send("login", "user", user, "token", DigestUtils.md5Hex(api.challenge() + password));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.text())
                .isEqualTo("{\"response\":{\"error_msg\":\"Wrong account or password!\"},\"status\":-37}");
        assertThat(answer.header("Set-Cookie")).isEmpty();
        assertThat(gateway.meters.get("gateway.exports.denied").counter().count())
                .isEqualTo(1);
    }

    /** Ten are free, whichever way they come; the eleventh is answered a second later, a right one at once. */
    @Test
    void countsWrongPasswordsTogetherWithThoseOfDigest() {
        for (int i = 0; i < 5; i++) {
            api.login("wrong");
            RawHttps.get(gateway.port(), "/cdrapi", "Authorization: Basic eDp5");
        }
        long begun = System.nanoTime();
        api.login("wrong");

        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isGreaterThan(Duration.ofMillis(900));
        assertThat(ApiCaller.status(api.login(Gateway.PASSWORD))).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"cdrapi", "recapi", "getRecordInfosByCall", "logout", "listAccount"})
    void asksForACookieFirst(String action) {
        for (String cookie : new String[] {"", "sid", "sid743052864-1771597757", api.cookie() + "A"}) {
            assertThat(api.send(action, "cookie", cookie).text())
                    .isEqualTo("{\"response\":{\"error_msg\":\"Cookie error\"},\"status\":-6}");
        }
        assertThat(ApiCaller.status(api.send(action))).isEqualTo(-6);
    }

    @Test
    void takesTheCookieInTheHeaderThatTheLoginSet() {
        String cookie = api.cookie();
        String body = "{\"request\":{\"action\":\"cdrapi\",\"format\":\"json\"}}";

        assertThat(api.post(body, ApiCaller.JSON, "Cookie: TRACKID=1; session-identify=" + cookie)
                        .text())
                .startsWith("{\n  \"cdr\":");
        assertThat(ApiCaller.status(api.post(body, ApiCaller.JSON, "Cookie: other=" + cookie)))
                .isEqualTo(-6);
    }

    @Test
    void endsASessionAfterTenMinutes() {
        String cookie = api.cookie();
        clock.advance(Duration.ofMinutes(10));
        assertThat(api.send("cdrapi", "cookie", cookie).text()).startsWith("AcctId,");
        clock.advance(Duration.ofSeconds(1));

        assertThat(ApiCaller.status(api.send("cdrapi", "cookie", cookie))).isEqualTo(-6);
        assertThat(api.send("cdrapi", "cookie", api.cookie()).text()).startsWith("AcctId,");
    }

    @Test
    void endsASessionByLogout() {
        String cookie = api.cookie();

        assertThat(api.send("logout", "cookie", cookie).text()).isEqualTo("{\"response\":{},\"status\":0}");
        assertThat(ApiCaller.status(api.send("logout", "cookie", cookie))).isEqualTo(-6);
    }

    @ParameterizedTest
    @ValueSource(strings = {"listAccount", "CDRAPI", "cdrapi ", "getSystemStatus"})
    void knowsNoOtherAction(String action) {
        assertThat(api.send(action, "cookie", api.cookie()).text())
                .isEqualTo("{\"response\":{\"error_msg\":\"Invalid parameters!\"},\"status\":-1}");
    }

    /** A public client sends /api/v1, and another's /api/challenge was answered by firmware with -1. */
    @ParameterizedTest
    @ValueSource(strings = {"/api", "//api", "/api/", "/api/v1"})
    void servesWhateverStandsBehindItsPath(String path) {
        assertThat(new ApiCaller(gateway.port(), path).challenge()).hasSize(16);
        assertThat(RawHttps.get(gateway.port(), path + "?action=challenge&user=cdrapi")
                        .text())
                .isEqualTo("{\"response\":{\"error_msg\":\"Invalid parameters!\"},\"status\":-1}");
    }

    @Test
    void answersHeadAsGetWithoutBody() {
        Answer head = RawHttps.request(gateway.port(), "HEAD", "/api", "");

        assertThat(head.status()).isEqualTo(200);
        assertThat(head.header("Content-Type")).containsExactly("application/json;charset=UTF-8");
        assertThat(head.body()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"PUT", "DELETE", "OPTIONS", "TRACE", "BREW"})
    void knowsNoOtherMethod(String method) {
        Answer answer = RawHttps.request(gateway.port(), method, "/api", "");

        assertThat(answer.status()).isEqualTo(405);
        assertThat(answer.header("Allow")).containsExactly("GET, HEAD, POST");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Content-Type: application/json;charset=UTF-8",
                "Content-Type: application/x-www-form-urlencoded",
                "Content-Type: text/plain",
                "Accept: */*"
            })
    void readsTheBodyWhateverItsTypeSays(String header) {
        assertThat(ApiCaller.status(
                        api.post(" {\"request\": {\"user\": \"cdrapi\", \"action\": \"challenge\"}}\n", header)))
                .isZero();
    }

    @Test
    void refusesABodyThatIsTooLong() {
        Answer answer = api.post("{\"request\":{\"action\":\"" + "x".repeat(65 * 1024) + "\"}}", ApiCaller.JSON);

        assertThat(answer.status()).isEqualTo(413);
        assertThat(ApiCaller.status(answer)).isEqualTo(-1);
    }

    /** Its own credentials alone: another export's cookie is as good as none. */
    @Test
    void takesNoCookieOfAnotherExportOrPassword() {
        Map<String, Object> settings = Gateway.billing("billing.https-api", true);
        Gateway.billing("billing.https-api", true, "billing.path", "/branch-a")
                .forEach((key, value) -> settings.put(key.replace("billing", "other"), value));
        try (Gateway both = gateway(settings);
                Gateway changed = gateway(Gateway.billing("billing.https-api", true, "billing.password", "new"))) {
            String cookie = new ApiCaller(both.port()).cookie();

            assertThat(ApiCaller.status(new ApiCaller(both.port(), "/branch-a/api").send("recapi", "cookie", cookie)))
                    .isEqualTo(-6);
            assertThat(ApiCaller.status(new ApiCaller(changed.port()).send("recapi", "cookie", cookie)))
                    .isEqualTo(-6);
            assertThat(new ApiCaller(both.port())
                            .send("cdrapi", "cookie", cookie)
                            .text())
                    .startsWith("AcctId,");
        }
    }

    @Test
    void needsNoLoginWithoutUsername() {
        try (Gateway open = Gateway.open(new FakeLegs(Gateway.guide()), "billing.https-api", true)) {
            ApiCaller anybody = new ApiCaller(open.port());

            assertThat(anybody.send("cdrapi").text()).startsWith("AcctId,");
            assertThat(ApiCaller.status(anybody.send("challenge", "user", ""))).isZero();
            assertThat(ApiCaller.status(anybody.send("login", "user", "", "token", "")))
                    .isZero();
            assertThat(ApiCaller.status(anybody.send("logout", "cookie", "made up")))
                    .isZero();
        }
    }

    @Test
    void isOffUnlessTold() {
        try (Gateway off = gateway(Gateway.billing())) {
            ApiCaller caller = new ApiCaller(off.port());

            assertThat(caller.send("challenge", "user", "cdrapi").status()).isEqualTo(401);
            Answer answer = caller.post("{\"request\":{\"action\":\"challenge\"}}", ApiCaller.JSON, BASIC);
            assertThat(answer.status()).isEqualTo(404);
            assertThat(answer.body()).isEmpty();
        }
    }

    @Test
    void leavesTheGuidesApiAsItIs() {
        assertThat(RawHttps.get(gateway.port(), "/cdrapi").status()).isEqualTo(401);
        assertThat(RawHttps.get(gateway.port(), "/cdrapi", BASIC).status()).isEqualTo(200);
        assertThat(RawHttps.get(gateway.port(), "/apis", BASIC).status()).isEqualTo(404);
    }

    @Test
    void tellsNothingToWhoIsNotPermitted() {
        try (Gateway closed =
                gateway(Gateway.billing("billing.https-api", true, "billing.permitted-ips", "192.0.2.1"))) {
            Answer answer = new ApiCaller(closed.port()).send("challenge", "user", "cdrapi");

            assertThat(answer.status()).isEqualTo(403);
            assertThat(answer.body()).isEmpty();
        }
    }

    /** A cookie is nothing that is kept: no flood of challenges and logins costs another client its own. */
    @Test
    void keepsAnHonestSessionWhateverOthersAskFor() {
        String cookie = api.cookie();
        for (int i = 0; i < 50; i++) {
            api.send("challenge", "user", "stranger-" + i);
        }

        assertThat(api.send("cdrapi", "cookie", cookie).text()).startsWith("AcctId,");
    }

    @Test
    void countsEveryRequestByItsActionAndOutcome() {
        api.cookie();
        api.login("wrong");
        api.send("cdrapi");
        api.post("x");

        assertThat(count("challenge", "answered")).isEqualTo(2);
        assertThat(count("login", "answered")).isEqualTo(1);
        assertThat(count("login", "unauthorized")).isEqualTo(1);
        assertThat(count("cdrapi", "unauthorized")).isEqualTo(1);
        assertThat(count("none", "refused")).isEqualTo(1);
    }

    private long count(String action, String outcome) {
        return gateway.meters
                .get("gateway.exports.api.requests")
                .tags("export", "billing", "action", action, "outcome", outcome)
                .timer()
                .count();
    }
}
