package io.ucmbilling.billing;

import io.ucmbilling.calls.sums.RollupSteps;
import io.ucmbilling.calls.usage.WaitingTimes;
import io.ucmbilling.calls.view.CallFilter;
import io.ucmbilling.store.database.Transactions;
import io.ucmbilling.store.serving.QueryClient;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.sql.Connection;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.postgresql.PGConnection;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * {@code ./mvnw -Pbench verify}: the REST view over ten million legs of eight sites in three years, asked over HTTP in this JVM, each
 * figure beside its goal. {@code -Dbench.billing.legs=200000} makes it short.
 */
class BillingBench {
    private static final int LEGS = Integer.getInteger("bench.billing.legs", 10_000_000);
    private static final List<String> SITES =
            IntStream.rangeClosed(1, 8).mapToObj(number -> "site-" + number).toList();
    private static final String ALL = "from=2023-03-01&to=2026-03-01";
    private static final String MONTH = "from=2024-10-01&to=2024-11-01";
    private static final String YEAR = "from=2024-03-01&to=2025-03-01&zone=America/Chicago";

    private final HttpClient http = HttpClient.newHttpClient();
    private final RestGateway gateway = new RestGateway(Map.of("erp", Map.of()), SITES, Map.of());

    @Test
    void printsTheFigures() throws Exception {
        try (gateway) {
            print(BenchLegs.keep(gateway.replica(), SITES, LEGS));
            lists();
            counts();
            print("usage before it is rolled up:");
            usage();
            rollUp();
            usage();
            feed();
            csv();
            disk();
        }
    }

    private void lists() throws Exception {
        List<String> filters = List.of(
                "",
                "site=site-3",
                "direction=INBOUND",
                "direction=EXTERNAL",
                "status=BUSY",
                "status=UNKNOWN",
                "kind=QUEUE",
                "kind=PARK",
                "trunk=carrier-2",
                "trunk=none",
                "extension=1005",
                "extension=10*",
                "extension=9*",
                "accountCode=code-7",
                "accountCode=none",
                "recorded=true",
                "minBillable=250",
                "maxBillable=1",
                "minDuration=100000",
                "site=site-3&direction=OUTBOUND&status=ANSWERED");
        double worst = 0;
        String slowest = "";
        List<Double> every = new ArrayList<>();
        for (String filter : filters) {
            List<Double> times = walk(MONTH, filter);
            every.addAll(times);
            double p95 = percentile(times, 95);
            print(
                    "  list of a month, %s: p95 %.0f ms of %d pages",
                    filter.isEmpty() ? "no filter" : filter, p95, times.size());
            if (p95 > worst) {
                worst = p95;
                slowest = filter;
            }
        }
        for (String role : List.of("caller", "callee", "dialled", "answeredBy", "party")) {
            for (String number : List.of("%2B12025550123", "%2B1202555012*", "%2B1*", "1005", "9*", "%2B12025559999")) {
                List<Double> times = walk(ALL, role + "=" + number);
                every.addAll(times);
                double p95 = percentile(times, 95);
                print("  list of three years, %s=%s: p95 %.0f ms of %d pages", role, number, p95, times.size());
                if (p95 > worst) {
                    worst = p95;
                    slowest = role + "=" + number;
                }
            }
        }
        List<Double> plain = walk(ALL, "");
        every.addAll(plain);
        print(
                "list of three years, no filter: p95 %.0f ms of %d pages (wanted: 50)",
                percentile(plain, 95), plain.size());
        print(
                "lists: p95 %.0f ms of all pages (wanted: 50); slowest %s with %.0f ms",
                percentile(every, 95), slowest, worst);
    }

