package io.ucmbilling.collection.walk;

import static org.assertj.core.api.Assertions.assertThat;

import io.ucmbilling.collection.walk.Walk.Step.Ended;
import io.ucmbilling.collection.walk.Walk.Step.Failed;
import io.ucmbilling.collection.walk.Walk.Step.GoOn;
import io.ucmbilling.store.site.SiteProgress.Counting;
import io.ucmbilling.ucm.site.FaultKind;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class WalkTest {
    private static final int PAGE = 10;
    private static final PageOutline EMPTY = new PageOutline(0, List.of());

    private final Set<LegIdentity> seen = new LinkedHashSet<>();
    private int requests;

    /** Walks to the end. Legs that were seen before the walk began anew do not count. */
    private Walk.Step walk(Walk walk, MovingTable table, IntConsumer betweenPages) {
        for (requests = 1; requests < 1000; requests++) {
            if (walk.atStart()) {
                seen.clear();
            }
            PageOutline page = table.page(walk.next());
            seen.addAll(page.legs());
            Walk.Step step = walk.answered(page);
            if (!(step instanceof GoOn)) {
                return step;
            }
            betweenPages.accept(requests);
        }
        throw new AssertionError("the walk does not end");
    }

    private static MovingTable flat(int legs) {
        MovingTable table = new MovingTable(false, false);
        IntStream.range(0, legs).forEach(i -> table.with(i, 1));
        return table;
    }

    @Test
    void readsAQuietTailWithTwoRequests() {
        assertThat(walk(new Walk(PAGE, false, Counting.UNKNOWN), flat(7), n -> {}))
                .isInstanceOf(Ended.class);
        assertThat(requests).isEqualTo(2);
    }

    /** U7: what came before it began anew does not make an empty answer a window's end. */
    @Test
    void sawNothingIfNothingComesAfterItBeganAnew() {
        MovingTable table = flat(30);
        Walk walk = new Walk(PAGE, false, Counting.UNKNOWN);
        walk(walk, table, n -> IntStream.range(0, 15).forEach(_ -> table.delete(0)));
        assertThat(walk.sawAnything()).isFalse();
    }

    @Test
    void endsOnlyAtAnEmptyPage() {
        MovingTable table = flat(30);
        walk(new Walk(PAGE, false, Counting.UNKNOWN), table, n -> {});
        assertThat(seen).containsExactlyElementsOf(table.legs());
    }

    @Test
    void walksAgainWhenARecordLandsInFrontOfTheOffset() {
        MovingTable table = flat(30);
        LegIdentity late = MovingTable.leg(99, 0);
        Walk.Step step = walk(new Walk(PAGE, false, Counting.UNKNOWN), table, n -> {
            if (n == 2) {
                table.insert(3, late);
            }
        });
        assertThat(step).isInstanceOf(Ended.class);
        assertThat(seen).contains(late);
    }

    @Test
    void skipsNothingWhenARecordIsDeletedInFrontOfTheOffset() {
        MovingTable table = flat(35);
        walk(new Walk(PAGE, false, Counting.UNKNOWN), table, n -> {
            if (n == 1) {
                table.delete(0);
                table.delete(0);
                table.delete(0);
            }
        });
        assertThat(seen).containsAll(table.legs());
    }

    @Test
    void givesUpWhenThePagesNeverStopMoving() {
        MovingTable table = flat(40);
        Walk.Step step =
                walk(new Walk(PAGE, false, Counting.UNKNOWN), table, n -> table.insert(0, MovingTable.leg(100 + n, 0)));
        assertThat(step)
                .isInstanceOfSatisfying(
                        Failed.class, failed -> assertThat(failed.kind()).isEqualTo(FaultKind.DRIFTED));
    }

    @Test
    void tellsAPageThatRepeatsWhateverTheOffset() {
        Walk walk = new Walk(PAGE, false, Counting.UNKNOWN);
        PageOutline page = flat(PAGE).page(new WalkRequest(0, PAGE));
        walk.answered(page);
        assertThat(walk.answered(page)).isInstanceOf(GoOn.class);
        assertThat(walk.answered(page))
                .isInstanceOfSatisfying(
                        Failed.class, failed -> assertThat(failed.kind()).isEqualTo(FaultKind.REPEATED_PAGE));
    }

    @Test
    void doesNotBelieveAnEmptyPageWhereALegMustStand() {
        Walk walk = new Walk(PAGE, false, Counting.UNKNOWN);
        walk.answered(flat(PAGE).page(new WalkRequest(0, PAGE)));
        assertThat(walk.answered(EMPTY)).isInstanceOf(GoOn.class);
        assertThat(walk.answered(EMPTY)).isInstanceOf(GoOn.class);
        assertThat(walk.answered(EMPTY))
                .isInstanceOfSatisfying(
                        Failed.class, failed -> assertThat(failed.kind()).isEqualTo(FaultKind.SUSPECT_EMPTY));
    }

    @Test
    void believesTheEndOfAStrictWalkOnlyWhenTheLastLegStillComes() {
        MovingTable table = flat(4);
        Walk walk = new Walk(PAGE, true, Counting.UNKNOWN);
        walk.answered(table.page(walk.next()));
        walk.answered(EMPTY);
        assertThat(walk.next()).isEqualTo(new WalkRequest(3, 1));
        assertThat(walk(walk, table, n -> {})).isInstanceOf(Ended.class);
    }

    @Test
    void believesAnEmptyWindowOfAStrictWalkAtTheThirdTime() {
        Walk walk = new Walk(PAGE, true, Counting.UNKNOWN);
        assertThat(walk.answered(EMPTY)).isInstanceOf(GoOn.class);
        assertThat(walk.answered(EMPTY)).isInstanceOf(GoOn.class);
        assertThat(walk.answered(EMPTY)).isInstanceOf(Ended.class);
        assertThat(walk.sawAnything()).isFalse();
    }

    @Test
    void learnsThatOffsetsCountLegs() {
        MovingTable table = new MovingTable(true, false);
        IntStream.range(0, 40).forEach(i -> table.with(i, 3));
        Walk walk = new Walk(PAGE, false, Counting.UNKNOWN);
        walk(walk, table, n -> {});
        assertThat(walk.counting()).isEqualTo(Counting.LEGS);
        assertThat(seen).containsExactlyElementsOf(table.legs());
    }

    @Test
    void learnsThatOffsetsCountItems() {
        MovingTable table = new MovingTable(true, true);
        IntStream.range(0, 40).forEach(i -> table.with(i, 3));
        Walk walk = new Walk(PAGE, false, Counting.UNKNOWN);
        walk(walk, table, n -> {});
        assertThat(walk.counting()).isEqualTo(Counting.ITEMS);
        assertThat(seen).containsExactlyElementsOf(table.legs());
    }

    @Test
    void isAtItsStartAgainWhenARecordIsDeletedInFrontOfTheOffset() {
        MovingTable table = flat(35);
        LegIdentity deleted = table.legs().getFirst();
        walk(new Walk(PAGE, true, Counting.UNKNOWN), table, n -> {
            if (n == 2) {
                table.delete(0);
            }
        });
        assertThat(seen).containsExactlyElementsOf(table.legs()).doesNotContain(deleted);
    }

    @Property(tries = 2000)
    void seesEveryLegThatStoodThereAllTheTime(
            @ForAll("tables") List<Integer> calls,
            @ForAll boolean nests,
            @ForAll boolean countsItems,
            @ForAll boolean strict,
            @ForAll List<@IntRange(min = -60, max = 60) Integer> changes) {
        seen.clear();
        MovingTable table = new MovingTable(nests, countsItems && nests);
        IntStream.range(0, calls.size()).forEach(i -> table.with(i, calls.get(i)));
        Set<LegIdentity> lasting = new LinkedHashSet<>(table.legs());
        Walk.Step step = walk(new Walk(PAGE, strict, Counting.UNKNOWN), table, n -> {
            if (n <= changes.size()) {
                change(table, changes.get(n - 1), n);
            }
        });
        lasting.retainAll(table.legs());
        if (step instanceof Ended) {
            assertThat(seen).containsAll(lasting);
        }
    }

    private static void change(MovingTable table, int change, int n) {
        if (change > 0) {
            table.insert(change, MovingTable.leg(1000 + n, 0));
        } else if (change < 0) {
            table.delete(-change);
        }
    }

    @Provide
    Arbitrary<List<Integer>> tables() {
        return Arbitraries.integers().between(1, 5).list().ofMaxSize(40);
    }
}
