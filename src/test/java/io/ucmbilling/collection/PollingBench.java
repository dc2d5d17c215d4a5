package io.ucmbilling.collection;

import io.micrometer.core.instrument.MeterRegistry;
import io.ucmbilling.contract.CdrRecord;
import io.ucmbilling.contract.Field;
import io.ucmbilling.testing.FreePorts;
import io.ucmbilling.testing.SettableClock;
import io.ucmbilling.testing.database.Database;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * {@code ./mvnw -Pbench verify -Dit.test=PollingBench}: what polling a busy PBX costs. A week of 10,000 calls a day,
 * polled each minute of virtual time by the whole gateway, with its sweeps and nightly checks, once the first
 * collection is done; beside it a day of the ways it would be done otherwise. {@code -Dbench.days=2} makes it short.
 */
class PollingBench {
    private static final int DAYS = Integer.getInteger("bench.days", 7);
    private static final ZoneId ZONE = ZoneId.of("America/Chicago");
    private static final LocalDate FIRST = LocalDate.of(2026, 1, 5);
    private static final String SITE = "busy";
    /** Until the days before have been read, read again and proven. */
    private static final Duration FIRST_COLLECTION = Duration.ofHours(7);

    /** A PBX, and how it is polled. */
    private record Scenario(String name, String order, String counting, String holdBack, int days) {}

    @Test
    void printsWhatPollingCosts() throws Exception {
        print(
                "%.0f calls an hour from 8 to 18, a quarter of that otherwise; %.1f %% of the talks last one to %d"
                        + " hours, the others 90 s in the mean",
                BusyUcm.CALLS_PER_BUSY_HOUR, 100 * BusyUcm.LATE_SHARE, BusyUcm.LONGEST_CALL.toHours());
        print("wanted of the first: at most 12 rows a new record, 5 requests a pass, 65 s after the hang-up");
        measure(new Scenario("sorted by start (default)", "SESSION_START", "LEGS", "0s", DAYS));
        measure(new Scenario("sorted by hang-up (default)", "HANG_UP", "LEGS", "0s", 1));
        measure(new Scenario("sorted by start, newest held back (hold-back: 10m)", "SESSION_START", "LEGS", "10m", 1));
        measure(new Scenario("overlap reads (a UCM that counts calls)", "SESSION_START", "ITEMS", "0s", 1));
    }

    private static void measure(Scenario scenario) throws Exception {
        Instant begin = FIRST.atStartOfDay(ZONE).toInstant();
        SettableClock clock = new SettableClock(begin.plus(Duration.ofDays(1)));
        try (Busy ucm = Busy.start(scenario, begin);
                Database database = Database.fresh();
                Replica gateway = Replica.start(database, clock, settings(scenario, ucm.url))) {
            Costs costs = new Costs(gateway, new Freshness(database.dataSource()));
            Instant first = clock.instant().plus(FIRST_COLLECTION);
            while (clock.instant().isBefore(first)) {
                pass(ucm, gateway, clock, costs);
            }
            costs.forget();
            Instant end = first.plus(Duration.ofDays(scenario.days()));
            while (clock.instant().isBefore(end)) {
                pass(ucm, gateway, clock, costs);
            }
            costs.print(scenario);
            ucm.tell("quiet");
            Instant settled = end.plus(Duration.ofHours(8));
            while (clock.instant().isBefore(settled)) {
                pass(ucm, gateway, clock, costs);
            }
            compare(gateway, ucm);
        }
    }

    private static void pass(Busy ucm, Replica gateway, SettableClock clock, Costs costs) throws IOException {
        clock.advance(Duration.ofMinutes(1));
        ucm.tell(clock.instant().toString());
        costs.freshness.shown(ucm.shown, clock.instant());
        long begun = System.nanoTime();
        Replica.collect(List.of(gateway));
        costs.freshness.add(clock.instant(), Duration.ofNanos(System.nanoTime() - begun));
        ucm.tell(clock.instant().toString());
        costs.add(ucm.sent);
    }

