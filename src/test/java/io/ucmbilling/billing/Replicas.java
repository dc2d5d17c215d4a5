package io.ucmbilling.billing;

import io.ucmbilling.access.client.ApiKey;
import io.ucmbilling.collection.Replica;
import io.ucmbilling.testing.SettableClock;
import io.ucmbilling.testing.database.Database;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.core.env.Environment;

/** Replicas of a gateway on one database. Who asks is answered by one after the other, of those that live. */
final class Replicas implements AutoCloseable {
    private final Database database;
    private final Map<String, ApiKey> keys = new HashMap<>();
    private final Map<String, String> settings = new HashMap<>();
    private final List<Replica> live = new CopyOnWriteArrayList<>();
    private final List<CompletableFuture<Void>> closing = new ArrayList<>();
    private final AtomicInteger turn = new AtomicInteger();
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    /**
     * @param sites ids; none is ever polled
     * @param clients settings below {@code gateway.api.clients}, by name; each client gets a key
     */
    Replicas(Database database, List<String> sites, Map<String, Map<String, String>> clients) {
        this.database = database;
        for (String site : sites) {
            settings.put("gateway.sites." + site + ".url", "https://127.0.0.1:1");
            settings.put("gateway.sites." + site + ".username", "cdrapi");
            settings.put("gateway.sites." + site + ".password", "cdrapi123");
            settings.put("gateway.sites." + site + ".time-zone", "America/Chicago");
        }
        clients.forEach((name, client) -> {
            ApiKey key = ApiKey.fresh();
            keys.put(name, key);
            settings.put("gateway.api.clients." + name + ".key-sha256", key.sha256());
            client.forEach((setting, value) -> settings.put("gateway.api.clients." + name + "." + setting, value));
        });
    }

    /** Starts one more. */
    void start() {
        live.add(Replica.start(database, new SettableClock(RestGateway.NOW), settings));
    }

    /** Kills one: its connections to the database break where they are, and it gives nothing back. */
    void kill(int which) {
        Replica killed = live.remove(which % live.size());
        killed.kill();
        closing.add(CompletableFuture.runAsync(killed::close));
    }

    /** Asks the next one. */
    HttpResponse<String> ask(String client, String target, String accept) throws IOException {
        Replica replica = live.get(Math.floorMod(turn.getAndIncrement(), live.size()));
        String port = replica.bean(Environment.class).getRequiredProperty("local.server.port");
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + target))
                .header(
                        "Authorization",
                        "Bearer " + Objects.requireNonNull(keys.get(client)).text())
                .header("Accept", accept)
                .build();
        try {
            return http.send(request, BodyHandlers.ofString());
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        live.forEach(Replica::close);
        closing.forEach(CompletableFuture::join);
        http.shutdownNow();
    }
}
