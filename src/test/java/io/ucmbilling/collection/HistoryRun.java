package io.ucmbilling.collection;

import static org.assertj.core.api.Assertions.assertThat;

import io.ucmbilling.collection.History.Change;
import io.ucmbilling.collection.History.Happening;
import io.ucmbilling.collection.HistoryTable.Row;
import io.ucmbilling.store.MemoryStore;
import io.ucmbilling.testing.SettableClock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.function.BooleanSupplier;

/**
 * A run of a history against the real collection, over a store in memory. Each look at a day is held against the UCM at
 * that moment.
 */
public final class HistoryRun {
    private static final int MOST_JOBS_A_TURN = 300;

    /** Turns an hour apart in which a first collection ends: a day that is doubted is read five times. */
    private static final int MOST_TURNS_OF_FIRST_COLLECTION = 6;

    private final History history;
    private final SettableClock clock;
    private final MemoryStore store = new MemoryStore(HistorySite.ID);
    private final HistoryTable table;
    private final HistoryUcm ucm;
    private final HistoryChecks checks;
    private SiteCollector collector;
    private BooleanSupplier mayAsk = () -> true;

    public HistoryRun(History history) {
        this.history = history;
        this.clock = new SettableClock(
                history.first().atTime(12, 0).atZone(HistorySite.ZONE).toInstant());
        this.table = new HistoryTable(HistorySite.ZONE, history.nature().order());
        this.ucm = new HistoryUcm(table, history.nature(), clock::instant);
        this.checks = new HistoryChecks(this);
        store.watch(checks);
        history.before().forEach(this::change);
        collector = begun();
    }

    private SiteCollector begun() {
        SiteCollector fresh = HistorySite.collector(ucm, store, history.pageSize(), clock);
        fresh.register(since());
        return fresh;
    }

    public HistoryRun play() {
        turn();
        history.happenings().forEach(this::happen);
        return this;
    }

    private void happen(Happening happening) {
        clock.advance(happening.pause());
        happening.changes().forEach(this::change);
        ucm.begin(happening.during(), happening.spells());
        if (happening.stopAtWrite() != 0) {
            store.stopAtWrite(Math.abs(happening.stopAtWrite()), happening.stopAtWrite() > 0);
        }
        turn();
        ucm.begin(List.of(), List.of());
    }

    public void change(Change change) {
        table.change(change, clock.instant());
    }

    /** Applies a change to that day: a call starts so long before its end, and places are those of its records. */
    public void changeOn(LocalDate day, Change change) {
        Instant end = day.plusDays(1).atStartOfDay(HistorySite.ZONE).toInstant();
        List<Row> rows = rows(day);
        switch (change) {
            case Change.Call(Duration ago, int legs) ->
                change(new Change.Call(ago.plus(Duration.between(end, now())), legs));
            case Change.Leg(int of, boolean among)
            when !rows.isEmpty() -> change(new Change.Leg(table.rows().indexOf(rows.get(of % rows.size())), among));
            case Change.Delete(int which)
            when !rows.isEmpty() -> change(new Change.Delete(table.rows().indexOf(rows.get(which % rows.size()))));
            default -> {}
        }
    }

    /** Plays a turn after that pause, and after a call that has just ended. */
    public void turnAfter(Duration pause) {
        clock.advance(pause);
        change(new Change.Call(Duration.ofMinutes(20), 1));
        turn();
    }

    void turns(int times, Duration pause) {
        for (int i = 0; i < times; i++) {
            turnAfter(pause);
        }
    }

    /** Goes on without a fault until every day so far has settled and could be proven. */
    public HistoryRun settle() {
        Duration hour = Duration.ofMinutes(61);
        turnAfter(hour);
        for (int i = 1; i < MOST_TURNS_OF_FIRST_COLLECTION && isCollectingDays(); i++) {
            turnAfter(hour);
        }
        turnAfter(Duration.ofHours(10));
        turnAfter(Duration.ofHours(20));
        for (int i = 1; i < MOST_TURNS_OF_FIRST_COLLECTION && isCollectingDays(); i++) {
            turnAfter(hour);
        }
        turnAfter(hour);
        return this;
    }

    /**
     * Asks for those certified days to be read whole that changed without their count: a record's content changed, or
     * as many were deleted as came. Nothing but a reading on demand sees that.
     */
    HistoryRun readWhatCountsDoNotSee() {
        since().datesUntil(firstOpen())
                .filter(day -> checks.newest(day) != null && !checks.isCertifiedAsItIs(day))
                .forEach(day -> store.ledger().askToRead(HistorySite.ID, day, now()));
        turnAfter(Duration.ofMinutes(61));
        return this;
    }

    private boolean isCollectingDays() {
        return !store.firstDays().open(HistorySite.ID).isEmpty();
    }

    /**
     * Plays a turn after that pause, in which the process may die.
     *
     * @param write the write of the turn at which it dies
     * @return whether it did; false: the turn has fewer writes
     */
    boolean turnStoppedAt(int write, boolean before, Duration pause) {
        clock.advance(pause);
        store.stopAtWrite(write, before);
        return turn();
    }

    /** Returns whether the process died in it, and a new one has begun. */
    private boolean turn() {
        boolean stopped = collect();
        checks.assertNoFailure();
        return stopped;
    }

    /**
     * Plays a turn after that pause, which ends before a page is asked for.
     *
     * @param page the page of the turn that is asked for no more
     * @return whether it ended so; false: the turn has fewer pages
     */
    boolean turnEndedAt(int page, Duration pause) {
        clock.advance(pause);
        int[] asked = {0};
        mayAsk = () -> ++asked[0] < page;
        turn();
        mayAsk = () -> true;
        return asked[0] >= page;
    }

    private boolean collect() {
        int[] jobs = {0};
        try {
            collector.collect(
                    () -> {
                        assertThat(jobs[0]++).as("jobs in a turn").isLessThan(MOST_JOBS_A_TURN);
                        return true;
                    },
                    mayAsk);
            store.restart();
            return false;
        } catch (MemoryStore.HardStop e) {
            store.restart();
            collector = begun();
            return true;
        }
    }

    public HistoryChecks checks() {
        return checks;
    }

    HistoryTable table() {
        return table;
    }

    public MemoryStore store() {
        return store;
    }

    public Instant now() {
        return clock.instant();
    }

    LocalDate since() {
        return history.first().minusDays(history.daysBefore());
    }

    /** Returns the first day that is not settled, if no record was late. */
    LocalDate firstOpen() {
        return LocalDate.ofInstant(now().minus(HistorySite.SETTINGS.leastSettling()), HistorySite.ZONE);
    }

    HistoryUcm ucm() {
        return ucm;
    }

    List<Row> rows(LocalDate day) {
        return table.rows().stream().filter(row -> dayOf(row).equals(day)).toList();
    }

    static LocalDate dayOf(Row row) {
        return LocalDate.ofInstant(row.startedAt(), HistorySite.ZONE);
    }
}
