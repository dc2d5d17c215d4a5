package io.ucmbilling.ucm;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.containing;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.http.Fault;
import com.github.tomakehurst.wiremock.http.LogNormal;
import io.ucmbilling.ucm.site.FaultKind;
import io.ucmbilling.ucm.site.Site;
import io.ucmbilling.ucm.site.UcmFault;
import java.time.Duration;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

/** What comes of a page, and of a recording, if the network or the UCM's web server fails in WireMock's ways. */
@Timeout(60)
class WireMockFaultsIT {
    private static final Duration SHORT = Duration.ofMillis(400);
    private static final int LONG_MILLIS = 30_000;

    private WireMockUcm ucm = WireMockUcm.blank(site -> site);

    @AfterEach
    void close() {
        ucm.close();
    }

    private void with(UnaryOperator<SiteDraft> change) {
        ucm.close();
        ucm = WireMockUcm.blank(change);
    }

    private void answers(ResponseDefinitionBuilder response) {
        ucm.server.stubFor(any(anyUrl()).willReturn(response));
    }

    private static ResponseDefinitionBuilder page() {
        return okJson(Faulty.GUIDE_PAGE);
    }

    private static ResponseDefinitionBuilder wav() {
        return aResponse().withHeader("Content-Type", "audio/wav").withBody("RIFF" + "x".repeat(1000));
    }

    /** Each of them says nothing about a password, and the next try may come soon. */
    @ParameterizedTest
    @EnumSource(Fault.class)
    void aPageBreaksOff(Fault fault) {
        answers(aResponse().withFault(fault));
        assertThat(ucm.fault().kind()).isEqualTo(FaultKind.BROKEN_OFF);
    }

    @ParameterizedTest
    @EnumSource(Fault.class)
    void aPageOfTheHttpsApiBreaksOffBehindTheLogin(Fault fault) {
        with(site -> site.api(Site.Api.HTTPS));
        answers(aResponse().withFault(fault));
        says("challenge", "challenge");
        says("login", "cookie");
        assertThat(ucm.fault().kind()).isEqualTo(FaultKind.BROKEN_OFF);
    }

    private void says(String action, String name) {
        ucm.server.stubFor(post("/api")
                .withRequestBody(containing("\"action\":\"" + action + "\""))
                .willReturn(okJson("{\"response\":{\"" + name + "\":\"1234\"},\"status\":0}")));
    }

    @ParameterizedTest
    @EnumSource(value = Fault.class, mode = Mode.EXCLUDE, names = "MALFORMED_RESPONSE_CHUNK")
    void aRecordingBreaksOffBeforeItsHead(Fault fault) {
        answers(aResponse().withFault(fault));
        assertThat(catchThrowableOfType(UcmFault.class, () -> ucm.recapi().open("monitor", "a.wav", 0))
                        .kind())
                .isEqualTo(FaultKind.BROKEN_OFF);
    }

    @ParameterizedTest
    @EnumSource(Fault.class)
    void readsTheNextPageAsIfNothingHadBeen(Fault fault) throws UcmFault {
        Ucm pages = ucm.pages();
        answers(aResponse().withFault(fault));
        Faulty.of(pages, WireMockUcm.QUERY);
        answers(page());
        assertThat(pages.page(WireMockUcm.QUERY).entries()).hasSize(3);
    }

    @Test
    void givesUpAnAnswerThatDoesNotBegin() {
        with(site -> site.readTimeout(SHORT));
        answers(page().withFixedDelay(LONG_MILLIS));
        assertThat(ucm.fault().kind()).isEqualTo(FaultKind.TIMED_OUT);
    }

    /** Each byte in time, the whole of them not. */
    @Test
    void givesUpAnAnswerThatDribblesForEver() {
        with(site -> site.answerTimeout(SHORT.multipliedBy(3)));
        answers(page().withChunkedDribbleDelay(100, LONG_MILLIS));
        assertThat(ucm.fault().kind()).isEqualTo(FaultKind.TIMED_OUT);
    }

    @Test
    void readsAnAnswerThatDribbles() throws UcmFault {
        answers(page().withChunkedDribbleDelay(50, 250));
        assertThat(ucm.pages().page(WireMockUcm.QUERY).entries()).hasSize(3);
    }

    @Test
    void readsPagesThatComeNowSoonerNowLater() throws UcmFault {
        answers(page().withRandomDelay(new LogNormal(20, 0.8)));
        for (int i = 0; i < 10; i++) {
            assertThat(ucm.pages().page(WireMockUcm.QUERY).entries()).hasSize(3);
        }
    }

    /** Only its head is within the answer's time. */
    @Test
    void readsARecordingThatTakesLongerThanAnAnswerMay() throws UcmFault {
        with(site -> site.answerTimeout(Duration.ofSeconds(4)));
        answers(wav().withChunkedDribbleDelay(20, 6_000));
        try (RemoteFile file = ucm.recapi().open("monitor", "a.wav", 0).orElseThrow()) {
            assertThat(RecapiSite.read(file)).hasSize(1004);
        }
    }
}
