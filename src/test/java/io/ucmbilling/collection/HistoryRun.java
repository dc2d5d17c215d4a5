package io.ucmbilling.collection;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.ucmbilling.collection.History.Change;
import io.ucmbilling.collection.History.Happening;
import io.ucmbilling.collection.History.Wrong;
import io.ucmbilling.collection.HistoryTable.Row;
import io.ucmbilling.contract.CdrRecord;
import io.ucmbilling.contract.Field;
import io.ucmbilling.contract.Format;
import io.ucmbilling.store.Certificate;
import io.ucmbilling.store.Certificate.Counted;
import io.ucmbilling.store.MemoryStore;
import io.ucmbilling.store.MemoryStore.Look;
import io.ucmbilling.testing.SettableClock;
import io.ucmbilling.ucm.Site;
import java.net.URI;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Plays a history against the real collection, over a store in memory. At each certificate, and at each look that found a day as
 * certified, what the UCM holds at that moment is counted anew.
 */
final class HistoryRun {
    static final ZoneId ZONE = ZoneId.of("America/Chicago");
    private static final String SITE = "branch-a";
    private static final int MOST_JOBS_A_TURN = 300;
    private static final CollectionSettings SETTINGS = new CollectionSettings(
            1,
            Duration.ofHours(1),
            Duration.ofHours(48),
            Duration.ofHours(24),
            Duration.ofDays(8),
            Duration.ofMinutes(10),
            Duration.ofHours(6),
            Duration.ofHours(48),
            Duration.ofSeconds(5),
            Duration.ofMinutes(2),
            Duration.ofMinutes(10),
            Duration.ofMinutes(2));
    private static final Counters COUNTERS = new Counters(new SimpleMeterRegistry());

    private final History history;
    private final SettableClock clock;
    private final MemoryStore store = new MemoryStore(SITE);
    private final HistoryTable table;
    private final HistoryUcm ucm;
    private final Set<Integer> rewrittenAfterProof = new HashSet<>();
    private SiteCollector collector;

    HistoryRun(History history) {
        this.history = history;
        this.clock =
                new SettableClock(history.first().atTime(12, 0).atZone(ZONE).toInstant());
        this.table = new HistoryTable(ZONE, history.nature().order());
        this.ucm = new HistoryUcm(table, history.nature(), clock::instant);
        store.watch(this::looked);
        table.watch(this::rewritten);
        history.before().forEach(this::change);
        collector = collector();
    }

    private SiteCollector collector() {
        Site site = site();
        SiteAccess access = new SiteAccess(
                site,
                ucm,
                SiteAccess.readerFor(site),
                store.cursors(),
                store.legs(),
                store.census(),
                new CountingTrust(SITE),
                COUNTERS,
                history.pageSize());
        Backoff backoff = new Backoff(SETTINGS, new Random(0));
        SiteCollector fresh = new SiteCollector(access, store.ledger(), SETTINGS, backoff, clock);
        fresh.register(history.first().minusDays(history.daysBefore()));
        return fresh;
    }

    private static Site site() {
        return new Site(
                SITE,
                URI.create("https://pbx.example"),
                Site.Api.LEGACY,
                Format.JSON,
                "",
                "",
                ZONE,
                null,
                null,
                Duration.ofMinutes(1),
                Duration.ofHours(2),
                new Site.Tls(Site.Trust.ANY, null, null, false),
                new Site.Limits(Duration.ofSeconds(5), Duration.ofSeconds(30), Duration.ofSeconds(60), 64 << 20),
                Map.of());
    }

    HistoryRun play() {
        turn(Duration.ZERO);
        for (Happening happening : history.happenings()) {
            happen(happening);
        }
        return this;
    }

    private void happen(Happening happening) {
        clock.advance(happening.pause());
        happening.changes().forEach(this::change);
        ucm.begin(happening.during(), happening.spells());
        if (happening.stopAtWrite() != 0) {
            store.stopAtWrite(Math.abs(happening.stopAtWrite()), happening.stopAtWrite() > 0);
        }
        turn(Duration.ZERO);
        ucm.begin(List.of(), List.of());
    }

    void change(Change change) {
        table.change(change, clock.instant());
    }

    /** Quiet turns, each with a call that has just ended. */
    void turns(Duration pause, int times) {
        for (int i = 0; i < times; i++) {
            clock.advance(pause);
            change(new Change.Call(Duration.ofMinutes(20), 1));
            turn(Duration.ZERO);
        }
    }

    /** Goes on without a fault until every day so far has settled and could be proven. */
    HistoryRun settle() {
        for (int hours : List.of(1, 1, 1, 1, 1, 8, 18, 1)) {
            turns(Duration.ofHours(hours).plusMinutes(1), 1);
        }
        return this;
    }

    private void turn(Duration pause) {
        clock.advance(pause);
        int[] jobs = {0};
        try {
            collector.collect(() -> {
                assertThat(jobs[0]++).as("jobs in a turn").isLessThan(MOST_JOBS_A_TURN);
                return true;
            });
        } catch (MemoryStore.HardStop e) {
            collector = collector();
        } finally {
            store.restart();
        }
    }

    private void rewritten(Row row) {
        if (newest(dayOf(row)) != null) {
            rewrittenAfterProof.add(row.number());
        }
    }

    private void looked(Certificate certificate, Look look) {
        if (look == Look.COUNTED && ucm.lastWrong() == Wrong.REPEATED) {
            return; // A check is one request: its answer, taken from another place, is found out by the next one.
        }
        DayTruth truth = truth(certificate.day());
        assertThat(certificate.held()).as("records of %s", certificate.day()).isEqualTo(truth.held());
        if (look != Look.COUNTED || certificate.counted() == Counted.READ_TWICE) {
            assertThat(certificate.hash()).as("hash of %s", certificate.day()).isEqualTo(truth.hash());
        }
    }

    @Nullable
    Certificate newest(LocalDate day) {
        List<Certificate> versions = store.ledger().versions(SITE, day);
        return versions.isEmpty() ? null : versions.getLast();
    }

    LocalDate dayOf(Row row) {
        return LocalDate.ofInstant(row.startedAt(), ZONE);
    }

    LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), ZONE);
    }

    LocalDate since() {
        return history.first().minusDays(history.daysBefore());
    }

    HistoryTable table() {
        return table;
    }

    MemoryStore store() {
        return store;
    }

    DayTruth truth(LocalDate day) {
        return DayTruth.of(table, day, ZONE);
    }

    /** Every readable record from the first day on is stored, with its newest content where no proof came before that. */
    void assertAllStored() {
        Map<String, CdrRecord> stored = new HashMap<>();
        for (CdrRecord record : store.records()) {
            assertThat(stored.put(mark(record), record)).as("stored twice").isNull();
        }
        for (Row row : table.rows()) {
            if (row.readable() && !dayOf(row).isBefore(since())) {
                CdrRecord record = stored.get(mark(row.record()));
                assertThat(record).as("record %s", row).isNotNull();
                if (!rewrittenAfterProof.contains(row.number())) {
                    assertThat(record).as("newest content").isEqualTo(row.record());
                }
            }
        }
    }

    private static String mark(CdrRecord record) {
        return record.text(Field.SESSION) + " " + record.text(Field.ACCT_ID) + " " + record.text(Field.START);
    }
}
