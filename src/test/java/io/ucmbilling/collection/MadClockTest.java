package io.ucmbilling.collection;

import static org.assertj.core.api.Assertions.assertThat;

import io.ucmbilling.contract.CdrRecord;
import io.ucmbilling.contract.Field;
import io.ucmbilling.contract.Page;
import io.ucmbilling.contract.query.CdrQuery;
import io.ucmbilling.contract.query.TimeBound;
import io.ucmbilling.store.MemoryStore;
import io.ucmbilling.store.site.SiteProgress;
import io.ucmbilling.testing.SettableClock;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A UCM whose clock is far off for a while: its records are kept, nothing else suffers (contract U9, N9). */
class MadClockTest {
    private static final DateTimeFormatter STAMP = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss");

    private final SettableClock clock = new SettableClock(Instant.parse("2026-06-10T17:00:00Z"));
    private final MemoryStore store = new MemoryStore(HistorySite.ID);
    private final List<CdrRecord> held = new ArrayList<>();
    private final SiteCollector collector = HistorySite.collector(this::page, store, 1000, clock);

    /** Gives what starts in the window; what has no sane start as well, where the window is open. */
    private Page page(CdrQuery query) {
        List<CdrRecord> matching = held.stream()
                .filter(record -> isIn(query, record))
                .skip(query.offset())
                .limit(query.numRecords())
                .toList();
        return new Page(matching.size(), List.copyOf(matching));
    }

    private static boolean isIn(CdrQuery query, CdrRecord record) {
        LocalDateTime start = LocalDateTime.parse(record.text(Field.START).replace(' ', 'T'));
        Instant instant = start.atZone(HistorySite.ZONE).toInstant();
        boolean sane = start.getYear() == 2026;
        return (!sane && query.endTime() == null)
                || (from(query).compareTo(instant) <= 0 && to(query) >= seconds(instant));
    }

    private static Instant from(CdrQuery query) {
        return at(query.startTime(), Instant.MIN);
    }

    private static long to(CdrQuery query) {
        return seconds(at(query.endTime(), Instant.MAX));
    }

    private static long seconds(Instant instant) {
        return instant.getEpochSecond();
    }

    private static Instant at(@Nullable TimeBound bound, Instant none) {
        return bound == null ? none : bound.earliest(ZoneOffset.UTC, Clock.systemUTC());
    }

    private void call(int acctId, String start, String end) {
        long epoch = seconds(clock.instant());
        held.add(new CdrRecord.Builder()
                .set(Field.ACCT_ID, Integer.toString(acctId))
                .set(Field.START, start)
                .set(Field.END, end)
                .set(Field.DURATION, "0")
                .set(Field.BILLSEC, "0")
                .set(Field.DISPOSITION, "NO ANSWER")
                .set(Field.UNIQUEID, epoch + "." + acctId)
                .set(Field.SESSION, epoch + "00000" + acctId + "-1001")
                .build());
    }

    private String now() {
        return STAMP.format(clock.instant().atZone(HistorySite.ZONE));
    }

    private SiteProgress turn() {
        clock.advance(Duration.ofMinutes(1));
        collector.collect(() -> true, () -> true);
        return store.sites().progress(HistorySite.ID);
    }

    private void begin() {
        collector.register(LocalDate.of(2026, 6, 10));
        call(1, now(), now());
        turn();
    }

    /** What is off by centuries once overflowed nanoseconds or seconds, and the pass ended there. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "0000-01-01 00:00:00",
                "0001-01-01 00:00:00",
                "1000-02-28 23:59:59",
                "1733-11-01 01:30:00",
                "1734-01-01 00:00:00",
                "1958-03-09 02:30:00",
                "2094-07-01 00:00:00",
                "2262-04-12 00:00:00",
                "9999-12-31 23:59:59"
            })
    void aStartFarOffEndsNoPass(String start) {
        begin();
        for (int leg = 2; leg < 10; leg++) {
            call(leg, start, start);
        }
        call(10, now(), now());
        SiteProgress progress = turn();
        assertThat(progress.failures()).isZero();
        assertThat(progress.zoneError()).isIn(null, Duration.ZERO);
        assertThat(store.records()).hasSize(10);
        assertThat(turn().lastFault()).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"0001-01-01 00:00:00", "9999-12-31 23:59:59"})
    void anEndFarOffEndsNone(String end) {
        begin();
        call(2, now(), end);
        assertThat(turn().failures()).isZero();
        assertThat(store.records()).hasSize(2);
    }

    @Test
    void aStartFarOffSaysNothingOfHowLateRecordsCome() {
        begin();
        call(2, "1970-01-01 00:00:00", "1970-01-01 00:00:09");
        turn();
        assertThat(store.sites().lateness(HistorySite.ID).legs()).isZero();
        call(3, now(), now());
        turn();
        assertThat(store.sites().lateness(HistorySite.ID).legs()).isEqualTo(1);
    }
}
