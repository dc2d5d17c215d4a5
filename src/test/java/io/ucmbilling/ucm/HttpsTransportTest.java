package io.ucmbilling.ucm;

import static org.assertj.core.api.Assertions.assertThat;

import io.ucmbilling.contract.Format;
import io.ucmbilling.contract.query.CdrQuery;
import io.ucmbilling.testing.Samples;
import io.ucmbilling.ucm.StubServer.Reply;
import io.ucmbilling.ucm.site.FaultKind;
import io.ucmbilling.ucm.site.Site;
import io.ucmbilling.ucm.site.UcmFault;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The newer HTTPS API (contract U1). */
class HttpsTransportTest {
    private static final CdrQuery QUERY = CdrQuery.all(Format.JSON).page(3000, 1000);

    private Instant now = Instant.parse("2026-05-04T06:30:00Z");
    private final HttpUcms ucms = new HttpUcms(moving());
    private final StubApi api = new StubApi();
    private final StubServer server = new StubServer(api);

    private Clock moving() {
        InstantSource source = () -> now;
        return source.withZone(ZoneOffset.UTC);
    }

    @AfterEach
    void close() throws IOException {
        ucms.close();
        server.close();
    }

    private Ucm ucm() {
        return ucms.of(SiteDraft.on(server.port()).api(Site.Api.HTTPS).site());
    }

    @Test
    void logsInByChallengeAndAsksWithTheCookie() throws UcmFault {
        assertThat(ucm().page(QUERY).entries()).hasSize(3);
        assertThat(api.actions).containsExactly("challenge", "login", "cdrapi");
        assertThat(server.calls)
                .allSatisfy(
                        call -> assertThat(call.method() + " " + call.target()).isEqualTo("POST /api"));
    }

    @Test
    void asksWithTheGuidesParameters() throws UcmFault {
        ucm().page(QUERY);
        QUERY.parameters()
                .forEach((name, value) ->
                        assertThat(api.asked.path(name).asString()).isEqualTo(value));
    }

    @Test
    void keepsTheCookieForTheNextPage() throws UcmFault {
        Ucm ucm = ucm();
        ucm.page(QUERY);
        ucm.page(QUERY);
        assertThat(api.actions).containsExactly("challenge", "login", "cdrapi", "cdrapi");
    }

    @Test
    void renewsTheCookieBeforeItsTenMinutesAreOver() throws UcmFault {
        Ucm ucm = ucm();
        ucm.page(QUERY);
        now = now.plus(Duration.ofMinutes(9));
        ucm.page(QUERY);
        assertThat(api.actions).containsExactly("challenge", "login", "cdrapi", "challenge", "login", "cdrapi");
    }

    @Test
    void renewsACookieThatIsRefusedSooner() throws UcmFault {
        Ucm ucm = ucm();
        ucm.page(QUERY);
        api.endSession();
        assertThat(ucm.page(QUERY).entries()).hasSize(3);
        assertThat(api.actions)
                .containsExactly("challenge", "login", "cdrapi", "cdrapi", "challenge", "login", "cdrapi");
    }

    @Test
    void renewsACookieOnlyOnceARequest() {
        api.page = StubApi.status(-6);
        assertThat(Faulty.of(ucm(), QUERY).kind()).isEqualTo(FaultKind.API_ERROR);
        assertThat(api.actions).containsExactly("challenge", "login", "cdrapi");
    }

    @Test
    void sendsAWrongPasswordOnce() {
        Ucm ucm = ucms.of(SiteDraft.on(server.port())
                .api(Site.Api.HTTPS)
                .login("cdrapi", "wrong")
                .site());
        UcmFault fault = Faulty.of(ucm, QUERY);
        assertThat(fault.kind()).isEqualTo(FaultKind.LOGIN_REFUSED);
        assertThat(fault).hasMessageContaining("status -37 to login");
        assertThat(api.actions).containsExactly("challenge", "login");
    }

    /** U2: only a status that means it is told as a wrong password. */
    @ParameterizedTest
    @ValueSource(ints = {-1, -9, -45, -47, -57, -68, -70, -71, -99, 1})
    void tellsALoginRefusedForAnotherReasonByItsNumber(int status) {
        api.loginStatus = status;
        Ucm ucm = ucms.of(SiteDraft.on(server.port())
                .api(Site.Api.HTTPS)
                .login("cdrapi", "wrong")
                .site());
        assertThat(Faulty.of(ucm, QUERY))
                .hasMessageContaining("status " + status + " to login")
                .message()
                .doesNotContain("password");
    }

