package io.ucmbilling.cdrapi;

import static org.assertj.core.api.Assertions.assertThat;

import io.ucmbilling.testing.RawHttps;
import io.ucmbilling.testing.pbx.Pbx;
import io.ucmbilling.testing.ucm.ShelvedFile;
import io.ucmbilling.testing.ucm.SimulatedUcm;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Recordings through the whole gateway, from UCMs that are there and UCMs that are not. */
class RecapiAnswersIT {
    private static final int CLIENTS = 200;
    /** More than ten times as much as a client may hold. */
    private static final long LARGE = 8_000_000;

    /** A client's own: its TLS buffers, and those of its connection in the gateway, which runs in this JVM too. */
    private static final long HEAP_OF_A_CLIENT = 600_000;

    private static final SSLSocketFactory TLS = RawHttps.trustingAnybody().getSocketFactory();
    private static SimulatedUcm ucm;
    private static SimulatedUcm other;
    private static RunningGateway gateway;

    @BeforeAll
    static void start() {
        ucm = SimulatedUcm.over(Pbx.seeded(0).callsPerHour(0).build()).start();
        other = SimulatedUcm.over(Pbx.seeded(0).callsPerHour(0).build()).start();
        gateway = RunningGateway.before(Map.of("branch-a", ucm, "branch-b", other));
    }

    @AfterAll
    static void stop() {
        gateway.close();
        ucm.close();
        other.close();
    }

    /** All ask before the first byte is there, and none of them, nor the gateway, holds the file. */
    @Test
    void asksTheUcmOnceForAFileThatTwoHundredClientsWantAtATime() throws Exception {
        ShelvedFile file = ucm.recapi().shelf().put("monitor", "2026-05/auto-1777636800-1000-1004.wav", LARGE);
        Runtime runtime = Runtime.getRuntime();
        ManagementFactory.getMemoryMXBean().gc();
        long before = runtime.totalMemory() - runtime.freeMemory();
        CountDownLatch ready = new CountDownLatch(CLIENTS);
        List<Future<byte[]>> clients = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < CLIENTS; i++) {
                clients.add(threads.submit(client(ready)));
            }
            long held = 0;
            for (Future<byte[]> client : clients) {
                assertThat(client.get(10, TimeUnit.MINUTES)).isEqualTo(file.sha256());
                if (held == 0) {
                    // While the others are still under way: what cannot be thrown away now is what they hold.
                    ManagementFactory.getMemoryMXBean().gc();
                    held = runtime.totalMemory() - runtime.freeMemory() - before;
                }
            }
            assertThat(held).isLessThan(CLIENTS * HEAP_OF_A_CLIENT);
        }

        assertThat(ucm.recapi().asked().times(file.path())).isEqualTo(1);
    }

    private static Callable<byte[]> client(CountDownLatch ready) {
        return () -> {
            try (SSLSocket socket = (SSLSocket) TLS.createSocket("127.0.0.1", gateway.port())) {
                socket.startHandshake();
                String request = "GET /recapi?filename=auto-1777636800-1000-1004.wav HTTP/1.1\r\nHost: x\r\n"
                        + "Connection: close\r\n\r\n";
                InputStream in = new BufferedInputStream(socket.getInputStream(), 16_384);
                ready.countDown();
                ready.await();
                socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
                skipHead(in);
                return digest(in);
            }
        };
    }

    private static void skipHead(InputStream in) throws IOException {
        int ends = 0;
        while (ends < 2) {
            int c = in.read();
            assertThat(c).isNotNegative();
            ends = c == '\n' ? ends + 1 : c == '\r' ? ends : 0;
        }
    }

    private static byte[] digest(InputStream in) throws Exception {
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        byte[] block = new byte[16_384];
        for (int count = in.read(block); count >= 0; count = in.read(block)) {
            digest.update(block, 0, count);
        }
        return digest.digest();
    }

    @Test
    void servesWhatIsHereAndTheLastListingWhileTheUcmIsAway() {
        ShelvedFile here = other.recapi().shelf().put("monitor", "auto-1414771234-1000-1004.wav", 30_000);
        other.recapi().shelf().put("monitor", "auto-1414771235-1000-1004.wav", 30_000);
        String listing = "/recapi?filedir=branch-b/monitor";
        String file = "/recapi?filedir=branch-b/monitor&filename=";
        String known = RawHttps.get(gateway.port(), listing).text();
        RawHttps.get(gateway.port(), file + here.name());

        other.unplug();
        try {
            assertThat(RawHttps.get(gateway.port(), file + here.name()).body()).isEqualTo(here.bytes());
            assertThat(RawHttps.get(gateway.port(), listing).text()).isEqualTo(known);
            assertThat(RawHttps.get(gateway.port(), listing).header("Age")).hasSize(1);
            assertThat(RawHttps.get(gateway.port(), file + "auto-1414771235-1000-1004.wav")
                            .status())
                    .isEqualTo(503);
            assertThat(RawHttps.get(gateway.port(), file + here.name() + "@auto-1414771235-1000-1004.wav")
                            .header("Retry-After"))
                    .hasSize(1);
        } finally {
            other.plugIn();
        }
    }
}
