package io.ucmbilling.start;

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
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * {@code ./mvnw -Pbench verify -Dit.test=FleetBench}: a thousand simulated UCMs polled each minute by one replica as large as a container
 * of 512 MB, or {@code -Dbench.fleet.sites=10000 -Dbench.fleet.replicas=3}. Measured for {@code -Dbench.fleet.minutes=5}, once every
 * site was polled.
 */
class FleetBench {
    private static final Path JAVA = Path.of(System.getProperty("java.home"), "bin", "java");
    private static final Path FOLDER = Path.of("target/start");
    private static final int SITES = Integer.getInteger("bench.fleet.sites", 1_000);
    private static final int REPLICAS = Integer.getInteger("bench.fleet.replicas", 1);
    private static final int MINUTES = Integer.getInteger("bench.fleet.minutes", 5);
    private static final int CONTROL = 28_089;

    private static final long PATIENCE = TimeUnit.MINUTES.toNanos(30);
    private static final Pattern RESIDENT = Pattern.compile("VmRSS:\\s*(\\d+) kB");

    private final HttpClient http = HttpClient.newHttpClient();

    /** A replica of the gateway and the port of its management. */
    private record Running(Process process, int management) {
        double cpuSeconds() {
            return process.info().totalCpuDuration().orElse(Duration.ZERO).toMillis() / 1e3;
        }

        long residentMegabytes() throws IOException {
            var found = RESIDENT.matcher(Files.readString(Path.of("/proc/" + process.pid() + "/status")));
            return found.find() ? Long.parseLong(found.group(1)) / 1024 : 0;
        }
    }

    @Test
    void printsTheFigures() throws Exception {
        ExtractedJar gateway = ExtractedJar.of(JAVA, Path.of("target/ucm-billing-gateway.jar"), FOLDER.resolve("app"));
        List<String> jvm = ImageOptions.with(List.of("-XX:AOTCache=" + ImageOptions.cache(gateway, FOLDER)));
        Process simulator = simulator();
        List<Running> replicas = new ArrayList<>();
        try (Database database = Database.fresh()) {
            Files.writeString(FOLDER.resolve("fleet.yaml"), fleet(simulator));
            for (int i = 0; i < REPLICAS; i++) {
                replicas.add(start(gateway, jvm, database, i));
            }
            JdbcClient sql = JdbcClient.create(database.dataSource());
            awaitPolled(replicas, sql);
            measure(replicas, sql);
        } finally {
            replicas.forEach(replica -> replica.process().destroyForcibly());
            simulator.destroy();
        }
    }

    private static Process simulator() throws IOException {
        return new ProcessBuilder(
                        JAVA.toString(),
                        "-Xmx1g",
                        "-jar",
                        "target/ucm-simulator.jar",
                        "--count=" + SITES,
                        "--bind=127.8.0.1",
                        "--port=20000",
                        "--control-port=" + CONTROL,
                        "--generation=22,33,44",
                        "--history=1",
                        "--calls-per-day=" + Math.max(5, 100_000 / SITES),
                        "--no-recordings")
                .redirectErrorStream(true)
                .redirectOutput(FOLDER.resolve("simulator.log").toFile())
                .start();
    }

    /** Returns the configuration of all sites, which begin two days ago. */
    private String fleet(Process simulator) throws Exception {
        long begun = System.nanoTime();
        while (simulator.isAlive() && System.nanoTime() - begun < PATIENCE) {
            try {
                String since = "      since: " + LocalDate.now(ZoneOffset.UTC).minusDays(2) + "\n      api:";
                return get(CONTROL, "/fleet.yaml").replace("      api:", since);
            } catch (IOException _) {
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(200));
            }
        }
        throw new IOException("no fleet came of the simulator");
    }

    private static Running start(ExtractedJar gateway, List<String> jvm, Database database, int number)
            throws IOException {
        int management = FreePorts.next();
        Map<String, String> properties = new LinkedHashMap<>(database.properties());
        properties.put(
                "spring.config.additional-location",
                FOLDER.resolve("fleet.yaml").toUri().toString());
        properties.put("server.port", "" + FreePorts.next());
        properties.put("management.server.port", "" + management);
        properties.put("logging.level.root", "warn");
        return new Running(gateway.start(jvm, properties, FOLDER.resolve("replica-" + number + ".log")), management);
    }

    private static void awaitPolled(List<Running> replicas, JdbcClient sql) throws IOException {
        long begun = System.nanoTime();
        while (polled(sql) < SITES) {
            if (!replicas.stream().allMatch(replica -> replica.process().isAlive())
                    || System.nanoTime() - begun > PATIENCE) {
                throw new IOException("only " + polled(sql) + " sites were polled");
            }
            LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(1));
        }
        print(
                "%,d sites of %d replicas polled for the first time %.0f s after the start",
                SITES, replicas.size(), (System.nanoTime() - begun) / 1e9);
    }

    private static long polled(JdbcClient sql) {
        return sql.sql("SELECT count(*) FROM site WHERE tail_at IS NOT NULL")
                .query(Long.class)
                .single();
    }

    private void measure(List<Running> replicas, JdbcClient sql) throws Exception {
        // The days of the first collection are read beside the polls for a while.
        LockSupport.parkNanos(TimeUnit.MINUTES.toNanos(2));
        List<Double> before = replicas.stream().map(Running::cpuSeconds).toList();
        LockSupport.parkNanos(TimeUnit.MINUTES.toNanos(MINUTES));
        for (int i = 0; i < replicas.size(); i++) {
            Running replica = replicas.get(i);
            String metrics = get(replica.management(), "/actuator/prometheus");
            print(
                    "replica %d: %.2f of a core (wanted: 0.5 for 1,000 sites), %d MB resident, %.0f MB of heap used,"
                            + " %.0f connections to the database",
                    i + 1,
                    (replica.cpuSeconds() - before.get(i)) / (60.0 * MINUTES),
                    replica.residentMegabytes(),
                    sum(metrics, "jvm_memory_used_bytes\\{area=\"heap\"[^}]*\\}") / 1e6,
                    sum(metrics, "hikaricp_connections\\{[^}]*\\}"));
        }
        print(
                "oldest success of a site: %.0f s ago; sites with a fault: %d",
                number(sql, "SELECT max(extract(epoch FROM now() - tail_at)) FROM site"),
                (long) number(sql, "SELECT count(*) FROM site WHERE failures > 0"));
    }

    private static double number(JdbcClient sql, String query) {
        return sql.sql(query).query(Double.class).single();
    }

    private static double sum(String metrics, String name) {
        return Pattern.compile("(?m)^" + name + " (\\S+)$")
                .matcher(metrics)
                .results()
                .mapToDouble(found -> Double.parseDouble(found.group(1)))
                .sum();
    }

    private String get(int port, String target) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + target))
                .build();
        var answer = http.send(request, BodyHandlers.ofString());
        if (answer.statusCode() != 200) {
            throw new IOException(target + " was answered " + answer.statusCode());
        }
        return answer.body();
    }

    private static void print(String figure, Object... values) {
        System.out.println("bench: " + String.format(Locale.ROOT, figure, values));
    }
}