    /** Where the rows and requests of a minute went: a day's proof, or all else. */
    private static final class Costs {
        private final Replica gateway;
        private final Freshness freshness;
        private double requests;
        private double proofRequests;
        private long rows;
        private long proofRows;
        private double certified;
        private double lastRequests;
        private long lastRows;
        private double storedBefore;
        private long passesBefore;

        Costs(Replica gateway, Freshness freshness) {
            this.gateway = gateway;
            this.freshness = freshness;
        }

        void add(long sent) {
            double asked = gateway.counter("requests", SITE);
            double days = gateway.counter("certified", SITE);
            if (days > certified) {
                proofRequests += asked - lastRequests;
                proofRows += sent - lastRows;
            } else {
                requests += asked - lastRequests;
                rows += sent - lastRows;
            }
            certified = days;
            lastRequests = asked;
            lastRows = sent;
        }

        void forget() {
            requests = 0;
            rows = 0;
            proofRequests = 0;
            proofRows = 0;
            storedBefore = gateway.counter("stored", SITE);
            passesBefore = passes();
            freshness.forget();
        }

        private long passes() {
            return gateway.bean(MeterRegistry.class)
                    .get("gateway.collection.passes")
                    .tags("site", SITE, "part", "tail")
                    .timer()
                    .count();
        }

        void print(Scenario scenario) {
            double stored = gateway.counter("stored", SITE) - storedBefore;
            long passes = passes() - passesBefore;
            PollingBench.print(
                    "%s, %d days: %,.0f new records in %,d passes: %.3f rows a new record, %.2f requests a pass, served"
                            + " %s after the hang-up (99 of 100)",
                    scenario.name(),
                    scenario.days(),
                    stored,
                    passes,
                    rows / stored,
                    requests / passes,
                    freshness.ofMost());
            PollingBench.print(
                    "  beside it, %.0f days proven by a whole read: %,d rows in %.0f requests; %.0f comparisons"
                            + " repaired, %.0f unsettled",
                    certified, proofRows, proofRequests, verdicts("repaired"), verdicts("unsettled"));
        }

        private double verdicts(String verdict) {
            var counter = gateway.bean(MeterRegistry.class)
                    .find("gateway.collection.comparisons")
                    .tags("site", SITE, "verdict", verdict)
                    .counter();
            return counter == null ? 0 : counter.count();
        }
    }

    /**
     * How long after their hang-up legs could be served: the virtual time until the pass, and how long that took. A leg
     * is written when its whole call hangs up, which may be after its own end; AcctIds tell in which minute.
     */
    private static final class Freshness {
        private final JdbcClient database;
        /** By how many legs had been written. */
        private final NavigableMap<Long, Instant> written = new TreeMap<>();

        private final List<Duration> ages = new ArrayList<>();
        private long newest;

        Freshness(DataSource database) {
            this.database = JdbcClient.create(database);
        }

        void shown(long legs, Instant at) {
            written.merge(legs, at, (first, later) -> later);
        }

        void add(Instant pass, Duration took) {
            database.sql("SELECT number, acct_id, coalesce(ended_at, started_at) AS ended FROM leg WHERE number > ?")
                    .param(newest)
                    .query(row -> {
                        newest = Math.max(newest, row.getLong("number"));
                        Instant ended =
                                row.getObject("ended", OffsetDateTime.class).toInstant();
                        var before = written.lowerEntry(row.getLong("acct_id"));
                        boolean later = before != null && before.getValue().isAfter(ended);
                        ages.add(Duration.between(later ? before.getValue() : ended, pass)
                                .plus(took));
                    });
        }

        void forget() {
            ages.clear();
        }

        Duration ofMost() {
            return ages.stream()
                    .sorted()
                    .skip(ages.size() * 99L / 100)
                    .findFirst()
                    .orElse(Duration.ZERO)
                    .truncatedTo(ChronoUnit.MILLIS);
        }
    }

