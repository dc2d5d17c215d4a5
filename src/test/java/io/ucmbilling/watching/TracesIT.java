package io.ucmbilling.watching;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import io.ucmbilling.testing.FreePorts;
import io.ucmbilling.testing.RawHttps;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;

/** Traces go where a setting says, by OTLP over HTTP. */
class TracesIT {
    private final Queue<String> received = new ConcurrentLinkedQueue<>();

    @Test
    void tellOfPassesRequestsAndTransactions() throws IOException {
        HttpServer collector = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        collector.createContext("/v1/traces", exchange -> {
            received.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.ISO_8859_1));
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        collector.start();
        int export = FreePorts.next();
        try (WatchedFleet fleet = new WatchedFleet(
                List.of("branch-a"), settings(collector.getAddress().getPort(), export))) {
            fleet.live(Duration.ofMinutes(1));
            RawHttps.get(export, "/cdrapi");
            WatchedFleet.send(
                    HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + fleet.port("server") + "/api/v1/sites"))
                            .build());

            await().atMost(Duration.ofMinutes(1))
                    .untilAsserted(() -> assertThat(String.join("", received))
                            .contains(
                                    "pass TAIL",
                                    "ucm request",
                                    "store page",
                                    "branch-a",
                                    "export request",
                                    "http get"));
        } finally {
            collector.stop(0);
        }
    }

    private static Map<String, String> settings(int collector, int export) {
        return Map.of(
                "management.opentelemetry.tracing.export.otlp.endpoint", "http://127.0.0.1:" + collector + "/v1/traces",
                "management.opentelemetry.tracing.export.schedule-delay", "100ms",
                "management.tracing.sampling.probability", "1.0",
                "gateway.exports.billing.enabled", "true",
                "gateway.exports.billing.address", "127.0.0.1:" + export,
                "gateway.exports.billing.permitted-ips[0]", "127.0.0.1");
    }
}
