package io.ucmbilling.shutdown;

import static org.assertj.core.api.Assertions.assertThat;

import io.ucmbilling.collection.GatewayProcess;
import io.ucmbilling.testing.FreePorts;
import io.ucmbilling.testing.database.Database;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** One replica of a fleet, the built jar as a process with ports of its own, which can be stopped and started again. */
final class ReplicaProcess implements AutoCloseable {
    private static final HttpClient HTTP =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(1)).build();

    private final Database database;
    private final Path log;
    private final List<String> jvm = new ArrayList<>(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"));
    private final List<String> settings;
    private final Map<Face, Integer> ports = new EnumMap<>(Face.class);
    private @Nullable Process process;

    /** Starts it. Its log goes to a file of that name below {@code target}. */
    static ReplicaProcess start(Database database, String name, List<String> settings) throws IOException {
        ReplicaProcess replica = new ReplicaProcess(database, name, settings);
        replica.start();
        return replica;
    }

    /** Starts it from another jar. */
    static ReplicaProcess of(Path jar, Database database, String name, List<String> settings) throws IOException {
        ReplicaProcess replica = new ReplicaProcess(database, name, settings);
        replica.jvm.addAll(List.of(GatewayProcess.JAR, jar.toString()));
        replica.start();
        return replica;
    }

    private ReplicaProcess(Database database, String name, List<String> settings) throws IOException {
        this.database = database;
        this.log = Path.of("target", name + ".log");
        Files.deleteIfExists(log);
        this.settings = new ArrayList<>(settings);
        for (Face face : Face.values()) {
            int port = FreePorts.next();
            ports.put(face, port);
            this.settings.add(face.argument(port));
        }
    }

    int port(Face face) {
        return Objects.requireNonNull(ports.get(face));
    }

    boolean isReady() {
        URI uri = URI.create("http://127.0.0.1:" + port(Face.MANAGEMENT) + "/actuator/health/readiness");
        try {
            return HTTP.send(
                                    HttpRequest.newBuilder(uri)
                                            .timeout(Duration.ofSeconds(5))
                                            .build(),
                                    BodyHandlers.discarding())
                            .statusCode()
                    == 200;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Sends SIGTERM and waits for the end. Returns how long that took. */
    Duration stop(Duration longest) throws InterruptedException {
        long begun = System.nanoTime();
        running().destroy();
        assertThat(running().waitFor(longest.toMillis(), TimeUnit.MILLISECONDS))
                .as("ended within " + longest)
                .isTrue();
        return Duration.ofNanos(System.nanoTime() - begun);
    }

    /** Starts it again, on the same ports. */
    void start() throws IOException {
        process = GatewayProcess.start(database, log, jvm, settings);
    }

    /** Sends SIGKILL. */
    void kill() throws InterruptedException {
        running().destroyForcibly().waitFor();
    }

    private Process running() {
        return Objects.requireNonNull(process, "not started");
    }

    @Override
    public void close() {
        if (process != null) {
            process.destroyForcibly();
        }
    }
}
