package io.ucmbilling.billing;

import static org.assertj.core.api.Assertions.assertThat;

import com.atlassian.oai.validator.model.Request;
import com.atlassian.oai.validator.model.SimpleResponse;
import io.micrometer.core.instrument.MeterRegistry;
import io.ucmbilling.access.client.ApiKey;
import io.ucmbilling.collection.Replica;
import io.ucmbilling.testing.SettableClock;
import io.ucmbilling.testing.database.Database;
import io.ucmbilling.testing.database.DatabaseStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.springframework.core.env.Environment;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The whole application with two sites that are never polled, on a database of its own, asked over real HTTP. */
final class RestGateway implements AutoCloseable {
    static final Instant NOW = Instant.parse("2026-03-05T12:00:00Z");
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    final SettableClock clock;
    private final Database database;
    private final Map<String, ApiKey> keys;
    private final Map<String, String> settings;
    private final Replica replica;
    private final boolean isFirst;
    private final DescribedApi api;

    /** @param clients settings below {@code gateway.api.clients}, by name; each client gets a key */
    RestGateway(Map<String, Map<String, String>> clients) {
        this(clients, List.of("branch-a", "branch-b"), Map.of());
    }

    /** @param more settings that count instead of those of this class */
    RestGateway(Map<String, Map<String, String>> clients, Map<String, String> more) {
        this(clients, List.of("branch-a", "branch-b"), more);
    }

    /** @param sites the fleet; none of them is ever polled */
    RestGateway(Map<String, Map<String, String>> clients, List<String> sites, Map<String, String> more) {
        database = Database.fresh();
        keys = new HashMap<>();
        settings = new HashMap<>();
        sites.forEach(site -> settings.putAll(Replica.unpolledSite(site)));
        clients.forEach((name, client) -> {
            ApiKey key = ApiKey.fresh();
            keys.put(name, key);
            settings.put("gateway.api.clients." + name + ".key-sha256", key.sha256());
            client.forEach((setting, value) -> settings.put("gateway.api.clients." + name + "." + setting, value));
        });
        settings.putAll(more);
        clock = new SettableClock(NOW);
        isFirst = true;
        replica = Replica.start(database, clock, settings);
        api = described();
    }

    /** Another replica, with the same database, clock, settings and keys. */
    private RestGateway(RestGateway first) {
        database = first.database;
        keys = first.keys;
        settings = first.settings;
        clock = first.clock;
        isFirst = false;
        replica = Replica.start(database, clock, settings);
        api = described();
    }

    private DescribedApi described() {
        return DescribedApi.of(
                () -> send(port("server"), "GET", "", "/openapi.json").body());
    }

    /** Starts another replica, which is closed before the first one. */
    RestGateway second() {
        return new RestGateway(this);
    }

    /** Polls until nothing is due any more. */
    void collect() {
        Replica.collect(List.of(replica));
    }

    Replica replica() {
        return replica;
    }

    <T> T bean(Class<T> type) {
        return replica.bean(type);
    }

    /** Returns another replica's view of the store. */
    DatabaseStore otherStore() {
        return new DatabaseStore(database, clock);
    }

    int waitingFollowers() {
        return gauge("gateway.api.waiting.followers");
    }

    /** Returns how many have asked and are not answered, waiting or not. */
    int unansweredFollowers() {
        return gauge("gateway.api.unanswered.followers");
    }

    private int gauge(String name) {
        return (int) bean(MeterRegistry.class).get(name).gauge().value();
    }

    int port() {
        return port("server");
    }

    /** Returns the address of the application's port. */
    String url() {
        return "http://127.0.0.1:" + port("server");
    }

    String key(String client) {
        return Objects.requireNonNull(keys.get(client)).text();
    }

    private int port(String which) {
        return Integer.parseInt(bean(Environment.class).getRequiredProperty("local." + which + ".port"));
    }

    HttpResponse<String> get(String client, String target, String... headers) {
        return send("GET", "Bearer " + key(client), target, headers);
    }

