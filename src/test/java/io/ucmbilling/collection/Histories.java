package io.ucmbilling.collection;

import io.ucmbilling.collection.History.Change;
import io.ucmbilling.collection.History.During;
import io.ucmbilling.collection.History.Happening;
import io.ucmbilling.collection.History.Nature;
import io.ucmbilling.collection.History.Order;
import io.ucmbilling.collection.History.Places;
import io.ucmbilling.collection.History.Spell;
import io.ucmbilling.collection.History.Wrong;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;

/** Random histories, which shrink to small ones. */
final class Histories {
    private static final List<LocalDate> FIRSTS =
            List.of(LocalDate.of(2026, 6, 10), LocalDate.of(2026, 3, 8), LocalDate.of(2026, 11, 1));

    private Histories() {}

    static Arbitrary<Nature> natures(Order[] orders, Places[] places) {
        return Combinators.combine(Arbitraries.of(orders), Arbitraries.of(places))
                .as(Nature::new);
    }

    static Arbitrary<Nature> honestNatures() {
        return natures(
                new Order[] {Order.START, Order.ACCT_ID, Order.HANG_UP},
                new Places[] {Places.FLAT, Places.LEGS, Places.ITEMS});
    }

    /** UCMs whose offsets lead nowhere, or to another place each time. */
    static Arbitrary<Nature> naturesWithoutOffsets() {
        return Arbitraries.frequencyOf(
                Tuple.of(1, natures(new Order[] {Order.UNSTABLE}, new Places[] {Places.FLAT, Places.LEGS})),
                Tuple.of(1, natures(new Order[] {Order.START, Order.HANG_UP}, new Places[] {Places.NONE})));
    }

    static Arbitrary<History> of(Arbitrary<Nature> natures, List<Integer> pageSizes, Arbitrary<Happening> happening) {
        return Combinators.combine(
                        natures,
                        Arbitraries.of(FIRSTS),
                        Arbitraries.integers().between(0, 4),
                        Arbitraries.of(pageSizes),
                        calls(3 * 24 * 60).list().ofMaxSize(20),
                        happening.list().ofMaxSize(4))
                .as(History::new);
    }

    static Arbitrary<Happening> happening(
            Arbitrary<Change> changes, Arbitrary<List<During>> during, Arbitrary<List<Spell>> spells, int stops) {
        return Combinators.combine(
                        Arbitraries.integers().between(1, 24).map(Duration::ofHours),
                        changes.list().ofMaxSize(6),
                        during,
                        spells,
                        Arbitraries.integers().between(-stops, stops))
                .as(Happening::new);
    }

    static Arbitrary<Change> calls(int mostMinutes) {
        return Combinators.combine(
                        Arbitraries.integers().between(1, mostMinutes).map(Duration::ofMinutes),
                        Arbitraries.frequency(Tuple.of(4, 1), Tuple.of(1, 2), Tuple.of(1, 3)))
                .as(Change.Call::new);
    }

    /** Late ones among them, up to days. */
    static Arbitrary<Change> insertions() {
        return Arbitraries.frequencyOf(
                Tuple.of(5, calls(180)),
                Tuple.of(3, calls(2 * 24 * 60)),
                Tuple.of(1, calls(8 * 24 * 60)),
                Tuple.of(
                        1,
                        Combinators.combine(places(), Arbitraries.of(false, true))
                                .as(Change.Leg::new)),
                Tuple.of(1, Arbitraries.just(new Change.Restart())));
    }

    static Arbitrary<Change> anything() {
        return Arbitraries.frequencyOf(
                Tuple.of(8, insertions()),
                Tuple.of(3, places().map(Change.Delete::new)),
                Tuple.of(2, places().map(Change.Rewrite::new)),
                Tuple.of(
                        1,
                        Arbitraries.integers()
                                .between(0, 48 * 60)
                                .map(Duration::ofMinutes)
                                .map(Change.Unreadable::new)),
                Tuple.of(1, Arbitraries.integers().between(1, 6).map(Change.Clean::new)),
                Tuple.of(1, Arbitraries.just(new Change.Wipe())));
    }

    /** While the UCM is being asked: either records land, or some are deleted; at once is what no count can see. */
    static Arbitrary<List<During>> during() {
        Arbitrary<Integer> request = Arbitraries.integers().between(1, 40);
        Arbitrary<During> landed = Combinators.combine(request, insertions()).as(During::new);
        Arbitrary<During> deleted = Combinators.combine(
                        request, places().map(which -> (Change) new Change.Delete(which)))
                .as(During::new);
        return Arbitraries.oneOf(landed.list().ofMaxSize(4), deleted.list().ofMaxSize(4))
                .map(changes -> changes.stream()
                        .sorted(Comparator.comparing(During::request))
                        .toList());
    }

    /** For a day, see {@link HistoryRun#changeOn}: so that its count is another one in the end. */
    static Arbitrary<List<Change>> insertionsOrDeletions() {
        Arbitrary<Change> insertion =
                Arbitraries.oneOf(calls(23 * 60), places().map(of -> (Change) new Change.Leg(of, false)));
        Arbitrary<Change> deletion = places().map(Change.Delete::new);
        return Arbitraries.oneOf(
                insertion.list().ofMinSize(1).ofMaxSize(3),
                deletion.list().ofMinSize(1).ofMaxSize(3));
    }

    private static Arbitrary<Integer> places() {
        return Arbitraries.integers().between(0, 100);
    }

    /** A few wrong answers, and between them enough right ones for a second question. */
    static Arbitrary<List<Spell>> shortSpells() {
        return spells(3, 12, 2, Wrong.EMPTY, Wrong.REPEATED, Wrong.DOWN);
    }

    /** Wrong answers for a long while. */
    static Arbitrary<List<Spell>> longSpells() {
        return spells(12, 30, 60, Wrong.values());
    }

    private static Arbitrary<List<Spell>> spells(int fewestRight, int mostRight, int most, Wrong... wrongs) {
        return Combinators.combine(
                        Arbitraries.integers().between(fewestRight, mostRight),
                        Arbitraries.of(wrongs),
                        Arbitraries.integers().between(1, most))
                .as(Spell::new)
                .list()
                .ofMaxSize(4);
    }

    static <T> Arbitrary<List<T>> none() {
        return Arbitraries.just(List.of());
    }
}
