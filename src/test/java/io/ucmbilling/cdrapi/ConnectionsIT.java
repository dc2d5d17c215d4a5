package io.ucmbilling.cdrapi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ucmbilling.contract.CdrRecord;
import io.ucmbilling.contract.Field;
import io.ucmbilling.store.row.StoredLeg;
import io.ucmbilling.testing.RawHttps;
import io.ucmbilling.testing.Samples;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** S1.2 and what peers do to a listener without asking for anything: an honest client beside them keeps its answers. */
class ConnectionsIT {
    private static final int HONEST = 1;
    private static final int OTHER = 2;
    private static final Duration SOON = Duration.ofMillis(50);
    private static final String HEAD = "GET /cdrapi?format=csv HTTP/1.1\r\nHost: x\r\nX-Slow: ";
    private static final String FORM = "POST /cdrapi HTTP/1.1\r\nHost: x\r\nContent-Length: 60000\r\n"
            + "Content-Type: application/x-www-form-urlencoded\r\n\r\n";

    private final FakeLegs legs = new FakeLegs(Gateway.guide());

    @Test
    void closesWhoIsNotPermittedAtAccept() {
        try (Gateway gateway = Gateway.open(legs);
                Crowd strangers = new Crowd().join(gateway.port(), 500, OTHER)) {
            assertAnswers(gateway);
            assertThat(gateway.closed("not_permitted")).isGreaterThan(480);
            assertThat(strangers.open(SOON)).isLessThanOrEqualTo(4);
        }
    }

    @Test
    void tellsAFewOfThemThatTheyAreNotPermitted() throws IOException {
        try (Gateway gateway = Gateway.open(legs);
                Crowd strangers = new Crowd()) {
            for (int i = 0; i < 40; i++) {
                assertThat(status(strangers.tls(gateway.port(), OTHER), "GET / HTTP/1.1\r\nHost: x\r\n\r\n"))
                        .isEqualTo("HTTP/1.1 403");
            }
        }
    }

    @Test
    void forgetsAStrangerThatSaysNothing() {
        try (Gateway gateway = Gateway.open(legs);
                Crowd strangers = new Crowd().join(gateway.port(), 4, OTHER)) {
            assertThat(strangers.open(Duration.ofSeconds(30))).isZero();
            await().untilAsserted(() -> assertThat(status(gateway, OTHER)).isEqualTo("HTTP/1.1 403"));
        }
    }

    @Test
    void letsAnHonestClientInBesideSilentOnesOfItsOwnAddress() {
        try (Gateway gateway = Gateway.open(legs, "billing.max-connections-per-peer", 20);
                Crowd silent = new Crowd().join(gateway.port(), 200, HONEST)) {
            assertAnswers(gateway);
            assertThat(gateway.closed("made_room")).isGreaterThan(100);
            assertThat(silent.open(SOON)).isLessThanOrEqualTo(20);
        }
    }

    @Test
    void letsAnHonestClientInBesideSilentOnesFromEverywhere() {
        try (Gateway gateway =
                        Gateway.open(legs, "billing.max-connections", 30, "billing.permitted-ips", "127.0.0.0/8");
                Crowd silent = new Crowd().joinFromEverywhere(gateway.port(), 300)) {
            assertAnswers(gateway);
            assertThat(silent.open(SOON)).isLessThanOrEqualTo(30);
        }
    }

    @Test
    void breaksOffNoAnswerForANewcomer() throws Exception {
        HeldLegs held = new HeldLegs(legs);
        try (Gateway gateway = Gateway.open(held, "billing.max-connections-per-peer", 1);
                Crowd crowd = new Crowd()) {
            Socket first = crowd.tls(gateway.port(), HONEST);
            first.getOutputStream().write((HEAD + "\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
            held.awaitAsked();

            assertThat(Crowd.isClosed(crowd.connect(gateway.port(), HONEST), Duration.ofSeconds(20)))
                    .isTrue();
            assertThat(gateway.closed("peer_limit")).isEqualTo(1);
            held.goOn();
            assertThat(new String(first.getInputStream().readNBytes(12), StandardCharsets.US_ASCII))
                    .isEqualTo("HTTP/1.1 200");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {HEAD, FORM, "\r\n", ""})
    void givesAHalfRequestATimeAsAWhole(String begin) throws IOException {
        try (Gateway gateway = Gateway.open(legs, "billing.request-timeout", "1s");
                Crowd crowd = new Crowd()) {
            Socket slow = begin.isEmpty() ? crowd.connect(gateway.port(), HONEST) : crowd.tls(gateway.port(), HONEST);
            slow.getOutputStream().write(begin.getBytes(StandardCharsets.US_ASCII));

            // A first byte 0x16 begins a TLS handshake.
            Crowd.dribble(slow, begin.isEmpty() ? "\u0016" : begin.equals("\r\n") ? "\n" : "x", Duration.ofMillis(200));
            await().untilAsserted(
                            () -> assertThat(gateway.closed("request_timeout")).isEqualTo(1));
            assertAnswers(gateway);
        }
    }

    @Test
    void givesASecondHeadATimeFromItsFirstByte() throws IOException {
        try (Gateway gateway = Gateway.open(legs, "billing.request-timeout", "1s");
                Crowd crowd = new Crowd()) {
            Socket kept = crowd.tls(gateway.port(), HONEST);
            for (int i = 0; i < 2; i++) {
                assertThat(status(kept, "HEAD /cdrapi HTTP/1.1\r\nHost: x\r\n\r\n"))
                        .isEqualTo("HTTP/1.1 200");
                skipHead(kept);
            }
            Crowd.dribble(kept, HEAD, Duration.ofMillis(200));

            await().untilAsserted(
                            () -> assertThat(gateway.closed("request_timeout")).isEqualTo(1));
        }
    }

    @Test
    void givesTheReaderOfAPageATimeForAllOfIt() throws IOException {
        CdrRecord large = new CdrRecord.Builder()
                .from(Gateway.records("guide-example.json").getFirst())
                .set(Field.LASTDATA, "x".repeat(20_000))
                .build();
        List<StoredLeg> item = List.of(Gateway.leg(1001, large));
        try (Gateway gateway =
                        Gateway.open(new FakeLegs(Collections.nCopies(1000, item)), "billing.answer-timeout", "1s");
                Crowd crowd = new Crowd()) {
            Socket slow = crowd.tls(gateway.port(), HONEST);
            slow.getOutputStream().write((HEAD + "\r\n\r\n").getBytes(StandardCharsets.US_ASCII));

            await().until(() -> gateway.closed("answer_timeout") == 1);
            await().until(() -> gateway.connections() == 0);
        }
    }

    private static void assertAnswers(Gateway gateway) {
        for (int i = 0; i < 5; i++) {
            assertThat(RawHttps.get(gateway.port(), "/cdrapi").body()).isEqualTo(Samples.bytes("guide-example.csv"));
        }
    }

    private static String status(Gateway gateway, int host) {
        try (Crowd one = new Crowd()) {
            return status(one.tls(gateway.port(), host), "GET / HTTP/1.1\r\nHost: x\r\n\r\n");
        } catch (IOException e) {
            return e.toString();
        }
    }

    private static String status(Socket socket, String request) throws IOException {
        socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
        return new String(socket.getInputStream().readNBytes(12), StandardCharsets.US_ASCII);
    }

    private static void skipHead(Socket socket) throws IOException {
        for (String last = ""; !last.endsWith("\r\n\r\n"); ) {
            last += (char) socket.getInputStream().read();
        }
    }
}
