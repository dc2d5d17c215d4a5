package io.ucmbilling.collection.comparison;

import static org.assertj.core.api.Assertions.assertThat;

import io.ucmbilling.collection.comparison.Comparison.Verdict;
import io.ucmbilling.collection.comparison.CountedTable.Order;
import io.ucmbilling.collection.plan.Window;
import io.ucmbilling.ucm.site.FaultKind;
import io.ucmbilling.ucm.site.UcmFault;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class ComparisonTest {
    private static final Window OPEN = new Window(Instant.ofEpochSecond(0), null);
    private static final int PAGE = 10;
    private static final int PLENTY = 500;
    private static final int NEWEST = 6;

    private static Verdict tail(CountedTable table) throws UcmFault {
        return new Comparison(table, PAGE, PLENTY).tail(OPEN, newest(table));
    }

    /** Returns the window from the sixth last of the kept records on. */
    private static Window newest(CountedTable table) {
        return new Window(table.nthLast(OPEN, NEWEST).orElse(OPEN.from()), null);
    }

    private static CountedTable collected(int records) throws UcmFault {
        CountedTable table = new CountedTable(Order.START);
        for (int i = 0; i < records; i++) {
            table.insert(10 * i);
        }
        table.read(OPEN);
        table.forgetCosts();
        return table;
    }

    /** A table that moves too much is a fault. The records that came are kept. */
    private static void tailOrFault(CountedTable table) {
        try {
            tail(table);
        } catch (UcmFault e) {
            assertThat(e.kind()).isIn(FaultKind.REPEATED_PAGE, FaultKind.DRIFTED, FaultKind.SUSPECT_EMPTY);
        }
    }

    @Test
    void asksTwiceWhereNothingIsNew() throws UcmFault {
        CountedTable table = collected(500);
        assertThat(tail(table)).isEqualTo(Verdict.EQUAL);
        assertThat(table.requests()).isEqualTo(2);
        assertThat(table.rows()).isEqualTo(1 + NEWEST);
    }

    @Test
    void findsNewRecordsAmongTheNewestKnownOnesInTwoRequests() throws UcmFault {
        CountedTable table = collected(500);
        List.of(4_945, 4_985).forEach(table::insert);
        assertThat(tail(table)).isEqualTo(Verdict.EQUAL);
        assertThat(table.kept()).isEqualTo(table.held());
        assertThat(table.requests()).isEqualTo(2);
    }

    @Test
    void findsAmongTheNewestWhatCameWhereAsManyWereDeleted() throws UcmFault {
        CountedTable table = collected(500);
        table.delete(100);
        table.insert(4_985);
        assertThat(tail(table)).isNotEqualTo(Verdict.UNSETTLED);
        assertThat(table.kept()).isEqualTo(table.held());
    }

    @Test
    void takesWhatTheUcmWritesMeanwhileForNoDeletion() throws UcmFault {
        CountedTable table = collected(500);
        table.insert(4_945);
        table.insertDuringNextRequests(4_955);
        assertThat(tail(table)).isEqualTo(Verdict.EQUAL);
        assertThat(table.kept()).isEqualTo(table.held());
        assertThat(table.requests()).isEqualTo(3);
    }

    @Test
    void fetchesOneRecordMoreThanIsNew() throws UcmFault {
        CountedTable table = collected(500);
        List.of(5_001, 5_002, 5_003).forEach(table::insert);
        assertThat(tail(table)).isEqualTo(Verdict.EQUAL);
        assertThat(table.kept()).isEqualTo(table.held());
        assertThat(table.requests()).isEqualTo(2);
        assertThat(table.rows()).isEqualTo(4);
    }

    @Test
    void findsACallThatLastedAllDayInTheNextPass() throws UcmFault {
        CountedTable table = collected(10_000);
        table.insert(12_345);
        assertThat(tail(table)).isEqualTo(Verdict.REPAIRED);
        assertThat(table.kept()).isEqualTo(table.held());
        assertThat(table.rows()).isLessThan(120);
    }

    @Test
    void noticesADeletion() throws UcmFault {
        CountedTable table = collected(1_000);
        table.delete(700);
        assertThat(tail(table)).isEqualTo(Verdict.REPAIRED);
        assertThat(table.kept()).isEqualTo(table.held());
        assertThat(table.everKept()).hasSize(1_000);
    }

    @Test
    void countsDoNotSeeASwapButAWholeReadDoes() throws UcmFault {
        CountedTable table = collected(1_000);
        table.delete(300);
        table.insert(3_005);
        assertThat(tail(table)).isEqualTo(Verdict.EQUAL);
        assertThat(table.kept()).isNotEqualTo(table.held());
        table.read(OPEN);
        assertThat(table.kept()).isEqualTo(table.held());
    }

    @Test
    void seesASwapAcrossAClosedWindowsEdge() throws UcmFault {
        CountedTable table = collected(1_000);
        table.delete(300);
        table.insert(7_005);
        Window first = new Window(Instant.ofEpochSecond(0), Instant.ofEpochSecond(4_999));
        assertThat(new Comparison(table, PAGE, PLENTY).closed(first)).isEqualTo(Verdict.REPAIRED);
        assertThat(tail(table)).isEqualTo(Verdict.REPAIRED);
        assertThat(table.kept()).isEqualTo(table.held());
    }

    private static final Window SETTLED = new Window(Instant.ofEpochSecond(0), Instant.ofEpochSecond(9_999));

    private static Verdict settled(CountedTable table, boolean proof) throws UcmFault {
        return new Comparison(table, 100, PLENTY).settled(SETTLED, proof);
    }

    @Test
    void fetchesNoMoreThanIsNewWhereTheNewestRecordsAreHeldBack() throws UcmFault {
        CountedTable table = collected(500);
        List.of(5_001, 5_002, 5_003, 10_000).forEach(table::insert);
        assertThat(settled(table, false)).isEqualTo(Verdict.EQUAL);
        assertThat(table.kept()).hasSize(503);
        assertThat(table.requests()).isEqualTo(2);
        assertThat(table.rows()).isEqualTo(3);
    }

    @Test
    void findsALateRecordBesideNewOnesWithFewRecordsMore() throws UcmFault {
        CountedTable table = collected(900);
        List.of(9_001, 9_002, 4_005).forEach(table::insert);
        assertThat(settled(table, false)).isEqualTo(Verdict.REPAIRED);
        assertThat(table.kept()).isEqualTo(table.held());
        assertThat(table.rows()).isLessThan(30);
        assertThat(table.requests()).isLessThan(20);
    }

    @Test
    void skipsNoNewRecordWhereAnotherWasDeleted() throws UcmFault {
        CountedTable table = collected(500);
        table.delete(100);
        List.of(5_001, 5_002).forEach(table::insert);
        settled(table, false);
        assertThat(table.kept()).containsAll(table.held());
    }

    @Test
    void noticesADeletionWhenItProvesTheCount() throws UcmFault {
        CountedTable table = collected(500);
        table.delete(100);
        assertThat(settled(table, true)).isEqualTo(Verdict.REPAIRED);
        assertThat(table.kept()).isEqualTo(table.held());
    }

    @Test
    void givesUpWhereTheUcmDoesNotHonourOffsets() throws UcmFault {
        CountedTable table = collected(200);
        table.ignoreOffsets();
        table.insert(2_005);
        assertThat(new Comparison(table, PAGE, 60).tail(OPEN, newest(table))).isEqualTo(Verdict.UNSETTLED);
    }

    /** The changes between two passes: records that appear, where they start, and places that are deleted. */
    record Happening(List<Integer> starts, List<Integer> deletions) {}

    /** @param lies the seed of empty answers that should not have been; never three in a row */
    record History(Order order, int before, List<Happening> happenings, long lies) {
        CountedTable begun() throws UcmFault {
            CountedTable table = new CountedTable(order);
            for (int i = 0; i < before; i++) {
                table.insert(7 * i);
            }
            table.read(OPEN);
            table.lie(new Random(lies));
            return table;
        }
    }

    @Provide
    Arbitrary<History> insertions() {
        return histories(starts().map(starts -> new Happening(starts, List.of())));
    }

    @Provide
    Arbitrary<History> insertionsOrDeletions() {
        return histories(Arbitraries.oneOf(
                starts().map(starts -> new Happening(starts, List.of())),
                deletions().map(deletions -> new Happening(List.of(), deletions))));
    }

    @Provide
    Arbitrary<History> anything() {
        return histories(Combinators.combine(starts(), deletions()).as(Happening::new));
    }

    private static Arbitrary<List<Integer>> starts() {
        return Arbitraries.integers().between(0, 1_000).list().ofMaxSize(12);
    }

    private static Arbitrary<List<Integer>> deletions() {
        return Arbitraries.integers().between(0, 200).list().ofMaxSize(4);
    }

    private static Arbitrary<History> histories(Arbitrary<Happening> happening) {
        return Combinators.combine(
                        Arbitraries.of(Order.values()),
                        Arbitraries.integers().between(0, 140),
                        happening.list().ofMinSize(1).ofMaxSize(5),
                        Arbitraries.longs())
                .as(History::new);
    }

    private static void happen(CountedTable table, Happening happening) {
        happening.deletions().forEach(table::delete);
        happening.starts().forEach(table::insert);
    }

    @Property(tries = 2_000)
    void findsEveryRecordInTheNextPassWhereverItLands(@ForAll("insertions") History history) throws UcmFault {
        CountedTable table = history.begun();
        for (Happening happening : history.happenings()) {
            happen(table, happening);
            assertThat(tail(table)).isNotEqualTo(Verdict.UNSETTLED);
            assertThat(table.kept()).isEqualTo(table.held());
        }
    }

    @Property(tries = 2_000)
    void keepsCountWithWhatIsDeleted(@ForAll("insertionsOrDeletions") History history) throws UcmFault {
        CountedTable table = history.begun();
        for (Happening happening : history.happenings()) {
            happen(table, happening);
            assertThat(tail(table)).isNotEqualTo(Verdict.UNSETTLED);
            assertThat(table.kept()).isEqualTo(table.held());
        }
    }

    @Property(tries = 2_000)
    void findsEveryRecordOfASettledWindowInTheNextProof(@ForAll("insertionsOrDeletions") History history)
            throws UcmFault {
        CountedTable table = history.begun();
        for (Happening happening : history.happenings()) {
            happen(table, happening);
            settled(table, false);
            assertThat(settled(table, true)).isNotEqualTo(Verdict.UNSETTLED);
            assertThat(table.kept()).isEqualTo(table.held());
        }
    }

    @Property(tries = 2_000)
    void countsEqualOrSaysSoAndAWholeReadFindsTheRest(@ForAll("anything") History history) throws UcmFault {
        CountedTable table = history.begun();
        for (Happening happening : history.happenings()) {
            happen(table, happening);
            if (tail(table) != Verdict.UNSETTLED) {
                assertThat(table.kept()).hasSameSizeAs(table.held());
            }
        }
        table.read(OPEN);
        assertThat(table.kept()).isEqualTo(table.held());
    }

    @Property(tries = 2_000)
    void settlesAgainAfterChangesInTheMiddleOfAPass(@ForAll("insertions") History history) throws UcmFault {
        CountedTable table = history.begun();
        for (Happening happening : history.happenings()) {
            happening.starts().forEach(table::insertDuringNextRequests);
            tailOrFault(table);
        }
        table.insertWhatWaits();
        assertThat(tail(table)).isNotEqualTo(Verdict.UNSETTLED);
        assertThat(table.kept()).isEqualTo(table.held());
    }
}
