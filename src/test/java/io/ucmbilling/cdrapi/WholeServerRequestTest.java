package io.ucmbilling.cdrapi;

import static org.assertj.core.api.Assertions.assertThat;

import io.ucmbilling.testing.RawHttps;
import io.ucmbilling.testing.RawHttps.Answer;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests for the server as a whole, such as {@code OPTIONS *}: checked as all others (contract S1.2, S1.3). */
class WholeServerRequestTest {
    private static final String BASIC = "Authorization: Basic Y2RyYXBpOmNkcmFwaTEyMw==";
    private final FakeLegs legs = new FakeLegs(List.of());

    @ParameterizedTest
    @ValueSource(strings = {"OPTIONS", "GET", "POST"})
    void areDeniedWithoutAPermittedAddressAndCounted(String method) {
        try (Gateway closed = Gateway.billing(legs, "billing.permitted-ips", "")) {
            Answer answer = RawHttps.request(closed.port(), method, "*", "", BASIC);

            assertThat(answer.status()).isEqualTo(403);
            assertThat(answer.body()).isEmpty();
            assertThat(answer.header("Allow")).isEmpty();
            assertThat(closed.meters.get("gateway.exports.denied").counter().count())
                    .isEqualTo(1);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"OPTIONS", "GET", "POST"})
    void needAPassword(String method) {
        try (Gateway gateway = Gateway.billing(legs)) {
            Answer stranger = RawHttps.request(gateway.port(), method, "*", "");

            assertThat(stranger.status()).isEqualTo(401);
            assertThat(stranger.header("WWW-Authenticate")).hasSize(2);
            assertThat(stranger.header("Allow")).isEmpty();
            assertThat(RawHttps.request(gateway.port(), method, "*", "", BASIC).status())
                    .isEqualTo(404);
        }
    }

    /** The same of a client that knows only HTTP/1.0. */
    @ParameterizedTest
    @ValueSource(strings = {"OPTIONS * HTTP/1.0\r\n\r\n", "OPTIONS * HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"})
    void findNothingIfNoPasswordIsNeeded(String request) {
        try (Gateway open = Gateway.open(legs)) {
            assertThat(RawHttps.send(open.port(), request).status()).isEqualTo(404);
        }
    }
}
