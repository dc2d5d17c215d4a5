package io.ucmbilling.start;

import io.ucmbilling.collection.StubUcmProcess;
import io.ucmbilling.testing.FreePorts;
import io.ucmbilling.testing.database.Database;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * {@code ./mvnw -Pbench verify -Dit.test=StartBench}: the start as the image does it, beside an empty application with a cache of its
 * own, and the first minute: the records of one UCM, from the start to the last commit, beside plain COPY of the same rows. With
 * {@code -Dbench.start.java=/opt/java/bin/java} another JVM is measured.
 */
class StartBench {
    private static final Path JAVA = Path.of(System.getProperty(
            "bench.start.java",
            Path.of(System.getProperty("java.home"), "bin", "java").toString()));
    private static final Path FOLDER = Path.of("target/start");
    private static final Path LOG = FOLDER.resolve("start.log");
    private static final int STARTS = 5;
    private static final int RECORDS = Integer.getInteger("bench.start.records", 300_000);
    private static final int DAYS = 30;
    private static final long PATIENCE = TimeUnit.MINUTES.toNanos(10);

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(1)).build();

    /** One start: seconds by the clock and of the processor. */
    private record Start(double wall, double cpu) {}

    @Test
    void printsTheFigures() throws Exception {
        ExtractedJar gateway = ExtractedJar.of(JAVA, Path.of("target/ucm-billing-gateway.jar"), FOLDER.resolve("app"));
        Path cache = ImageOptions.cache(gateway, FOLDER);
        print("cache: %,d MB", Files.size(cache) / 1_000_000);
        starts(gateway, cache);
        firstMinute(gateway, cache);
    }

    private void starts(ExtractedJar gateway, Path cache) throws Exception {
        ExtractedJar empty = EmptyJar.beside(gateway);
        Path emptyCache = FOLDER.resolve("empty.aot");
        List<Start> ours = new ArrayList<>();
        List<Start> theirs = new ArrayList<>();
        List<Start> bare = new ArrayList<>();
        try (Database database = Database.fresh();
                Database other = Database.empty();
                StubUcmProcess ucm =
                        StubUcmProcess.start(LocalDate.now(ZoneOffset.UTC).minusDays(3), 3, 3_000)) {
            started(empty, List.of("-XX:AOTCacheOutput=" + emptyCache), ofEmpty(other), "");
            for (int i = 0; i < STARTS; i++) {
                ours.add(started(gateway, List.of("-XX:AOTCache=" + cache), ofGateway(database, ucm), "/readiness"));
                theirs.add(started(empty, List.of("-XX:AOTCache=" + emptyCache), ofEmpty(other), ""));
                bare.add(started(gateway, List.of(), ofGateway(database, ucm), "/readiness"));
            }
        }
        print("the gateway without a cache: ready in %.1f s, %.1f s of CPU", wall(bare), cpu(bare));
        print("the gateway: ready in %.1f s, %.1f s of CPU", wall(ours), cpu(ours));
        print("an empty application: ready in %.1f s, %.1f s of CPU", wall(theirs), cpu(theirs));
        print(
                "ratio: %.2f by the clock (wanted: at most 1.25), %.2f of CPU",
                wall(ours) / wall(theirs), cpu(ours) / cpu(theirs));
    }

    private Start started(ExtractedJar jar, List<String> jvm, Map<String, String> properties, String group)
            throws Exception {
        long begun = System.nanoTime();
        Process process = jar.start(ImageOptions.with(jvm), properties, LOG);
        try {
            awaitReady(process, Objects.requireNonNull(properties.get("management.server.port")), group);
            Start start = new Start((System.nanoTime() - begun) / 1e9, seconds(process));
            ExtractedJar.stop(process);
            return start;
        } finally {
            process.destroyForcibly();
        }
    }

    private void firstMinute(ExtractedJar gateway, Path cache) throws Exception {
        LocalDate since = LocalDate.now(ZoneOffset.UTC).minusDays(DAYS + 1L);
        try (StubUcmProcess ucm = StubUcmProcess.start(since, DAYS, RECORDS)) {
            minute("warming up the stub UCM", gateway, cache, ucm, since);
            double with = minute("with the cache", gateway, cache, ucm, since);
            double without = minute("without a cache", gateway, null, ucm, since);
            print("first minute: %.2f of COPY with the cache (wanted: at most 3), %.2f without", with, without);
        }
    }

    /** Returns the time from the start to the last commit, as a multiple of what COPY takes. */
    private double minute(String what, ExtractedJar gateway, @Nullable Path cache, StubUcmProcess ucm, LocalDate since)
            throws Exception {
        try (Database database = Database.fresh()) {
            Map<String, String> properties = ofGateway(database, ucm);
            properties.putAll(ucm.settings("stub", since));
            long begun = System.nanoTime();
            Process process = gateway.start(
                    ImageOptions.with(cache == null ? List.of() : List.of("-XX:AOTCache=" + cache)), properties, LOG);
            try {
                awaitRecords(process, database);
                double all = (System.nanoTime() - begun) / 1e9;
                double cpu = seconds(process);
                ExtractedJar.stop(process);
                double copy = RowCopy.of(database).seconds();
                print(
                        "%,d records %s: %.1f s from the start to the last commit, %.1f s of CPU; COPY alone %.1f s",
                        RECORDS, what, all, cpu, copy);
                return all / copy;
            } finally {
                process.destroyForcibly();
            }
        }
    }

    private static Map<String, String> ofEmpty(Database database) throws IOException {
        Map<String, String> properties = new LinkedHashMap<>(database.properties());
        properties.put("server.port", "" + FreePorts.next());
        properties.put("management.server.port", "" + FreePorts.next());
        properties.put("spring.jpa.hibernate.ddl-auto", "none");
        properties.put("spring.threads.virtual.enabled", "true");
        return properties;
    }

    private static Map<String, String> ofGateway(Database database, StubUcmProcess ucm) throws IOException {
        Map<String, String> properties = new LinkedHashMap<>(database.properties());
        properties.putAll(ucm.settings("stub", LocalDate.now(ZoneOffset.UTC).minusDays(3)));
        properties.put("server.port", "" + FreePorts.next());
        properties.put("management.server.port", "" + FreePorts.next());
        properties.put("gateway.exports.billing.enabled", "true");
        properties.put("gateway.exports.billing.address", "127.0.0.1:" + FreePorts.next());
        properties.put("gateway.exports.billing.permitted-ips", "127.0.0.1");
        return properties;
    }

    private void awaitReady(Process process, String port, String group) throws Exception {
        URI health = URI.create("http://127.0.0.1:" + port + "/actuator/health" + group);
        await(process, () -> {
            try {
                return http.send(HttpRequest.newBuilder(health).build(), BodyHandlers.discarding())
                                .statusCode()
                        == 200;
            } catch (IOException _) {
                return false;
            }
        });
    }

    /** Looks at the numbers that were given out first, which costs nothing, and at what is committed at the end. */
    private static void awaitRecords(Process process, Database database) throws Exception {
        JdbcClient sql = JdbcClient.create(database.dataSource());
        await(
                process,
                () -> number(sql, "SELECT last_value FROM leg_number") >= RECORDS
                        && number(sql, "SELECT count(*) FROM leg") == RECORDS);
    }

    private static long number(JdbcClient sql, String query) {
        return sql.sql(query).query(Long.class).single();
    }

    private interface Condition {
        boolean isMet() throws SQLException, InterruptedException;
    }

    private static void await(Process process, Condition condition) throws Exception {
        long begun = System.nanoTime();
        while (!condition.isMet()) {
            if (!process.isAlive() || System.nanoTime() - begun > PATIENCE) {
                throw new IOException("it did not come so far:\n" + Files.readString(LOG));
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
        }
    }

    private static double seconds(Process process) {
        return process.info().totalCpuDuration().orElse(Duration.ZERO).toMillis() / 1e3;
    }

    private static double wall(List<Start> starts) {
        return median(starts.stream().map(Start::wall).toList());
    }

    private static double cpu(List<Start> starts) {
        return median(starts.stream().map(Start::cpu).toList());
    }

    private static double median(List<Double> values) {
        List<Double> sorted = new ArrayList<>(values);
        Collections.sort(sorted);
        return sorted.get(sorted.size() / 2);
    }

    private static void print(String figure, Object... values) {
        System.out.println("bench: " + String.format(Locale.ROOT, figure, values));
    }
}
