package io.ucmbilling.collection;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.ucmbilling.contract.Format;
import io.ucmbilling.contract.Page;
import io.ucmbilling.contract.query.CdrQuery;
import io.ucmbilling.start.RowCopy;
import io.ucmbilling.testing.FreePorts;
import io.ucmbilling.testing.SettableClock;
import io.ucmbilling.testing.database.Database;
import io.ucmbilling.ucm.Ucm;
import io.ucmbilling.ucm.Ucms;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryType;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/**
 * {@code ./mvnw -Pbench verify}: the figures of the collection and of a deep walk, each ratio within one run. The
 * gateway runs in this JVM, whose heap the build bounds to 256 MB; the stub UCM and PostgreSQL are processes of their
 * own, on the same cores. {@code -Dbench.legs=100000} makes it short, {@code -Dbench.shallow=true} leaves the deep walk
 * out.
 */
class CollectionBench {
    private static final int LEGS = Integer.getInteger("bench.legs", 1_000_000);
    private static final int DAYS = 30;
    private static final String SITE = "stub";

    @Test
    void printsTheFigures() throws Exception {
        LocalDate since = LocalDate.of(2026, 1, 1);
        SettableClock clock = new SettableClock(
                since.plusDays(DAYS + 10).atStartOfDay(ZoneOffset.UTC).toInstant());
        try (StubUcmProcess stub = StubUcmProcess.start(since, DAYS, LEGS)) {
            warmUp(stub, clock, since.plusDays(DAYS - 3 * DAYS / 10));
            measure(stub, clock, since);
        }
    }

    /** A service runs for months: what the JVM compiles in its first seconds is not part of the figures. */
    private static void warmUp(StubUcmProcess stub, SettableClock clock, LocalDate since) throws Exception {
        try (Database database = Database.fresh();
                Replica gateway = Replica.start(database, clock, settings(stub, FreePorts.next(), since))) {
            Replica.collect(List.of(gateway));
            print("warmed up with the last three tenths of the legs: %,.0f", gateway.counter("stored", SITE));
        }
    }

    private static void measure(StubUcmProcess stub, SettableClock clock, LocalDate since) throws Exception {
        int port = FreePorts.next();
        try (Database database = Database.fresh();
                Replica gateway = Replica.start(database, clock, settings(stub, port, since))) {
            collect(gateway, clock, database);
            disk(database);
            copy(database);
            if (!Boolean.getBoolean("bench.shallow")) {
                grow(database);
                walk(gateway, port);
            }
            heap();
        }
    }

    private static Map<String, String> settings(StubUcmProcess stub, int port, LocalDate since) {
        Map<String, String> settings = stub.settings(SITE, since);
        settings.put("gateway.exports.all.enabled", "true");
        settings.put("gateway.exports.all.address", "127.0.0.1:" + port);
        settings.put("gateway.exports.all.permitted-ips[0]", "127.0.0.1");
        return settings;
    }

    private static void collect(Replica gateway, SettableClock clock, Database database) throws Exception {
        Replica.collect(List.of(gateway));
        long begun = System.nanoTime();
        awaitCalls(database);
        double followed = (System.nanoTime() - begun) / 1e9;
        double stored = gateway.counter("stored", SITE);
        double newSeconds = dayTimer(gateway);
        print("collected and stored: %,.0f legs in %.1f s, %,.0f legs/s", stored, newSeconds, stored / newSeconds);
        newRate = stored / newSeconds;
        wholeRate = stored / (newSeconds + followed);
        print("until the last call is in the feed: %.1f s more, %,.0f legs/s", followed, wholeRate);
        double unchanged = gateway.counter("unchanged", SITE);
        clock.advance(Duration.ofHours(2));
        Replica.collect(List.of(gateway));
        double again = gateway.counter("unchanged", SITE) - unchanged;
        double againSeconds = dayTimer(gateway) - newSeconds;
        print(
                "read again, all known: %,.0f legs in %.1f s, %,.0f legs/s; %.2f times as fast as storing (wanted: 2)",
                again, againSeconds, again / againSeconds, again / againSeconds / newRate);
    }

    private static double newRate;
    private static double wholeRate;

    /** Waits until every call is made of its legs. Looks from the end: at the beginning stand those that are settled, in great number. */
    private static void awaitCalls(Database database) throws Exception {
        try (Connection connection = database.dataSource().getConnection();
                Statement statement = connection.createStatement()) {
            boolean stale = true;
            while (stale) {
                try (var row = statement.executeQuery(
                        "SELECT pg_sleep(0.05), EXISTS (SELECT FROM (SELECT FROM stale_call ORDER BY number DESC LIMIT"
                                + " 1) AS s)")) {
                    row.next();
                    stale = row.getBoolean(2);
                }
            }
        }
    }