    /** Asks for the first hundred pages forwards and backwards, three times for the first ones. */
    private List<Double> walk(String period, String filter) throws Exception {
        List<Double> times = new ArrayList<>();
        get("/api/v1/calls?" + period + "&" + filter);
        for (String order : List.of("startedAt", "-startedAt")) {
            String target = "/api/v1/calls?" + period + "&order=" + order + (filter.isEmpty() ? "" : "&" + filter);
            String cursor = "";
            for (int page = 0; page < 100 && cursor != null; page++) {
                long begun = System.nanoTime();
                JsonNode answer = get(target + (cursor.isEmpty() ? "" : "&cursor=" + cursor));
                times.add((System.nanoTime() - begun) / 1e6);
                cursor = answer.get("next").stringValue(null);
            }
        }
        return times;
    }

    private void counts() throws Exception {
        for (String filter : List.of("", "&site=site-3", "&direction=INBOUND", "&extension=1005", "&minBillable=60")) {
            print(
                    "exact count of a month%s: p95 %.0f ms (wanted: 100)",
                    filter, percentile(times("/api/v1/calls?limit=1&count=true&" + MONTH + filter), 95));
        }
    }

    private void rollUp() {
        long begun = System.nanoTime();
        int steps = 0;
        while (gateway.bean(RollupSteps.class).next(Duration.ZERO)) {
            steps++;
        }
        print("summed up and rolled up in %d steps, %.1f s", steps, (System.nanoTime() - begun) / 1e9);
        gateway.bean(Transactions.class)
                .client()
                .sql("VACUUM ANALYZE usage_rollup, usage_period, usage_part, usage_part_day")
                .update();
    }

