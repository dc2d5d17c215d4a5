package io.ucmbilling.cdrapi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ucmbilling.settings.WrongSettingException;
import io.ucmbilling.testing.RawHttps;
import io.ucmbilling.testing.RawHttps.Answer;
import io.ucmbilling.testing.Samples;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.Test;

class ExportListenersTest {
    private final FakeLegs legs = new FakeLegs(Gateway.guide());

    @Test
    void nameTheAddressOfAPortInUse() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String address = "127.0.0.1:" + taken.getLocalPort();

            assertThatThrownBy(() -> Gateway.billing(legs, "billing.address", address))
                    .isInstanceOf(WrongSettingException.class)
                    .hasMessageStartingWith("gateway.exports.billing.address: found " + address + " (")
                    .hasMessageEndingWith("expected an address of this machine with a free port");
        }
    }

    @Test
    void showTheCertificateGivenEvenIfItHasExpired() throws IOException {
        Clock later = Clock.fixed(Instant.parse("2199-01-01T00:00:00Z"), ZoneOffset.UTC);
        try (Gateway gateway = new Gateway(legs, later, Gateway.billing())) {
            assertThat(shown(gateway.port()).getSubjectX500Principal().getName())
                    .isEqualTo("CN=gateway.example");
        }
    }

    @Test
    void showASelfSignedCertificateWhereNoneIsGiven() throws IOException {
        try (Gateway gateway = Gateway.billing(legs, "billing.certificate", "")) {
            assertThat(shown(gateway.port()).getIssuerX500Principal().getName()).isEqualTo("CN=ucm-billing-gateway");
        }
    }

    @Test
    void serveNothingThatIsNotEnabled() {
        try (Gateway gateway = Gateway.billing(legs, "billing.enabled", false)) {
            assertThatThrownBy(() -> gateway.port("billing")).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void listenOncePerAddress() {
        var settings = Gateway.billing();
        Gateway.billing().forEach((key, value) -> settings.put(key.replace("billing", "other"), value));
        settings.put("other.path", "/other");
        try (Gateway gateway = new Gateway(legs, Clock.systemUTC(), settings)) {
            assertThat(gateway.port("other")).isEqualTo(gateway.port("billing"));
        }
    }

    @Test
    void finishWhatIsUnderWayBeforeTheyStop() throws Exception {
        HeldLegs held = new HeldLegs(legs);
        Gateway gateway = Gateway.open(held);
        int port = gateway.port();
        var answer = CompletableFuture.supplyAsync(() -> RawHttps.get(port, "/cdrapi"));
        held.awaitAsked();
        var stopped = CompletableFuture.runAsync(gateway::close);
        held.goOn();

        Answer whole = answer.get(20, TimeUnit.SECONDS);
        stopped.get(20, TimeUnit.SECONDS);
        assertThat(whole.body()).isEqualTo(Samples.bytes("guide-example.csv"));
        assertThatThrownBy(() -> RawHttps.get(port, "/cdrapi")).hasRootCauseInstanceOf(IOException.class);
    }

    private static X509Certificate shown(int port) throws IOException {
        try (SSLSocket socket =
                (SSLSocket) RawHttps.trustingAnybody().getSocketFactory().createSocket("127.0.0.1", port)) {
            return (X509Certificate) socket.getSession().getPeerCertificates()[0];
        }
    }
}
