package io.ucmbilling.cdrapi;

import static org.assertj.core.api.Assertions.assertThat;

import io.ucmbilling.testing.RawHttps;
import io.ucmbilling.testing.Samples;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A listener with its defaults and less heap than the whole gateway leaves it of 256 MB, under thousands of connections. */
class FloodIT {
    private static final int HEAP_MEGABYTES = 140;
    private static final int MANY = 3_600;
    private static final int CONNECTIONS = 400;
    private static final int STRANGER = 2;

    /** Measured: 150 KB with half a head, 85 KB without a byte. */
    private static final long HEAP_OF_A_CONNECTION = 200_000;

    private static FloodedGateway gateway;
    private final Crowd crowd = new Crowd();

    @BeforeAll
    static void start() throws IOException {
        gateway = FloodedGateway.start(HEAP_MEGABYTES);
    }

    @AfterAll
    static void stop() {
        gateway.close();
    }

    @AfterEach
    void leave() {
        crowd.close();
    }

    @Test
    void answersBesideSilentStrangers() throws IOException {
        long before = gateway.heap();
        crowd.join(gateway.port(), MANY, STRANGER);

        assertAnswers();
        assertThat(gateway.heap() - before).isLessThan(5_000_000);
    }

    @Test
    void answersBesideSilentPeersThatArePermitted() throws IOException {
        crowd.joinFromEverywhere(gateway.port(), MANY);

        assertAnswers();
        assertThat(crowd.open(Duration.ofMillis(1))).isLessThanOrEqualTo(CONNECTIONS);
    }

    @Test
    void answersBesideHalfHeads() throws IOException {
        long before = gateway.heap();
        String half = "GET /cdrapi HTTP/1.1\r\nX-Long: " + "x".repeat(20_000);
        for (int i = 0; i < CONNECTIONS + 100; i++) {
            Socket socket = crowd.tlsFrom(gateway.port(), "127.1.0." + (i % 10 + 1));
            socket.getOutputStream().write(half.getBytes(StandardCharsets.US_ASCII));
        }

        assertAnswers();
        assertThat(gateway.heap() - before).isLessThan(CONNECTIONS * HEAP_OF_A_CONNECTION);
    }

    private void assertAnswers() {
        for (int i = 0; i < 10; i++) {
            assertThat(RawHttps.get(gateway.port(), "/cdrapi").body()).isEqualTo(Samples.bytes("guide-example.csv"));
        }
        assertThat(gateway.isAlive()).isTrue();
    }
}