    private void usage() throws Exception {
        print(
                "usage of a year by day and direction: p95 %.0f ms (wanted: 100)",
                percentile(times("/api/v1/usage?groupBy=day,direction&" + YEAR), 95));
        print(
                "usage of a year by extension, top 10: p95 %.0f ms (wanted: 200)",
                percentile(times("/api/v1/usage?groupBy=extension&top=10&" + YEAR), 95));
        for (String more :
                List.of("hourOfWeek", "trunk", "status", "extension&site=site-3", "month,extension&top=10")) {
            print(
                    "  usage of a year by %s: p95 %.0f ms",
                    more, percentile(times("/api/v1/usage?groupBy=" + more + "&" + YEAR), 95));
        }
        ZoneId zone = ZoneId.of("America/Chicago");
        CallFilter year = CallFilter.of(SITES)
                .during(
                        LocalDate.of(2024, 3, 1).atStartOfDay(zone).toInstant(),
                        LocalDate.of(2025, 3, 1).atStartOfDay(zone).toInstant());
        List<Double> waits = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            long begun = System.nanoTime();
            gateway.bean(WaitingTimes.class).of(year, new QueryClient(Duration.ofMinutes(1), () -> true));
            waits.add((System.nanoTime() - begun) / 1e6);
        }
        print("  waiting times of a year: p95 %.0f ms", percentile(waits, 95));
    }

    private void feed() throws Exception {
        List<Double> seconds = new ArrayList<>();
        List<Integer> events = new ArrayList<>();
        String after = "";
        boolean more = true;
        while (more) {
            long begun = System.nanoTime();
            JsonNode answer = get("/api/v1/changes?limit=1000" + (after.isEmpty() ? "" : "&after=" + after));
            seconds.add((System.nanoTime() - begun) / 1e9);
            events.add(answer.get("items").size());
            after = answer.get("next").asString();
            more = answer.get("more").booleanValue();
        }
        int tenth = Math.max(1, events.size() / 10);
        print(
                "feed from the beginning, read and parsed by one client: %,.0f events/s; first tenth %,.0f, last tenth"
                        + " %,.0f (wanted: 20,000)",
                rate(events, seconds, 0, events.size()),
                rate(events, seconds, 0, tenth),
                rate(events, seconds, events.size() - tenth, events.size()));
    }

    private static double rate(List<Integer> events, List<Double> seconds, int from, int to) {
        return events.subList(from, to).stream().mapToInt(Integer::intValue).sum()
                / seconds.subList(from, to).stream()
                        .mapToDouble(Double::doubleValue)
                        .sum();
    }

    private void csv() throws Exception {
        System.gc();
        long before = heap();
        print("csv: %.0f MB more heap in use at most (wanted: 64)", (heapBeside(this::readCsv) - before) / 1e6);
        long begun = System.nanoTime();
        long bytes = readCsv();
        double seconds = (System.nanoTime() - begun) / 1e9;
        print("csv of %,d MB: %.1f s", bytes / 1_000_000, seconds);
        begun = System.nanoTime();
        try (Connection connection = gateway.bean(DataSource.class).getConnection()) {
            connection
                    .unwrap(PGConnection.class)
                    .getCopyAPI()
                    .copyOut(
                            "COPY (SELECT id, version, site, session, started_at, utc_offset, answered_at, ended_at,"
                                + " duration, wait, billable, direction, status, kinds, caller_number,"
                                + " caller_presented, caller_name, caller_e164, callee_number, callee_e164,"
                                + " dialled_number, dialled_e164, answered_by, trunk_tokens, trunk_names, extensions,"
                                + " account_code, legs, recordings FROM call WHERE started_at >= '2024-03-01Z' AND"
                                + " started_at < '2024-12-01Z' ORDER BY started_at, id) TO STDOUT (FORMAT csv)",
                            OutputStream.nullOutputStream());
        }
        double copied = (System.nanoTime() - begun) / 1e9;
        print("COPY of the same: %.1f s; ratio %.2f (wanted: 0.5)", copied, copied / seconds);
    }

    private long readCsv() throws Exception {
        String period = "from=2024-03-01&to=2024-12-01";
        HttpRequest request =
                request("/api/v1/calls?" + period).header("Accept", "text/csv").build();
        try (InputStream body = http.send(request, BodyHandlers.ofInputStream()).body()) {
            return body.transferTo(OutputStream.nullOutputStream());
        }
    }

    /** Returns the most of the heap that was in use beside some work, looked at after collections that leave it time to go on. */
    private static long heapBeside(Callable<Long> work) throws Exception {
        long most = 0;
        try (ExecutorService worker = Executors.newSingleThreadExecutor()) {
            Future<Long> done = worker.submit(work);
            while (!done.isDone()) {
                System.gc();
                most = Math.max(most, heap());
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(200));
            }
            done.get();
        }
        return most;
    }

    private static long heap() {
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }

    private void disk() {
        long size = gateway.bean(Transactions.class)
                .client()
                .sql("SELECT pg_database_size(current_database())")
                .query(Long.class)
                .single();
        print("disk per million legs with everything: %.0f MB (wanted: at most 1100)", size / (double) LEGS);
    }

    private List<Double> times(String target) throws Exception {
        get(target);
        List<Double> times = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            long begun = System.nanoTime();
            get(target);
            times.add((System.nanoTime() - begun) / 1e6);
        }
        return times;
    }

    private static double percentile(List<Double> times, int percent) {
        List<Double> sorted = new ArrayList<>(times);
        Collections.sort(sorted);
        return sorted.isEmpty() ? 0 : sorted.get(Math.min(sorted.size() - 1, sorted.size() * percent / 100));
    }

    private HttpRequest.Builder request(String target) {
        return HttpRequest.newBuilder(URI.create(gateway.url() + target))
                .header("Authorization", "Bearer " + gateway.key("erp"));
    }

    private JsonNode get(String target) throws Exception {
        var answer = http.send(request(target).build(), BodyHandlers.ofByteArray());
        if (answer.statusCode() != 200) {
            throw new IllegalStateException(
                    target + " answered " + new String(answer.body(), java.nio.charset.StandardCharsets.UTF_8));
        }
        return JsonMapper.shared().readTree(answer.body());
    }

    private static void print(String figure, Object... values) {
        System.out.println("bench: " + String.format(Locale.ROOT, figure, values));
    }
}
