package io.ucmbilling.shutdown;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;
import org.apache.hc.client5.http.auth.AuthScope;
import org.apache.hc.client5.http.auth.UsernamePasswordCredentials;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.impl.auth.BasicCredentialsProvider;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.client5.http.ssl.DefaultClientTlsStrategy;
import org.apache.hc.client5.http.ssl.NoopHostnameVerifier;
import org.apache.hc.client5.http.ssl.TrustAllStrategy;
import org.apache.hc.core5.http.io.entity.EntityUtils;
import org.apache.hc.core5.ssl.SSLContexts;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Clients on every face, each of which asks again and again on a connection that it keeps as long as it may. None tries anything a second
 * time: what fails is told.
 */
final class FaceClients implements AutoCloseable {
    private static final int PAUSE_MILLIS = 30;
    /** Those that do not wait. */
    private static final List<String> EACH = List.of("cdrapi", "recapi", "calls", "management", "feed");

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final ReadyBalancer balancer;
    private final String key;
    private final ScheduledThreadPoolExecutor threads = new ScheduledThreadPoolExecutor(12);
    private final List<CloseableHttpClient> clients = new ArrayList<>();
    private final Map<String, Integer> answers = new ConcurrentHashMap<>();
    private final Map<String, Integer> unavailable = new ConcurrentHashMap<>();
    private final Queue<String> failures = new ConcurrentLinkedQueue<>();
    private final Set<String> followed = ConcurrentHashMap.newKeySet();
    private volatile String next = "";

    FaceClients(ReadyBalancer balancer, String key) {
        this.balancer = balancer;
        this.key = key;
    }

    /** Begins to ask. */
    void start() {
        for (int i = 0; i < 2; i++) {
            ask("cdrapi", () -> export("/cdrapi?format=json&numRecords=20"));
            ask("recapi", () -> export("/recapi?filedir=monitor"));
            ask("calls", () -> rest("/api/v1/calls?limit=20&order=-startedAt"));
            ask("management", () -> "http://127.0.0.1:" + balancer.port(Face.MANAGEMENT) + "/actuator/collection");
        }
        ask("waiting", () -> rest("/api/v1/changes?wait=20&after=now"));
        ask("feed", () -> rest("/api/v1/changes?wait=5&limit=200" + (next.isEmpty() ? "" : "&after=" + next)));
    }

    private String export(String target) {
        return "https://127.0.0.1:" + balancer.port(Face.EXPORT) + target;
    }

    private String rest(String target) {
        return "http://127.0.0.1:" + balancer.port(Face.REST) + target;
    }

    private void ask(String name, Supplier<String> url) {
        CloseableHttpClient client = client();
        clients.add(client);
        var _ = threads.scheduleWithFixedDelay(
                () -> ask(name, client, url.get()), 0, PAUSE_MILLIS, TimeUnit.MILLISECONDS);
    }

    private static SSLContext trustingAnyone() {
        try {
            return SSLContexts.custom()
                    .loadTrustMaterial(TrustAllStrategy.INSTANCE)
                    .build();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static CloseableHttpClient client() {
        BasicCredentialsProvider credentials = new BasicCredentialsProvider();
        credentials.setCredentials(
                new AuthScope("127.0.0.1", -1), new UsernamePasswordCredentials("legacy", "legacy123".toCharArray()));
        return HttpClients.custom()
                .disableAutomaticRetries()
                .setDefaultCredentialsProvider(credentials)
                .setConnectionManager(PoolingHttpClientConnectionManagerBuilder.create()
                        .setTlsSocketStrategy(
                                new DefaultClientTlsStrategy(trustingAnyone(), NoopHostnameVerifier.INSTANCE))
                        .build())
                .build();
    }

    private void ask(String name, CloseableHttpClient client, String url) {
        HttpGet request = new HttpGet(url);
        if (url.contains("/api/v1/")) {
            request.setHeader("Authorization", "Bearer " + key);
        }
        try {
            client.execute(request, response -> {
                String body = EntityUtils.toString(response.getEntity());
                if (response.getCode() == 503 && response.containsHeader("Retry-After")) {
                    unavailable.merge(name, 1, Integer::sum);
                    return body;
                }
                if (response.getCode() != 200) {
                    throw new IOException(response.getCode() + " " + body);
                }
                if (name.equals("feed")) {
                    follow(JSON.readTree(body));
                }
                answers.merge(name, 1, Integer::sum);
                return body;
            });
        } catch (IOException | RuntimeException e) {
            failures.add(name + ": " + e);
        }
    }

    private void follow(JsonNode page) {
        page.get("items").forEach(item -> followed.add(item.get("subject").asString()));
        next = page.get("next").asString();
    }

    /** Returns how many requests were answered, by face. */
    Map<String, Integer> answers() {
        return new TreeMap<>(answers);
    }

    /** Returns whether each client that does not wait was answered three times since then. */
    boolean answeredSince(Map<String, Integer> before) {
        return EACH.stream().allMatch(name -> answers.getOrDefault(name, 0) > before.getOrDefault(name, 0) + 2);
    }

    /** Returns how many requests were answered 503 with the time to come again, by face. */
    Map<String, Integer> unavailable() {
        return new TreeMap<>(unavailable);
    }

    /** Returns the other requests that were not answered 200. */
    List<String> failures() {
        return List.copyOf(failures);
    }

    /** Returns the calls that the feed has told of. */
    Set<String> followed() {
        return new HashSet<>(followed);
    }

    @Override
    public void close() throws IOException {
        threads.shutdownNow();
        for (CloseableHttpClient client : clients) {
            client.close();
        }
    }
}
