package io.ucmbilling.ucm;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static org.assertj.core.api.Assertions.assertThat;

import io.ucmbilling.testing.ucm.SimulatedUcm;
import io.ucmbilling.ucm.site.FaultKind;
import io.ucmbilling.ucm.site.Site;
import io.ucmbilling.ucm.site.UcmFault;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A UCM behind a reverse proxy, which sends headers in its own way and bodies in chunks: by each way in. */
@Timeout(60)
class WireMockProxyTest {

    private static WireMockUcm inFrontOf(SimulatedUcm ucm, RecapiSite.Way way) {
        Site.Api api = way == RecapiSite.Way.HTTPS ? Site.Api.HTTPS : Site.Api.LEGACY;
        WireMockUcm proxy = WireMockUcm.blank(site -> site.api(api));
        proxy.server.stubFor(any(anyUrl()).willReturn(aResponse().proxiedFrom("https://localhost:" + ucm.port())));
        return proxy;
    }

    @ParameterizedTest
    @EnumSource(RecapiSite.Way.class)
    void readsAPageThroughIt(RecapiSite.Way way) throws UcmFault {
        try (RecapiSite site = new RecapiSite(way);
                WireMockUcm proxy = inFrontOf(site.ucm, way)) {
            assertThat(proxy.pages().page(WireMockUcm.QUERY).entries())
                    .isEqualTo(site.pages().page(WireMockUcm.QUERY).entries());
            assertThat(site.ucm.asked().wrongPasswords()).isZero();
        }
    }

    @ParameterizedTest
    @EnumSource(RecapiSite.Way.class)
    void fetchesARecordingThroughIt(RecapiSite.Way way) throws UcmFault {
        try (RecapiSite site = new RecapiSite(way);
                WireMockUcm proxy = inFrontOf(site.ucm, way)) {
            site.shelf().put("monitor", RecapiSite.NAME, 10_000);
            try (RemoteFile file =
                    proxy.recapi().open("monitor", RecapiSite.NAME, 0).orElseThrow()) {
                assertThat(RecapiSite.read(file)).hasSize(10_000);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(RecapiSite.Way.class)
    void isRefusedThroughItOnce(RecapiSite.Way way) {
        try (RecapiSite site = new RecapiSite(way);
                WireMockUcm proxy = inFrontOf(site.ucm, way)) {
            site.ucm.password("another");
            assertThat(proxy.fault().kind()).isEqualTo(FaultKind.LOGIN_REFUSED);
            assertThat(site.ucm.asked().wrongPasswords()).isEqualTo(1);
        }
    }
}