    /** Asks without waiting for the answer, which is not compared with the document. */
    CompletableFuture<HttpResponse<String>> ask(HttpClient http, String client, String target) {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port("server") + target))
                .header("Authorization", "Bearer " + key(client))
                .build();
        return http.sendAsync(request, BodyHandlers.ofString());
    }

    /** @param authorization empty: none is sent */
    HttpResponse<String> send(String method, String authorization, String target, String... headers) {
        HttpResponse<String> answer = send(port("server"), method, authorization, target, headers);
        api.answers().check(method, target.replaceFirst("\\?.*", ""), answer);
        if (method.equals("GET") && answer.statusCode() != 304) {
            validate(Request.Method.GET, target.replaceFirst("\\?.*", ""), answer);
        }
        return answer;
    }

    /** Sends a body as JSON, unless a header says otherwise. */
    HttpResponse<String> post(String client, String target, String body, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url() + target))
                .POST(BodyPublishers.ofString(body))
                .header("Authorization", "Bearer " + key(client))
                .setHeader("Content-Type", "application/json");
        for (int i = 0; i < headers.length; i += 2) {
            request.setHeader(headers[i], headers[i + 1]);
        }
        HttpResponse<String> answer = send(request.build());
        api.answers().check("POST", target.replaceFirst("\\?.*", ""), answer);
        validate(Request.Method.POST, target.replaceFirst("\\?.*", ""), answer);
        return answer;
    }

    private static HttpResponse<String> send(HttpRequest request) {
        try {
            return HTTP.send(request, BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Polls what is due, until nothing is. */
    void poll() {
        Replica.collect(List.of(replica));
    }

    /** Dies as a process does that is killed, but for its HTTP. */
    void kill() {
        replica.kill();
    }

    /** Compares an answer of a described operation with the document. */
    private void validate(Request.Method method, String path, HttpResponse<String> answer) {
        boolean json = answer.headers().firstValue("Content-Type").orElse("").contains("json")
                && !answer.headers().firstValue("Content-Type").orElse("").contains("ndjson");
        if (json
                && answer.statusCode() != 405
                && path.matches(
                        "/api/v1/(sites(/[^/]+(/days|/collections)?)?|collections/[^/]+|audit|calls(/[^/]+(/recordings/[^/]+)?)?|legs|changes|usage)")) {
            SimpleResponse.Builder response = SimpleResponse.Builder.status(answer.statusCode());
            answer.headers().firstValue("Content-Type").ifPresent(response::withContentType);
            assertThat(api.validator()
                            .validateResponse(
                                    path,
                                    method,
                                    response.withBody(answer.body()).build())
                            .getMessages())
                    .isEmpty();
        }
    }

    /** Returns an answer whose body is no text. */
    HttpResponse<byte[]> bytes(String client, String target, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port("server") + target))
                .header("Authorization", "Bearer " + key(client));
        if (headers.length > 0) {
            request.headers(headers);
        }
        try {
            HttpResponse<byte[]> answer = HTTP.send(request.build(), BodyHandlers.ofByteArray());
            api.answers().check("GET", target.replaceFirst("\\?.*", ""), answer);
            return answer;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Opens a connection on which nothing was sent yet. */
    Socket connect() throws IOException {
        return new Socket("127.0.0.1", port("server"));
    }

    /** Asks the management port. */
    HttpResponse<String> manage(String target) {
        return send(port("management"), "GET", "", target);
    }

    private static HttpResponse<String> send(
            int port, String method, String authorization, String target, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + target))
                .method(method, BodyPublishers.noBody());
        if (!authorization.isEmpty()) {
            request.header("Authorization", authorization);
        }
        if (headers.length > 0) {
            request.headers(headers);
        }
        return send(request.build());
    }

    /** Returns all that comes back to exactly these bytes. */
    String raw(String request) {
        try (Socket socket = new Socket("127.0.0.1", port("server"))) {
            socket.setSoTimeout(20_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static JsonNode json(HttpResponse<String> answer) {
        return JsonMapper.shared().readTree(answer.body());
    }

    @Override
    public void close() {
        replica.close();
        if (isFirst) {
            database.close();
        }
    }
}