    private static double dayTimer(Replica gateway) {
        Timer timer = gateway.bean(MeterRegistry.class)
                .find("gateway.collection.passes")
                .tags("site", SITE, "part", "day")
                .timer();
        return timer == null ? 0 : timer.totalTime(TimeUnit.MILLISECONDS) / 1000;
    }

    private static void copy(Database database) throws Exception {
        RowCopy copy = RowCopy.of(database);
        double rate = copy.rows() / copy.seconds();
        print("the same rows by COPY: %,d rows in %.1f s, %,.0f rows/s", copy.rows(), copy.seconds(), rate);
        print("ratio of collecting to COPY: %.2f (wanted: 0.55)", newRate / rate);
        print("ratio of all to COPY, until the last call is in the feed: %.2f (wanted: 0.4)", wholeRate / rate);
    }

    private static void disk(Database database) throws SQLException {
        String parts = """
            SELECT regexp_replace(relname, '_(\\d{4}_\\d{2}.*|misdated.*|default.*|early.*|late.*)$', '') AS part,
                sum(pg_table_size(oid)), sum(pg_indexes_size(oid))
            FROM pg_class
            WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace
            GROUP BY 1 HAVING sum(pg_total_relation_size(oid)) > 1000000 ORDER BY 2 DESC
            """;
        long all = 0;
        try (Connection connection = database.dataSource().getConnection();
                Statement statement = connection.createStatement();
                var size = statement.executeQuery(parts)) {
            while (size.next()) {
                all += size.getLong(2) + size.getLong(3);
                print(
                        "  %3.0f MB and %3.0f MB of indexes per million legs: %s",
                        size.getLong(2) / (double) LEGS, size.getLong(3) / (double) LEGS, size.getString(1));
            }
        }
        print("disk per million legs: %.0f MB with all indexes (wanted: at most 1100)", all / (double) LEGS);
    }

    /** Four copies of each leg beside it, under other sessions. */
    private static void grow(Database database) throws SQLException {
        try (Connection connection = database.dataSource().getConnection();
                Statement statement = connection.createStatement();
                var columns = statement.executeQuery(
                        "SELECT string_agg(quote_ident(column_name), ', ' ORDER BY ordinal_position) FROM"
                            + " information_schema.columns WHERE table_name = 'leg' AND column_name NOT IN ('number',"
                            + " 'session', 'acct_id')")) {
            columns.next();
            String others = columns.getString(1);
            for (int i = 1; i <= 4; i++) {
                statement.execute("INSERT INTO leg (number, session, acct_id, " + others
                        + ") SELECT nextval('leg_number'), session || '-" + i + "', acct_id + " + (long) i * LEGS + ", "
                        + others + " FROM leg WHERE acct_id <= " + LEGS);
            }
            statement.execute("VACUUM ANALYZE leg");
        }
    }

    private static void walk(Replica gateway, int port) throws Exception {
        Ucm export = gateway.bean(Ucms.class).of(Served.site("https://127.0.0.1:" + port));
        long pages = 5L * LEGS / CdrQuery.MOST_RECORDS;
        long sample = Math.max(10, pages / 50);
        for (long page = 0; page < sample; page++) {
            page(export, page);
        }
        double atStart = 0;
        double atEnd = 0;
        long begun = System.nanoTime();
        for (long page = 0; page < pages; page++) {
            double took = page(export, page);
            atStart += page < sample ? took : 0;
            atEnd += page >= pages - sample ? took : 0;
        }
        double all = (System.nanoTime() - begun) / 1e9;
        print(
                "a page of 1000 over HTTPS: %.1f ms at offset 0, %.1f ms at the end of a walk over %,d legs (%.0f s);"
                        + " ratio %.2f (wanted: at most 1.5)",
                atStart / sample, atEnd / sample, 5L * LEGS, all, atEnd / atStart);
    }

    /** Milliseconds of one page. */
    private static double page(Ucm export, long number) throws Exception {
        long begun = System.nanoTime();
        Page page = export.page(CdrQuery.all(Format.JSON).page(number * CdrQuery.MOST_RECORDS, CdrQuery.MOST_RECORDS));
        double took = (System.nanoTime() - begun) / 1e6;
        if (page.items() != CdrQuery.MOST_RECORDS) {
            throw new IOException("page " + number + " held " + page.items() + " legs, expected 1000");
        }
        return took;
    }

    private static void heap() {
        long peak = ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(pool -> pool.getType() == MemoryType.HEAP)
                .mapToLong(pool -> pool.getPeakUsage().getUsed())
                .sum();
        print(
                "peak heap: %.0f MB of at most %.0f (wanted: at most 256)",
                peak / 1e6, Runtime.getRuntime().maxMemory() / 1e6);
    }

    private static void print(String figure, Object... values) {
        System.out.println("bench: " + String.format(java.util.Locale.ROOT, figure, values));
    }
}