    private static Map<String, String> settings(Scenario scenario, String url) throws IOException {
        Map<String, String> settings = new LinkedHashMap<>();
        String site = "gateway.sites." + SITE + ".";
        settings.put(site + "url", url);
        settings.put(site + "username", "cdrapi");
        settings.put(site + "password", "cdrapi123");
        settings.put(site + "time-zone", ZONE.getId());
        settings.put(site + "tls.trust", "any");
        settings.put(site + "since", FIRST.toString());
        settings.put("gateway.collection.hold-back", scenario.holdBack());
        settings.put("gateway.exports.all.enabled", "true");
        settings.put("gateway.exports.all.shape", "33");
        settings.put("gateway.exports.all.address", "127.0.0.1:" + FreePorts.next());
        settings.put("gateway.exports.all.permitted-ips[0]", "127.0.0.1");
        return settings;
    }

    /** Whole reads of both sides, leg by leg. */
    private static void compare(Replica gateway, Busy ucm) throws Exception {
        Content served = new Content();
        Content held = new Content();
        Served.each(gateway, Served.site("https://" + gateway.setting("gateway.exports.all.address")), served::add);
        Served.each(gateway, Served.site(ucm.url, "cdrapi", "cdrapi123"), held::add);
        print(
                "  after all calls have ended: %,d legs at the UCM, %,d kept, the same ones: %s",
                held.legs.size(), served.legs.size(), held.legs.equals(served.legs));
        if (!held.legs.equals(served.legs)) {
            throw new AssertionError("what is kept differs from what the UCM holds");
        }
    }

    /** Legs in any order, by their hashes; one that a page brings again counts once. */
    private static final class Content {
        private final Set<Long> legs = new HashSet<>();

        void add(CdrRecord leg) {
            String fields = leg.text(Field.SESSION)
                    + ' '
                    + leg.text(Field.ACCT_ID)
                    + ' '
                    + leg.text(Field.START)
                    + ' '
                    + leg.text(Field.END)
                    + ' '
                    + leg.text(Field.BILLSEC)
                    + ' '
                    + leg.text(Field.DST);
            legs.add(ByteBuffer.wrap(sha256(fields)).getLong());
        }

        private static byte[] sha256(String text) {
            try {
                return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException("every JVM has SHA-256", e);
            }
        }
    }

    /** The UCM's process. */
    private static final class Busy implements AutoCloseable {
        private final Process process;
        private final BufferedReader says;
        private final Writer hears;
        private final String url;
        private long shown;
        private long sent;

        private Busy(Process process) throws IOException {
            this.process = process;
            this.says = process.inputReader();
            this.hears = process.outputWriter();
            this.url = says.readLine();
            if (url == null || !url.startsWith("https://")) {
                throw new IOException("the busy UCM said '" + url + "', expected its address");
            }
        }

        static Busy start(Scenario scenario, Instant begin) throws IOException {
            String classPath = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
            return new Busy(new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-Xmx2g",
                            "-XX:+UseSerialGC",
                            "-cp",
                            classPath,
                            "-Ducm.order=" + scenario.order(),
                            "-Ducm.counting=" + scenario.counting(),
                            "-Ducm.begin=" + begin,
                            BusyUcm.class.getName())
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start());
        }

        void tell(String command) throws IOException {
            hears.write(command + "\n");
            hears.flush();
            String answer = says.readLine();
            if (answer == null) {
                throw new IOException("the busy UCM has ended");
            }
            shown = Long.parseLong(answer.substring(0, answer.indexOf(' ')));
            sent = Long.parseLong(answer.substring(answer.indexOf(' ') + 1));
        }

        @Override
        public void close() {
            process.destroy();
        }
    }

    private static void print(String figure, Object... values) {
        System.out.println("bench: " + String.format(Locale.ROOT, figure, values));
    }
}
