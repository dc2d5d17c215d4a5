package io.ucmbilling.start;

import io.ucmbilling.access.client.ApiKey;
import io.ucmbilling.collection.StubUcmProcess;
import io.ucmbilling.testing.DemoFleet;
import io.ucmbilling.testing.FreePorts;
import io.ucmbilling.testing.database.Database;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The training of the cache that the gateway starts from (JEP 483, JEP 515): classes as they are loaded and linked, and what the JVM
 * learnt of the code that runs most, so that it is compiled at once.
 *
 * <ol>
 *   <li>A PostgreSQL and a fleet of simulated UCMs start, small ones with recordings and one with many records.
 *   <li>The gateway starts as the image starts it, with the JVM of the image: a cache fits no other one.
 *   <li>It collects the fleet, and every face is asked for a while.
 *   <li>It is ended as an operator ends it. At its end the JVM writes the cache.
 * </ol>
 */
final class CacheTraining {
    private static final int ROUNDS = 25;
    private static final int DAYS = 20;
    private static final int RECORDS = 100_000;
    private static final String BUSY = "busy";

    /** The busy one and those of the demo. */
    private static final int SITES = 4;

    private static final long PATIENCE = TimeUnit.MINUTES.toNanos(5);

    private final HttpClient http = HttpClient.newHttpClient();
    private final ApiKey key = ApiKey.fresh();
    private final int application;
    private final int management;
    private final int export;

    CacheTraining() throws IOException {
        this.application = FreePorts.next();
        this.management = FreePorts.next();
        this.export = FreePorts.next();
    }

    /**
     * Trains. Not static, so that the demo's main class stays the only one that Spring Boot's plugin finds.
     *
     * @param args the JVM's command, such as {@code /opt/java/bin/java}; the extracted {@code ucm-billing-gateway.jar}, with
     *     {@code lib} beside it; the cache to write; further options of the JVM
     */
    void main(String[] args) throws Exception {
        if (args.length < 3) {
            System.err.println("expected: <java> <extracted jar> <cache> [option of the JVM …]");
            System.exit(2);
        }
        ExtractedJar jar = new ExtractedJar(Path.of(args[0]), Path.of(args[1]));
        Path cache = Path.of(args[2]);
        train(jar, cache, List.of(args).subList(3, args.length));
        System.out.printf("trained: %s, %,d bytes%n", cache, Files.size(cache));
        System.exit(0);
    }

    /** @param options further ones of the JVM */
    void train(ExtractedJar jar, Path cache, List<String> options) throws Exception {
        Path log = Path.of(cache + ".log");
        LocalDate since = LocalDate.now(ZoneOffset.UTC).minusDays(DAYS);
        try (DemoFleet fleet = DemoFleet.start(Clock.systemUTC());
                StubUcmProcess busy = StubUcmProcess.start(since, DAYS, RECORDS)) {
            Map<String, String> properties = new LinkedHashMap<>(fleet.properties());
            properties.putAll(busy.settings(BUSY, since));
            properties.putAll(Database.own().database().properties());
            properties.putAll(faces());
            List<String> jvm = new ArrayList<>(options);
            jvm.add("-XX:AOTCacheOutput=" + cache);
            Process gateway = jar.start(jvm, properties, log);
            try {
                awaitCollection(gateway);
                FaceVisits visits = new FaceVisits(http, application, management, export, key.text());
                for (int round = 0; round < ROUNDS; round++) {
                    visits.round();
                }
                ExtractedJar.stop(gateway);
            } finally {
                gateway.destroyForcibly();
            }
        } catch (IOException e) {
            throw new IOException("the training failed; the gateway said:\n" + Files.readString(log), e);
        }
    }

    private Map<String, String> faces() {
        return Map.of(
                "server.port",
                "" + application,
                "management.server.port",
                "" + management,
                "gateway.exports.training.enabled",
                "true",
                "gateway.exports.training.address",
                "127.0.0.1:" + export,
                "gateway.exports.training.username",
                FaceVisits.USERNAME,
                "gateway.exports.training.password",
                FaceVisits.PASSWORD,
                "gateway.exports.training.permitted-ips",
                "127.0.0.1",
                "gateway.api.clients.training.key-sha256",
                key.sha256());
    }

    /** Waits until each site's days up to yesterday were read. */
    private void awaitCollection(Process gateway) throws IOException, InterruptedException {
        long begun = System.nanoTime();
        while (!isCollected()) {
            if (!gateway.isAlive() || System.nanoTime() - begun > PATIENCE) {
                throw new IOException("the first collection did not come to its end");
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(200));
        }
    }

    private boolean isCollected() throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + management + "/actuator/collection"))
                .build();
        try {
            JsonNode sites = JsonMapper.shared()
                    .readTree(http.send(request, BodyHandlers.ofString()).body());
            return sites.size() == SITES
                    && sites.valueStream()
                            .map(site -> site.get("firstCollection"))
                            .allMatch(first -> first.get("read").asInt()
                                    == first.get("days").asInt());
        } catch (ConnectException _) {
            return false;
        }
    }
}