    @ParameterizedTest
    @ValueSource(ints = {-37, -68, -70, -71})
    void isRefusedByAChallengeThatRestrictsTheLogin(int status) {
        api.challengeStatus = status;
        assertThat(Faulty.of(ucm(), QUERY).kind()).isEqualTo(FaultKind.LOGIN_REFUSED);
        assertThat(api.actions).containsExactly("challenge");
    }

    /** U2: the cookies of the headers go back beside the one in the body, and with a new login none of the old ones. */
    @Test
    void sendsTheHeadersCookiesBackBesideItsOwn() throws UcmFault {
        api.setCookies.put("challenge", new String[] {"TRACKID=t1; path=/; HttpOnly"});
        api.setCookies.put("login", new String[] {"session-identify=s1; secure", "TRACKID=t2"});
        Ucm ucm = ucm();
        ucm.page(QUERY);
        api.endSession();
        ucm.page(QUERY);
        assertThat(server.calls)
                .extracting(StubServer.Call::cookie)
                .containsExactly(
                        null,
                        "TRACKID=t1",
                        "session-identify=s1; TRACKID=t2",
                        "session-identify=s1; TRACKID=t2",
                        null,
                        "TRACKID=t1",
                        "session-identify=s1; TRACKID=t2");
        assertThat(api.asked.path("cookie").asString()).startsWith(StubApi.SECRET_COOKIE);
    }

    /** U2: also one that an answer behind the login sets. */
    @Test
    void sendsACookieOfAPageBackWithTheNext() throws UcmFault {
        api.setCookies.put("cdrapi", new String[] {"anything=x"});
        Ucm ucm = ucm();
        ucm.page(QUERY);
        ucm.page(QUERY);
        assertThat(server.calls).extracting(StubServer.Call::cookie).containsExactly(null, null, null, "anything=x");
    }

    /** U2: some firmware may name it in the headers alone. */
    @Test
    void isLoggedInByAHeadersCookieAlone() throws UcmFault {
        api.namesCookie = false;
        api.setCookies.put("login", new String[] {"session-identify=s1"});
        assertThat(ucm().page(QUERY).entries()).hasSize(3);
        assertThat(api.asked.has("cookie")).isFalse();
        assertThat(server.calls.getLast().cookie()).isEqualTo("session-identify=s1");
    }

    @Test
    void keepsEachSitesCookiesApart() throws UcmFault {
        api.setCookies.put("login", new String[] {"session-identify=s1"});
        ucm().page(QUERY);
        ucms.of(SiteDraft.on(server.port())
                        .at("https://127.0.0.1:" + server.port())
                        .api(Site.Api.HTTPS)
                        .site())
                .page(QUERY);
        assertThat(server.calls.subList(3, 5))
                .extracting(StubServer.Call::cookie)
                .containsOnlyNulls();
    }

    @Test
    void anyOtherStatusOfAChallengeIsAnApiError() {
        api.challengeStatus = -9;
        assertThat(Faulty.of(ucm(), QUERY).kind()).isEqualTo(FaultKind.API_ERROR);
    }

    @Test
    void anyOtherStatusOfAPageIsAnApiError() {
        api.page = new String(Samples.bytes("newer-api/error-invalid-parameters.json"), StandardCharsets.UTF_8);
        UcmFault fault = Faulty.of(ucm(), QUERY);
        assertThat(fault.kind()).isEqualTo(FaultKind.API_ERROR);
        assertThat(fault).hasMessageContaining("status -1 to cdrapi");
    }

    @ParameterizedTest
    @ValueSource(strings = {"cdr-root", "cdr-root-status", "response-cdr-root"})
    void readsAPageInEachOfItsWrappings(String sample) throws UcmFault {
        api.page = new String(Samples.bytes("newer-api/" + sample + ".json"), StandardCharsets.UTF_8);
        assertThat(ucm().page(QUERY).entries()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"hello", "[]", "{\"response\":{},\"status\":0}", "{\"response\":{\"challenge\":{}}}"})
    void malformedWhereNoChallengeComes(String body) {
        try (StubServer other = new StubServer(call -> Reply.json(body))) {
            Ucm ucm = ucms.of(SiteDraft.on(other.port()).api(Site.Api.HTTPS).site());
            assertThat(Faulty.of(ucm, QUERY).kind()).isEqualTo(FaultKind.MALFORMED);
        }
    }

    @Test
    void notOfferedByAUcmWithoutThisApi() {
        try (StubServer other = new StubServer(call -> new Reply(404, ""))) {
            Ucm ucm = ucms.of(SiteDraft.on(other.port()).api(Site.Api.HTTPS).site());
            assertThat(Faulty.of(ucm, QUERY).kind()).isEqualTo(FaultKind.NOT_OFFERED);
        }
    }
}
