package io.ucmbilling.cdrapi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ucmbilling.testing.RawHttps;
import java.io.IOException;
import java.util.List;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which cipher suites of TLS 1.2 an export takes. */
class LegacySuitesTest {
    private static Gateway usual;
    private static Gateway lenient;

    @BeforeAll
    static void start() {
        FakeLegs legs = new FakeLegs(List.of());
        usual = Gateway.open(legs);
        lenient = Gateway.open(legs, "billing.legacy-suites", true);
    }

    @AfterAll
    static void stop() {
        usual.close();
        lenient.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA",
                "TLS_ECDHE_RSA_WITH_AES_256_CBC_SHA384",
                "TLS_DHE_RSA_WITH_AES_128_GCM_SHA256",
                "TLS_DHE_RSA_WITH_AES_256_CBC_SHA256",
            })
    void areTakenIfTheExportAllowsThem(String suite) throws IOException {
        assertThat(handshake(lenient, suite)).isEqualTo(suite);
        assertThatThrownBy(() -> handshake(usual, suite)).isInstanceOf(SSLHandshakeException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256", "TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256"})
    void areNotNeededByClientsOfToday(String suite) throws IOException {
        assertThat(handshake(usual, suite)).isEqualTo(suite);
    }

    @Test
    void areChosenBehindTheOthers() throws IOException {
        assertThat(handshake(lenient, "TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA", "TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384"))
                .isEqualTo("TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384");
    }

    /** Returns the suite that was agreed on with a client of TLS 1.2 that knows these. */
    private static String handshake(Gateway gateway, String... suites) throws IOException {
        try (SSLSocket socket =
                (SSLSocket) RawHttps.trustingAnybody().getSocketFactory().createSocket("127.0.0.1", gateway.port())) {
            socket.setSoTimeout(20_000);
            socket.setEnabledProtocols(new String[] {"TLSv1.2"});
            socket.setEnabledCipherSuites(suites);
            socket.startHandshake();
            return socket.getSession().getCipherSuite();
        }
    }
}
