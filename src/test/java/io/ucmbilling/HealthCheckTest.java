package io.ucmbilling;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.ucmbilling.testing.FreePorts;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HealthCheckTest {
    private static final Duration LONG = Duration.ofSeconds(30);

    private HttpServer gateway;
    private int status = 200;

    @BeforeEach
    void start() throws IOException {
        gateway = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        gateway.createContext("/actuator/health/liveness", exchange -> {
            exchange.sendResponseHeaders(status, -1);
            exchange.close();
        });
        gateway.start();
    }

    @AfterEach
    void stop() {
        gateway.stop(0);
    }

    private int port() {
        return gateway.getAddress().getPort();
    }

    private URI address() {
        return HealthCheck.address("" + port());
    }

    @Test
    void findsNoFaultInAGatewayThatIsAlive() {
        assertThat(HealthCheck.fault(address(), LONG)).isEmpty();
    }

    /** {@code helm test} asks from another pod, by a Service. */
    @Test
    void asksTheAddressThatItIsGiven() {
        gateway.createContext("/actuator/health/readiness", exchange -> {
            exchange.sendResponseHeaders(503, -1);
            exchange.close();
        });
        String readiness = "http://127.0.0.1:" + port() + "/actuator/health/readiness";

        assertThat(HealthCheck.fault(HealthCheck.address(readiness), LONG))
                .hasValue(readiness + ": found status \"503\", expected status 200");
    }

    @Test
    void tellsTheStatusOfOneThatIsNot() {
        status = 503;

        assertThat(HealthCheck.fault(address(), LONG))
                .hasValue("http://localhost:" + port()
                        + "/actuator/health/liveness: found status \"503\", expected status 200");
    }

    @Test
    void tellsThatNobodyListens() throws IOException {
        assertThat(HealthCheck.fault(HealthCheck.address("" + FreePorts.next()), LONG))
                .hasValueSatisfying(fault -> assertThat(fault).contains("found Connection refused"));
    }

    @Test
    void waitsForASilentOneOnlySoLong() throws IOException {
        try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThat(HealthCheck.fault(HealthCheck.address("" + silent.getLocalPort()), Duration.ofMillis(50)))
                    .hasValueSatisfying(fault -> assertThat(fault).contains("timed out"));
        }
    }

    /** By the class alone, without any library. */
    @ParameterizedTest
    @CsvSource({"200, 0", "503, 1"})
    void endsWithTheCodeThatAnEngineExpects(int answered, int code) throws Exception {
        status = answered;
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        Process check = new ProcessBuilder(
                        java.toString(), "-cp", "target/classes", HealthCheck.class.getName(), "" + port())
                .redirectErrorStream(true)
                .start();
        String told = new String(check.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(check.waitFor()).as(told).isEqualTo(code);
        assertThat(told.isEmpty()).as(told).isEqualTo(code == 0);
    }
}
