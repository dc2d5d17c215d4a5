package io.ucmbilling.simulator.control;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.ucmbilling.simulator.fleet.SimulatedFleet;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * Listens for orders. Each answer is JSON, but for the fleet file: 200, or 400, 404 and 405 with {@code error}, which names
 * what was found and what was expected. A request that a web page sent is refused.
 */
public final class ControlServer implements AutoCloseable {
    private static final int LONGEST_BODY = 64 * 1024;
    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final ControlRoutes routes;

    private ControlServer(SimulatedFleet fleet, InetSocketAddress address) throws IOException {
        routes = new ControlRoutes(fleet);
        server = HttpServer.create(address, 0);
        server.setExecutor(threads);
        server.createContext("/", this::answer);
        server.start();
    }

    /** @param address with port 0: any free one */
    public static ControlServer start(SimulatedFleet fleet, InetSocketAddress address) throws IOException {
        return new ControlServer(fleet, address);
    }

    public int port() {
        return server.getAddress().getPort();
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] body = exchange.getRequestBody().readNBytes(LONGEST_BODY + 1);
            Object answer;
            int status = 200;
            try {
                answer = routes.answer(request(exchange, body));
            } catch (ControlException e) {
                answer = new Problem(String.valueOf(e.getMessage()));
                status = e.status();
            }
            boolean text = answer instanceof String;
            byte[] bytes =
                    (text ? (String) answer : JSON.writeValueAsString(answer) + "\n").getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", text ? "application/yaml" : "application/json");
            exchange.sendResponseHeaders(status, bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }

    private record Problem(String error) {}

    private static ControlRequest request(HttpExchange exchange, byte[] body) throws ControlException {
        if (exchange.getRequestHeaders().containsKey("Origin")) {
            throw new ControlException(403, "found a request of a web page, expected one of a program");
        }
        if (body.length > LONGEST_BODY) {
            throw ControlException.wrong("body", "more than " + LONGEST_BODY + " bytes", "fewer");
        }
        return ControlRequest.of(
                exchange.getRequestMethod(), exchange.getRequestURI(), new String(body, StandardCharsets.UTF_8));
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
