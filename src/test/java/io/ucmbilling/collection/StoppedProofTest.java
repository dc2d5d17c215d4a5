package io.ucmbilling.collection;

import static org.assertj.core.api.Assertions.assertThat;

import io.ucmbilling.collection.History.Change;
import io.ucmbilling.collection.History.Nature;
import io.ucmbilling.collection.History.Order;
import io.ucmbilling.collection.History.Places;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Turns that prove a day, in which the process dies at every single write, before it is done or after. Another one goes
 * on.
 */
class StoppedProofTest {
    private static final LocalDate DAY = LocalDate.of(2026, 6, 10);
    private static final int MOST_WRITES = 200;

    /** Plays until the day is settled, so that the next turn proves it. */
    private static HistoryRun settled() {
        List<Change> calls =
                List.of(new Change.Call(Duration.ofMinutes(90), 3), new Change.Call(Duration.ofMinutes(30), 1));
        HistoryRun run = new HistoryRun(new History(new Nature(Order.START, Places.LEGS), DAY, 0, 3, calls, List.of()));
        run.play().turns(2, Duration.ofHours(8));
        assertThat(run.checks().versions(DAY)).isEmpty();
        return run;
    }

    /** Plays until the day is certified and then differs, so that the next nightly check proves it anew. */
    private static HistoryRun differing() {
        HistoryRun run = settled();
        run.turns(2, Duration.ofHours(8));
        assertThat(run.checks().versions(DAY)).hasSize(1);
        run.changeOn(DAY, new Change.Delete(1));
        return run;
    }

    private static void assertProvenOnce(HistoryRun run, int versions) {
        run.turns(3, Duration.ofHours(2));
        assertThat(run.checks().versions(DAY)).hasSize(versions);
        assertThat(run.checks().isCertifiedAsItIs(DAY)).isTrue();
        run.checks().assertNoneMadeTwice();
        run.checks().assertAllStored();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void certifiesADayOnceWhereverItStops(boolean before) {
        boolean stopped = true;
        for (int write = 1; stopped && write < MOST_WRITES; write++) {
            HistoryRun run = settled();
            stopped = run.turnStoppedAt(write, before, Duration.ofHours(3));
            assertProvenOnce(run, 1);
        }
        assertThat(stopped).as("at all writes").isFalse();
    }

    /** The gateway stops between two pages, or another replica is to have the site. */
    @Test
    void certifiesADayOnceBetweenWhateverPagesItEnds() {
        boolean ended = true;
        for (int page = 1; ended && page < MOST_WRITES; page++) {
            HistoryRun run = settled();
            ended = run.turnEndedAt(page, Duration.ofHours(3));
            assertProvenOnce(run, 1);
        }
        assertThat(ended).as("at all pages").isFalse();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void makesANewVersionOnceWhereverItStops(boolean before) {
        boolean stopped = true;
        for (int write = 1; stopped && write < MOST_WRITES; write++) {
            HistoryRun run = differing();
            stopped = run.turnStoppedAt(write, before, Duration.ofHours(21));
            assertProvenOnce(run, 2);
        }
        assertThat(stopped).as("at all writes").isFalse();
    }
}
