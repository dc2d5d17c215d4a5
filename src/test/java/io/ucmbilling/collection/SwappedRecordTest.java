package io.ucmbilling.collection;

import static org.assertj.core.api.Assertions.assertThat;

import io.ucmbilling.collection.History.Change;
import io.ucmbilling.collection.History.Nature;
import io.ucmbilling.collection.History.Order;
import io.ucmbilling.collection.History.Places;
import io.ucmbilling.collection.HistoryTable.Row;
import io.ucmbilling.store.ledger.Certificate;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * A record is deleted and another one appears, in one window between two passes: its count is what it was. No count
 * sees that, a reading does: the proof of the day before it is certified, one on demand afterwards.
 */
class SwappedRecordTest {
    private static final LocalDate DAY = LocalDate.of(2026, 6, 10);

    /** A day of calls, all legs of them known to be counted, at its noon. */
    private static HistoryRun day() {
        List<Change> calls = Stream.of(600, 500, 400, 300, 200, 100)
                .map(minutes -> (Change) new Change.Call(Duration.ofMinutes(minutes), 2))
                .toList();
        HistoryRun run =
                new HistoryRun(new History(new Nature(Order.START, Places.LEGS), DAY, 0, 40, calls, List.of()));
        return run.play();
    }

    /** The third record of the day goes, one close to it comes. */
    private static Row swap(HistoryRun run) {
        List<Row> before = run.rows(DAY);
        run.changeOn(DAY, new Change.Delete(2));
        run.changeOn(DAY, new Change.Call(Duration.ofMinutes(24 * 60 - 205), 1));
        return run.rows(DAY).stream()
                .filter(row -> !before.contains(row))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void isFoundByTheProofOfTheDayBeforeItIsCertified() {
        HistoryRun run = day();
        Row came = swap(run);
        run.turns(2, Duration.ofHours(1));
        assertThat(run.checks().isStored(came)).as("found by counting").isFalse();

        run.settle();
        assertThat(run.checks().isStored(came)).isTrue();
        assertThat(run.checks().isCertifiedAsItIs(DAY)).isTrue();
        assertThat(run.checks().versions(DAY)).singleElement().satisfies(certificate -> {
            assertThat(certificate.reason()).isEqualTo("the day is settled");
            assertThat(certificate.departed()).isEqualTo(1);
        });
    }

    @Test
    void isFoundByAReadingOnDemandAfterwards() {
        HistoryRun run = day().settle();
        Row came = swap(run);
        run.turns(5, Duration.ofHours(7));
        assertThat(run.checks().isStored(came)).as("found by counting").isFalse();

        run.store().ledger().askToRead(HistorySite.ID, DAY, run.now());
        run.turnAfter(Duration.ofHours(1));
        assertThat(run.checks().isStored(came)).isTrue();
        assertThat(run.checks().isCertifiedAsItIs(DAY)).isTrue();
        assertThat(run.checks().versions(DAY))
                .extracting(Certificate::reason)
                .containsExactly("the day is settled", "it was asked for, and its content differed from version 1");
    }
}
