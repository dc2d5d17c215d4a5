package io.ucmbilling.collection.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.ucmbilling.collection.History;
import io.ucmbilling.collection.History.Change;
import io.ucmbilling.collection.History.Nature;
import io.ucmbilling.collection.History.Order;
import io.ucmbilling.collection.History.Places;
import io.ucmbilling.collection.HistoryRun;
import io.ucmbilling.collection.HistorySite;
import io.ucmbilling.store.ledger.LedgerDay;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** A PBX that was installed on 5 June, of which records are wanted from 1 May on, as of 10 June. */
class MissingDaysTest {
    private static final LocalDate TODAY = LocalDate.of(2026, 6, 10);
    private static final LocalDate SINCE = TODAY.minusDays(40);
    private static final LocalDate INSTALLED = TODAY.minusDays(5);

    private final HistoryRun run = run();

    private static HistoryRun run() {
        List<Change> calls = new ArrayList<>();
        for (int daysAgo = 5; daysAgo > 0; daysAgo--) {
            calls.add(new Change.Call(Duration.ofDays(daysAgo), 2));
        }
        Nature nature = new Nature(Order.START, Places.LEGS);
        return new HistoryRun(new History(nature, TODAY, 40, 50, calls, List.of())).play();
    }

    private List<LocalDate> days(Predicate<LedgerDay> which) {
        return run.store().ledger().days(HistorySite.ID, SINCE, TODAY.plusDays(60)).values().stream()
                .filter(which)
                .map(LedgerDay::day)
                .toList();
    }

    private static List<LocalDate> between(LocalDate first, LocalDate end) {
        return first.datesUntil(end).toList();
    }

    private void certified(LocalDate first, LocalDate end) {
        assertThat(between(first, end)).allMatch(day -> run.checks().isCertifiedAsItIs(day));
    }

    @Test
    void daysBeforeTheFirstRecordWereNeverHeld() {
        run.settle();
        assertThat(days(LedgerDay::neverHeld)).isEqualTo(between(SINCE, INSTALLED));
        assertThat(days(LedgerDay::lost)).isEmpty();
        certified(INSTALLED, TODAY);
    }

    /** The gateway was away for nine days; before it came back the cleaner had been there. */
    @Test
    void daysThatTheCleanerTookAfterTheFirstRecordAreLost() {
        run.settle();
        LocalDate last = LocalDate.ofInstant(run.now(), HistorySite.ZONE);
        run.change(new Change.Wipe());
        run.turnAfter(Duration.ofDays(9));
        run.settle();
        assertThat(days(LedgerDay::lost))
                .isNotEmpty()
                .allMatch(day -> !day.isBefore(TODAY))
                .contains(last.plusDays(3));
        assertThat(days(LedgerDay::neverHeld)).isEqualTo(between(SINCE, INSTALLED));
    }

    /** Kept legs tell of the first record, also when the UCM no longer holds it at the first look. */
    @Test
    void aDayOfAKeptLegIsLostThoughTheFirstLookCameTooLate() {
        run.change(new Change.Clean(3));
        run.settle();
        assertThat(days(LedgerDay::lost)).isEqualTo(between(INSTALLED, TODAY.minusDays(3)));
        assertThat(days(LedgerDay::neverHeld)).isEqualTo(between(SINCE, INSTALLED));
    }

    @Test
    void aRecordFromBeforeTheFirstDayToCollectMakesNoDayALostOne() {
        run.change(new Change.Call(Duration.ofDays(9_000), 1));
        run.settle();
        assertThat(days(LedgerDay::neverHeld)).isEqualTo(between(SINCE, INSTALLED));
        assertThat(days(LedgerDay::lost)).isEmpty();
    }

    @Test
    void aStrayRecordMakesTheDaysBehindItProvablyEmpty() {
        run.settle();
        run.changeOn(SINCE.plusDays(3), new Change.Call(Duration.ofHours(9), 1));
        run.settle();
        certified(SINCE.plusDays(3), TODAY);
        run.changeOn(SINCE.plusDays(3), new Change.Delete(0));
        run.settle();
        assertThat(days(LedgerDay::lost)).isEmpty();
    }

    /** At the first look, all days have yet to be proven: the log of a new site begins without a warning. */
    @Test
    void warnsOfNoDayBeforeItsProofWasTried() {
        Logger logger = (Logger) LoggerFactory.getLogger(MissingDays.class);
        ListAppender<ILoggingEvent> log = new ListAppender<>();
        log.start();
        logger.addAppender(log);
        try {
            run.change(new Change.Clean(3));
            run.settle();
        } finally {
            logger.detachAppender(log);
        }
        assertThat(log.list).extracting(ILoggingEvent::getLevel).doesNotContain(Level.WARN);
        certified(TODAY.minusDays(2), TODAY);
    }
}
