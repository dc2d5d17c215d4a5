package io.ucmbilling.billing;

import io.ucmbilling.collection.Replica;
import io.ucmbilling.contract.CdrRecord;
import io.ucmbilling.contract.Field;
import io.ucmbilling.normalisation.LegReader;
import io.ucmbilling.normalisation.PbxProfile;
import io.ucmbilling.normalisation.UnreadableLegException;
import io.ucmbilling.store.database.Transactions;
import io.ucmbilling.store.intake.LegIntake;
import io.ucmbilling.store.row.ReadLeg;
import io.ucmbilling.store.site.Hold;
import io.ucmbilling.store.site.Sites;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Legs of three years for the benchmark, five in two calls: in, out and inside, over three trunks, 200 extensions and 50,000 numbers. */
public final class BenchLegs {
    private static final DateTimeFormatter STAMP = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT);
    private static final ZoneId ZONE = ZoneId.of("America/Chicago");
    private static final String[] ENDS = {"ANSWERED", "ANSWERED", "ANSWERED", "NO ANSWER", "BUSY", "ANSWERED", "FAILED"
    };
    private static final String[] KINDS = {"DIAL", "DIAL", "DIAL", "QUEUE[6500]", "RINGGROUP[6400]"};

    /** The day on which they begin. */
    public static final LocalDate FIRST = LocalDate.of(2023, 3, 1);

    private static final int PAGE = 1_000;

    private final LegReader reader = new LegReader(new PbxProfile(ZONE, "UCM6304", Map.of()));
    private final LocalDateTime first;
    private final long spacingMillis;

    /** @param legs spread evenly over three years */
    private BenchLegs(int legs) {
        this.first = FIRST.atTime(6, 0);
        this.spacingMillis = Duration.ofDays(3 * 365 - 1).toMillis() / legs;
    }

    /** Keeps that many and waits for their calls. Returns how long that took. */
    public static String keep(Replica replica, List<String> sites, int legs) {
        BenchLegs bench = new BenchLegs(legs);
        Map<String, Hold> holds = sites.stream().collect(Collectors.toMap(site -> site, site -> hold(replica, site)));
        long begun = System.nanoTime();
        for (int page = 0; page < legs / PAGE; page++) {
            Hold hold = Objects.requireNonNull(holds.get(sites.get(page % sites.size())));
            replica.bean(LegIntake.class).keep(hold, bench.page(page, PAGE), List.of(), null);
        }
        double stored = (System.nanoTime() - begun) / 1e9;
        JdbcClient client = replica.bean(Transactions.class).client();
        while (client.sql("SELECT EXISTS (SELECT FROM (SELECT FROM stale_call ORDER BY number DESC LIMIT 1) AS s)")
                .query(Boolean.class)
                .single()) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
        }
        double all = (System.nanoTime() - begun) / 1e9;
        vacuum(client);
        return String.format(
                Locale.ROOT,
                "stored %,d legs in %.0f s; calls made %.0f s after that, %,.0f legs/s in all",
                legs,
                stored,
                all - stored,
                legs / all);
    }

    /** Table by table: no statement may take longer than the pool waits for an answer. */
    private static void vacuum(JdbcClient client) {
        client.sql("SELECT oid::regclass::text FROM pg_class WHERE relkind = 'r' AND relnamespace ="
                        + " 'public'::regnamespace")
                .query(String.class)
                .list()
                .forEach(table -> client.sql("VACUUM ANALYZE " + table).update());
    }

    private static Hold hold(Replica replica, String site) {
        Sites sites = replica.bean(Sites.class);
        sites.register(site, FIRST);
        sites.configured(site, ZONE, "US");
        return sites.take(site).hold();
    }

    /** Returns the legs of one page, which all belong to one site. */
    private List<ReadLeg> page(int page, int size) {
        List<ReadLeg> legs = new ArrayList<>(size);
        for (long i = (long) page * size; i < (long) (page + 1) * size; i++) {
            CdrRecord record = record(i);
            try {
                legs.add(new ReadLeg(record, reader.read(record)));
            } catch (UnreadableLegException e) {
                throw new IllegalStateException(e);
            }
        }
        return legs;
    }

    private CdrRecord record(long i) {
        long call = i * 2 / 5;
        long mixed = (call * 0x9E3779B97F4A7C15L) >>> 20;
        LocalDateTime start = first.plus(Duration.ofMillis(i * spacingMillis));
        long epoch = first.plus(Duration.ofMillis(Math.ceilDiv(call * 5, 2) * spacingMillis))
                .atZone(ZONE)
                .toEpochSecond();
        String own = Long.toString(1000 + (mixed + i) % 200);
        String outside = "+1202555" + String.format(Locale.ROOT, "%04d", mixed % 5_000);
        String trunk = "trunk_" + (1 + mixed % 3);
        int way = (int) (mixed % 4);
        String end = ENDS[(int) (mixed % ENDS.length)];
        int billed = end.equals("ANSWERED") ? (int) (mixed % 300) : 0;
        boolean in = way < 2;
        boolean inside = way == 3;
        String source = in ? outside : own;
        String destination = in ? own : inside ? Long.toString(1000 + mixed % 200) : outside;
        CdrRecord.Builder record = new CdrRecord.Builder();
        for (Field field : Field.values()) {
            if (field.generation() <= 3) {
                record.set(field, "");
            }
        }
        return record.set(Field.ACCT_ID, Long.toString(i + 1))
                .set(Field.ACCOUNTCODE, mixed % 10 == 0 ? "code-" + mixed % 97 : "")
                .set(Field.SRC, source)
                .set(Field.DST, destination)
                .set(Field.DCONTEXT, in ? "from-did-direct" : "from-internal")
                .set(Field.CLID, "\"Name " + mixed % 900 + "\" <" + source + ">")
                .set(Field.CALLER_NAME, "Name " + mixed % 900)
                .set(Field.CHANNEL, "PJSIP/" + (in ? trunk : own) + "-" + Long.toHexString(0x10000000L + 2 * i))
                .set(
                        Field.DSTCHANNEL,
                        "PJSIP/" + (in || inside ? destination : trunk) + "-" + Long.toHexString(0x10000001L + 2 * i))
                .set(Field.LASTAPP, "Dial")
                .set(Field.LASTDATA, "PJSIP/" + destination + ",60,tTkKxX")
                .set(Field.START, STAMP.format(start))
                .set(Field.ANSWER, billed > 0 ? STAMP.format(start.plusSeconds(6)) : "")
                .set(Field.END, STAMP.format(start.plusSeconds(6L + billed)))
                .set(Field.DURATION, Integer.toString(6 + billed))
                .set(Field.BILLSEC, Integer.toString(billed))
                .set(Field.DISPOSITION, end)
                .set(Field.AMAFLAGS, "DOCUMENTATION")
                .set(Field.UNIQUEID, start.toEpochSecond(ZoneOffset.UTC) + "." + i)
                .set(Field.CHANNEL_EXT, in ? trunk : own)
                .set(Field.DSTCHANNEL_EXT, in || inside ? destination : trunk)
                .set(Field.SERVICE, "s")
                .set(Field.RECORDFILES, call % 5 == 0 ? "2024-10/auto-" + epoch + "-" + own + ".wav@" : "")
                .set(Field.DSTANSWER, in || inside ? destination : "")
                .set(Field.SESSION, epoch + "" + (100_000 + call % 900_000) + "-" + outside)
                .set(Field.ACTION_OWNER, own)
                .set(Field.ACTION_TYPE, KINDS[(int) (mixed / 7 % KINDS.length)])
                .set(Field.SRC_TRUNK_NAME, in ? "carrier-" + trunk.charAt(6) : "")
                .set(Field.DST_TRUNK_NAME, in || inside ? "" : "carrier-" + trunk.charAt(6))
                .build();
    }
}
