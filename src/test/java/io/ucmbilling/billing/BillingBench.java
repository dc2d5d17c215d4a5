package io.ucmbilling.billing;

import io.ucmbilling.store.database.Transactions;
import io.ucmbilling.store.intake.LegIntake;
import io.ucmbilling.store.row.ReadLeg;
import io.ucmbilling.store.site.Hold;
import io.ucmbilling.store.site.Sites;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.sql.Connection;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
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
    private static final int PAGE = 1_000;
    private static final List<String> SITES =
            IntStream.rangeClosed(1, 8).mapToObj(number -> "site-" + number).toList();
    private static final LocalDate FIRST = LocalDate.of(2023, 3, 1);
    private static final String ALL = "from=2023-03-01&to=2026-03-01";
    private static final String MONTH = "from=2024-10-01&to=2024-11-01";
    private static final String YEAR = "from=2024-03-01&to=2025-03-01&zone=America/Chicago";

    private final HttpClient http = HttpClient.newHttpClient();
    private final RestGateway gateway = new RestGateway(Map.of("erp", Map.of()), SITES, Map.of());

    @Test
    void printsTheFigures() throws Exception {
        try (gateway) {
            fill();
            gateway.bean(Transactions.class).client().sql("VACUUM ANALYZE").update();
            lists();
            counts();
            usage();
            feed();
            csv();
            disk();
        }
    }

    private void fill() {
        BenchLegs legs = new BenchLegs(FIRST, LEGS);
        Sites sites = gateway.bean(Sites.class);
        Map<String, Hold> holds = new HashMap<>();
        for (String site : SITES) {
            sites.register(site, FIRST);
            sites.configured(site, ZoneId.of("America/Chicago"), "US");
            holds.put(site, sites.take(site).hold());
        }
        long begun = System.nanoTime();
        for (int page = 0; page < LEGS / PAGE; page++) {
            String site = SITES.get(page % SITES.size());
            List<ReadLeg> some = legs.page(page, PAGE);
            gateway.bean(LegIntake.class).keep(Objects.requireNonNull(holds.get(site)), some, List.of(), null);
        }
        double stored = (System.nanoTime() - begun) / 1e9;
        while (gateway.bean(Transactions.class)
                .client()
                .sql("SELECT EXISTS (SELECT FROM stale_call)")
                .query(Boolean.class)
                .single()) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
        }
        double all = (System.nanoTime() - begun) / 1e9;
        print(
                "stored %,d legs in %.0f s; calls made %.0f s after that, %,.0f legs/s in all",
                LEGS, stored, all - stored, LEGS / all);
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

    private void usage() throws Exception {
        print(
                "usage of a year by day and direction: p95 %.0f ms (wanted: 100)",
                percentile(times("/api/v1/usage?groupBy=day,direction&" + YEAR), 95));
        print(
                "usage of a year by extension, top 10: p95 %.0f ms (wanted: 200)",
                percentile(times("/api/v1/usage?groupBy=extension&top=10&" + YEAR), 95));
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
        String period = "from=2024-03-01&to=2024-12-01";
        System.gc();
        long before = heap();
        ManagementFactory.getMemoryPoolMXBeans().forEach(MemoryPoolMXBean::resetPeakUsage);
        long begun = System.nanoTime();
        HttpRequest request =
                request("/api/v1/calls?" + period).header("Accept", "text/csv").build();
        long bytes = 0;
        long lines = -1;
        try (InputStream body = http.send(request, BodyHandlers.ofInputStream()).body()) {
            byte[] buffer = new byte[1 << 16];
            for (int read = body.read(buffer); read >= 0; read = body.read(buffer)) {
                bytes += read;
                for (int i = 0; i < read; i++) {
                    lines += buffer[i] == '\n' ? 1 : 0;
                }
            }
        }
        double seconds = (System.nanoTime() - begun) / 1e9;
        print(
                "csv of %,d calls, %,d MB: %.1f s; %.0f MB of heap at most over %.0f (wanted: 64 more)",
                lines, bytes / 1_000_000, seconds, peak() / 1e6, before / 1e6);
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

    private static long heap() {
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }

    private static long peak() {
        return ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(pool -> pool.getType() == MemoryType.HEAP)
                .mapToLong(pool -> pool.getPeakUsage().getUsed())
                .sum();
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
