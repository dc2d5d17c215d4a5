package io.ucmbilling.collection.walk;

import io.ucmbilling.collection.walk.WalkState.Behind;
import io.ucmbilling.collection.walk.WalkState.Confirmed;
import io.ucmbilling.collection.walk.WalkState.Control;
import io.ucmbilling.collection.walk.WalkState.Overlapping;
import io.ucmbilling.collection.walk.WalkState.Position;
import io.ucmbilling.collection.walk.WalkState.Start;
import io.ucmbilling.store.site.SiteProgress.Counting;
import io.ucmbilling.ucm.site.FaultKind;

/**
 * A walk over one window's pages by offset, while the UCM's table moves (contract U6). It does no I/O: it says what to
 * ask next, given what came back. The algorithm:
 *
 * <ol>
 *   <li>Ask from offset 0. Behind a full page ask with an overlap of one: the next page must begin with the last leg of
 *       this one. Behind a page that is not full ask right behind it, where only an empty page is expected.
 *   <li>Advance by the smaller of items and legs, until pages have shown three times that offsets count legs. Then advance
 *       by legs.
 *   <li>If a page begins earlier in the last one than it should, a record has landed in front. Go on, and walk again
 *       from the start when the end is reached. If it begins nowhere in the last one, something was deleted, and a leg
 *       may have been skipped. Walk again at once. After three times anew: DRIFTED.
 *   <li>If a page came before, although the offset moved on, ask again. After the second time: REPEATED_PAGE.
 *   <li>Only an empty page ends the walk. Empty where a leg must stand, three times: SUSPECT_EMPTY.
 *   <li>A strict walk believes an end only if the leg before it still comes and the end is empty a second time. It
 *       believes an empty window only at the third time.
 * </ol>
 */
final class Walk {
    private static final int MOST_EMPTIES = 3;
    private static final int MOST_REPEATS = 2;
    private static final int MOST_RESTARTS = 3;

    /** The step that follows from an answer. */
    sealed interface Step {
        record GoOn() implements Step {}

        /** The window has been read to its end. */
        record Ended() implements Step {}

        /** The walk cannot go on. */
        record Failed(FaultKind kind, String what) implements Step {}
    }

    private final int pageSize;
    private final boolean strict;
    private final OffsetCounting counting;
    private WalkState state = new Start(0);
    private int fullAt;
    private int restarts;

    /**
     * @param pageSize records to ask for at a time, 2 or more
     * @param strict whether an end must be confirmed
     * @param counting what is known of the UCM
     */
    Walk(int pageSize, boolean strict, Counting counting) {
        this.pageSize = pageSize;
        this.fullAt = pageSize;
        this.strict = strict;
        this.counting = new OffsetCounting(pageSize, counting);
    }

    WalkRequest next() {
        return state.next(pageSize);
    }

    /** Returns whether it is at its start, first or anew: nothing that came until now stands between it and its end. */
    boolean atStart() {
        return state instanceof Start;
    }

    /** Returns what the pages have shown so far. */
    Counting counting() {
        return counting.counting();
    }

    /** Returns whether any page was not empty since it began, or began anew. */
    boolean sawAnything() {
        return !atStart();
    }

    Step answered(PageOutline page) {
        return page.isEmpty() ? emptied() : came(page);
    }

    private Step emptied() {
        return switch (state) {
            case Start(int empties) ->
                strict && empties + 1 < MOST_EMPTIES ? goOn(new Start(empties + 1)) : new Step.Ended();
            case Overlapping(Position at, int empties) -> emptied(empties + 1, new Overlapping(at, empties + 1));
            case Behind(Position at) -> strict ? goOn(new Control(at, 0)) : end(at);
            case Control(Position at, int empties) -> emptied(empties + 1, new Control(at, empties + 1));
            case Confirmed(Position at) -> end(at);
        };
    }

    private Step emptied(int empties, WalkState again) {
        return empties < MOST_EMPTIES
                ? goOn(again)
                : new Step.Failed(
                        FaultKind.SUSPECT_EMPTY,
                        "nothing at offset " + next().offset() + ", expected the leg that stood there");
    }

    private Step end(Position at) {
        return at.landedInFront() ? anew("a record landed in front of the offset") : new Step.Ended();
    }

    private Step came(PageOutline page) {
        return switch (state) {
            case Start start -> advance(page, 0, false);
            case Overlapping(Position at, int empties) ->
                page.equals(at.page()) ? repeated(at, new Overlapping(at.repeated(), 0)) : overlapping(at, page);
            case Behind(Position at) -> cameBehind(at, page);
            case Control(Position at, int empties) ->
                at.page().indexOfFirst(page) < 0
                        ? anew("the last leg is another one than before")
                        : goOn(new Confirmed(at));
            case Confirmed(Position at) -> cameBehind(at, page);
        };
    }

    private Step repeated(Position at, WalkState again) {
        return at.repeats() + 1 < MOST_REPEATS
                ? goOn(again)
                : new Step.Failed(
                        FaultKind.REPEATED_PAGE,
                        "offset " + at.offset() + " gave the page of offset " + at.pageOffset() + " again");
    }

    private Step overlapping(Position at, PageOutline page) {
        int index = at.page().indexOfFirst(page);
        if (index < 0) {
            counting.doubt();
            return anew("offset " + at.offset() + " begins behind the page before it");
        }
        return joined(at, page, index);
    }

    /** The last page was neither full nor the end: looks back one leg to see that nothing is between. */
    private Step cameBehind(Position at, PageOutline page) {
        if (page.equals(at.page())) {
            return repeated(at, new Behind(at.repeated()));
        }
        int index = at.page().indexOfFirst(page);
        if (index >= 0) {
            return joined(at, page, index);
        }
        fullAt = Math.min(fullAt, at.page().size());
        return at.offset() - at.pageOffset() < 2
                ? advance(page, at.offset(), at.landedInFront())
                : goOn(new Overlapping(at.oneBack(), 0));
    }

    /** Goes on with a page that begins in the one before, at that index. */
    private Step joined(Position at, PageOutline page, int index) {
        long expected = at.offset() - at.pageOffset();
        boolean landed = index < expected || !page.continues(at.page(), index);
        if (!landed) {
            counting.joined(at.page(), index, expected);
        }
        return advance(page, at.offset(), at.landedInFront() || landed);
    }

    private Step advance(PageOutline page, long offset, boolean landedInFront) {
        int units = counting.units(page);
        boolean overlaps = page.size() >= fullAt && units >= 2;
        Position at = new Position(page, offset, offset + (overlaps ? units - 1 : units), landedInFront, 0);
        return goOn(overlaps ? new Overlapping(at, 0) : new Behind(at));
    }

    private Step anew(String why) {
        return ++restarts > MOST_RESTARTS
                ? new Step.Failed(FaultKind.DRIFTED, why + ", after walking anew " + MOST_RESTARTS + " times")
                : goOn(new Start(0));
    }

    private Step goOn(WalkState next) {
        state = next;
        return new Step.GoOn();
    }
}
