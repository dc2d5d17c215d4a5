package io.ucmbilling.ucm;

import static com.github.tomakehurst.wiremock.client.WireMock.absent;
import static com.github.tomakehurst.wiremock.client.WireMock.containing;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.matching;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.unauthorized;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static com.github.tomakehurst.wiremock.stubbing.Scenario.STARTED;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.matching.StringValuePattern;
import io.ucmbilling.ucm.site.FaultKind;
import io.ucmbilling.ucm.site.UcmFault;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Digest as a UCM's own scenario: challenge, answer, a nonce that goes stale (contract U1). */
@Timeout(60)
class WireMockDigestTest {
    private static final String IN = "signed in";
    private static final String STALE = "its nonce is stale";

    private final WireMockUcm ucm = WireMockUcm.blank(site -> site);

    @AfterEach
    void close() {
        ucm.close();
    }

    private void in(String state, StringValuePattern authorization, ResponseDefinitionBuilder answer, String next) {
        ucm.server.stubFor(get(urlPathEqualTo("/cdrapi"))
                .inScenario("digest")
                .whenScenarioStateIs(state)
                .withHeader("Authorization", authorization)
                .willReturn(answer)
                .willSetStateTo(next));
    }

    private static ResponseDefinitionBuilder challenge(String nonce, String more) {
        return unauthorized()
                .withHeader(
                        "WWW-Authenticate",
                        "Digest realm=\"asterisk\", nonce=\"" + nonce + "\", qop=\"auth\", algorithm=MD5" + more);
    }

    private static StringValuePattern signedWith(String nonce, String count) {
        return matching("Digest (?=.*username=\"cdrapi\")(?=.*nonce=\"" + nonce + "\")(?=.*nc=" + count
                + ")(?=.*qop=\"?auth)(?=.*response=\"[0-9a-f]{32}\").*");
    }

    private void play() {
        in(STARTED, absent(), challenge("one", ""), "challenged");
        in("challenged", signedWith("one", "00000001"), okJson(Faulty.GUIDE_PAGE), IN);
        in(IN, signedWith("one", "00000002"), challenge("two", ", stale=true"), STALE);
        in(STALE, signedWith("two", "00000001"), okJson(Faulty.GUIDE_PAGE), "signed in again");
    }

    @Test
    void answersTheChallenge() throws UcmFault {
        play();
        assertThat(ucm.pages().page(WireMockUcm.QUERY).entries()).hasSize(3);
        ucm.server.verify(2, getRequestedFor(urlPathEqualTo("/cdrapi")));
    }

    @Test
    void answersAnewIfTheNonceIsStale() throws UcmFault {
        play();
        ucm.pages().page(WireMockUcm.QUERY);
        assertThat(ucm.pages().page(WireMockUcm.QUERY).entries()).hasSize(3);
        ucm.server.verify(4, getRequestedFor(urlPathEqualTo("/cdrapi")));
    }

    @Test
    void sendsAWrongPasswordOnce() {
        ucm.server.stubFor(get(urlPathEqualTo("/cdrapi")).willReturn(challenge("one", "")));
        assertThat(ucm.fault().kind()).isEqualTo(FaultKind.LOGIN_REFUSED);
        ucm.server.verify(
                1, getRequestedFor(urlPathEqualTo("/cdrapi")).withHeader("Authorization", containing("Digest")));
    }
}
