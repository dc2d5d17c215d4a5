package io.ucmbilling.store;

import static io.ucmbilling.testing.LegBuilder.leg;

import io.ucmbilling.contract.Field;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/**
 * A rough measurement of the store alone, for tuning: plain COPY of rows against {@link Cursors#keep} of the same rows, new and
 * known; disk; the cost of a page along a walk. Run its main with the number of legs; the benchmark of the whole way is elsewhere.
 */
final class StoreBench {
    private static final int PAGE = 1_000;
    private static final LocalDateTime FIRST = LocalDateTime.of(2025, 1, 1, 0, 0);

    private final StoreRoom room = new StoreRoom();
    private final int pages;

    private StoreBench(int pages) {
        this.pages = pages;
    }

    public static void main(String[] arguments) throws Exception {
        StoreBench bench = new StoreBench(Integer.parseInt(arguments[0]) / PAGE);
        bench.plainCopy();
        bench.keep("keep new");
        bench.keep("keep known");
        bench.disk();
        bench.walk("walk legs of one site", StoreRoom.all(StoreRoom.SITE));
        bench.walk("walk legs of two sites", StoreRoom.all(StoreRoom.SITE, StoreRoom.OTHER));
        bench.walk("walk calls of one site", StoreRoom.calls(StoreRoom.SITE));
        System.exit(0);
    }

    private void plainCopy() throws SQLException {
        short other = room.jdbc
                .sql("SELECT id FROM site WHERE name = '" + StoreRoom.OTHER + "'")
                .query(Short.class)
                .single();
        long nanos = 0;
        for (int page = 0; page < pages; page++) {
            List<ReadLeg> legs = legs(page);
            List<EncodedLeg> rows =
                    legs.stream().map(new LegEncoder(other)::encode).toList();
            room.store
                    .bean(Partitions.class)
                    .make(legs.stream()
                            .map(leg -> YearMonth.from(leg.leg().start()))
                            .toList());
            long begin = System.nanoTime();
            try (Connection connection = room.database.dataSource().getConnection()) {
                connection.setAutoCommit(false);
                new LegTable(connection, other).putIn(rows);
                connection.commit();
            }
            nanos += System.nanoTime() - begin;
        }
        print("plain copy", nanos);
        room.jdbc.sql("TRUNCATE leg").update();
    }

    private void keep(String what) {
        long nanos = 0;
        for (int page = 0; page < pages; page++) {
            List<ReadLeg> legs = legs(page);
            long begin = System.nanoTime();
            room.keep(legs);
            nanos += System.nanoTime() - begin;
        }
        print(what, nanos);
    }

    private void disk() {
        long bytes = room.jdbc
                .sql("SELECT sum(pg_total_relation_size(relid)) FROM pg_partition_tree('leg')")
                .query(Long.class)
                .single();
        room.jdbc
                .sql("SELECT CASE WHEN relkind = 'i' THEN substring(relname from '_[a-z].*') ELSE 'table' END AS what,"
                        + " sum(pg_relation_size(relid)) AS bytes FROM pg_class JOIN (SELECT relid FROM"
                        + " pg_partition_tree('leg') UNION ALL SELECT relid FROM pg_partition_tree('leg_key')"
                        + " UNION ALL SELECT relid FROM pg_partition_tree('leg_of_site')"
                        + " UNION ALL SELECT relid FROM pg_partition_tree('leg_of_fleet')) AS t ON pg_class.oid = relid"
                        + " GROUP BY 1 ORDER BY 1")
                .query()
                .listOfRows()
                .forEach(row -> System.out.println("  " + row));
        System.out.printf(Locale.ROOT, "disk: %.0f MB per million legs%n", bytes / 1e6 / (pages * (double) PAGE) * 1e6);
    }

    private void walk(String what, LegQuery query) {
        List<Duration> times = new ArrayList<>();
        long offset = 0;
        int read;
        do {
            long begin = System.nanoTime();
            read = room.items(query, offset, PAGE).size();
            times.add(Duration.ofNanos(System.nanoTime() - begin));
            offset += read;
        } while (read > 0);
        int tenth = Math.max(1, times.size() / 10);
        System.out.printf(
                Locale.ROOT,
                "%s: %d items, page %.1f ms in the first tenth after ten, %.1f ms in the last%n",
                what,
                offset,
                mean(times.subList(10, 10 + tenth)),
                mean(times.subList(times.size() - 1 - tenth, times.size() - 1)));
    }

    private static double mean(List<Duration> times) {
        return times.stream().mapToLong(Duration::toNanos).average().orElse(0) / 1e6;
    }

    private void print(String what, long nanos) {
        System.out.printf(Locale.ROOT, "%s: %.0f legs/s%n", what, pages * (double) PAGE / (nanos / 1e9));
    }

    /** A page of generation 4, two legs a call, 50 seconds from call to call. */
    private static List<ReadLeg> legs(int page) {
        Random random = new Random(page);
        List<ReadLeg> legs = new ArrayList<>();
        for (int i = 0; i < PAGE; i++) {
            int number = page * PAGE + i;
            LocalDateTime start = FIRST.plusSeconds(number / 2 * 50L);
            long epoch = start.toEpochSecond(ZoneOffset.ofHours(-6));
            String caller = "12025550" + (100 + random.nextInt(100));
            String called = String.valueOf(1000 + random.nextInt(100));
            legs.add(leg(4, 10_000 + number)
                    .session(epoch + "" + (100_000 + number / 2 % 800_000) + "-" + 12025550100L)
                    .start(start)
                    .with(Field.UNIQUEID, epoch + "." + number / 2)
                    .with(Field.SRC, caller)
                    .with(Field.DST, called)
                    .with(Field.DCONTEXT, "ext-did-2")
                    .with(Field.CLID, "\"Ana Vidal\" <" + caller + ">")
                    .with(Field.CHANNEL, "PJSIP/trunk_2-0000" + Integer.toHexString(0x1000 + number % 0xefff))
                    .with(Field.DSTCHANNEL, "PJSIP/" + called + "-0000" + Integer.toHexString(0x1000 + number % 0xefff))
                    .with(Field.LASTDATA, "PJSIP/" + called + "/sip:" + called + "@192.0.2.17:5060,60,tTkKhHxX")
                    .with(Field.USERFIELD, "Inbound")
                    .with(Field.CHANNEL_EXT, "trunk_2")
                    .with(Field.DSTCHANNEL_EXT, called)
                    .with(Field.CALLER_NAME, "Ana Vidal")
                    .with(
                            Field.RECORDFILES,
                            i % 2 == 0 ? "2025-07/auto-" + epoch + "-" + caller + "-" + called + ".wav@" : "")
                    .with(Field.DSTANSWER, called)
                    .with(Field.ACTION_OWNER, caller)
                    .with(Field.SRC_TRUNK_NAME, "carrier-east")
                    .with(Field.NAT_CALL, "no")
                    .with(Field.NAT_CALL_PEER, "no")
                    .with(Field.VIDEO_CALL, "no")
                    .with(Field.GDS_CALL, "no")
                    .with(Field.GSC_CALL, "no")
                    .trunkName("carrier-east")
                    .billableSeconds(random.nextInt(300))
                    .build());
        }
        return legs;
    }
}
