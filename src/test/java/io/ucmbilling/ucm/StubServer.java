package io.ucmbilling.ucm;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.ucmbilling.testing.Certificates;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** An HTTPS server that answers as a test says and remembers what it was asked. */
public final class StubServer implements AutoCloseable {
    public static final Certificates.Identity IDENTITY = Certificates.generate("ucm.example");

    public final List<Call> calls = new CopyOnWriteArrayList<>();
    private final HttpsServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    /** A request as it came. */
    public record Call(
            String method,
            String target,
            @Nullable String authorization,
            @Nullable String agent,
            @Nullable String range,
            @Nullable String cookie,
            String body) {}

    /** An answer; headers as name, value, name, value. */
    public record Reply(int status, String body, String... headers) {
        public static Reply json(String body) {
            return new Reply(200, body, "Content-Type", "application/json;charset=UTF-8");
        }
    }

    public StubServer(Function<Call, Reply> replies) {
        this(IDENTITY, replies);
    }

    public StubServer(Certificates.Identity identity, Function<Call, Reply> replies) {
        try {
            server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        server.setHttpsConfigurator(new HttpsConfigurator(identity.serverContext()));
        server.setExecutor(threads);
        server.createContext("/", exchange -> answer(exchange, replies));
        server.start();
    }

    public int port() {
        return server.getAddress().getPort();
    }

    /** How many requests came with credentials. */
    public long attempts() {
        return calls.stream().filter(call -> call.authorization() != null).count();
    }

    private void answer(HttpExchange exchange, Function<Call, Reply> replies) throws IOException {
        try (exchange) {
            Call call = new Call(
                    exchange.getRequestMethod(),
                    exchange.getRequestURI().toString(),
                    exchange.getRequestHeaders().getFirst("Authorization"),
                    exchange.getRequestHeaders().getFirst("User-Agent"),
                    exchange.getRequestHeaders().getFirst("Range"),
                    exchange.getRequestHeaders().getFirst("Cookie"),
                    new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            calls.add(call);
            Reply reply = replies.apply(call);
            for (int i = 0; i < reply.headers().length; i += 2) {
                exchange.getResponseHeaders().add(reply.headers()[i], reply.headers()[i + 1]);
            }
            byte[] body = reply.body().getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(reply.status(), body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
